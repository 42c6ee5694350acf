package dev.brume.sns.engine;

import dev.brume.core.port.Deliveries;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.TableSpec;
import dev.brume.core.task.RetryPolicy;
import dev.brume.core.task.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The tables of all of SNS's state. */
final class SnsTables {
  /** The service that owns them. */
  static final String SERVICE = "sns";

  /** The owner of the region's tables; a topic's own belong to its identity. */
  static final String REGION = "";

  /** The only key of {@link #COUNTERS}. */
  static final String COUNTERS_KEY = "counters";

  /** Topics by name; of the region. */
  static final TableSpec<String, TopicRecord> TOPICS =
      new TableSpec<>(SERVICE, "topics", String.class, TopicRecord.class);

  /** Subscriptions by id; of a topic. */
  static final TableSpec<String, SubscriptionRecord> SUBSCRIPTIONS =
      new TableSpec<>(SERVICE, "subscriptions", String.class, SubscriptionRecord.class);

  /** Recently published messages, by deduplication id; of a FIFO topic. */
  static final TableSpec<String, PublishResult> DEDUPLICATIONS =
      new TableSpec<>(SERVICE, "deduplications", String.class, PublishResult.class);

  /** The topic's counters; of a topic. */
  static final TableSpec<String, TopicCounters> COUNTERS =
      new TableSpec<>(SERVICE, "counters", String.class, TopicCounters.class);

  /** Ended subscriptions that can be restored, by id; of a topic. */
  static final TableSpec<String, SubscriptionRecord> ENDED_SUBSCRIPTIONS =
      new TableSpec<>(SERVICE, "ended-subscriptions", String.class, SubscriptionRecord.class);

  /** Archived messages; of a topic. */
  static final TableSpec<ByteKey, ArchivedMessage> ARCHIVE =
      TableSpec.sorted(SERVICE, "archive", ArchivedMessage.class);

  /** Replays in progress; of the region. */
  static final TaskSpec<Replay> REPLAYS =
      TaskSpec.of(SERVICE, "replays", Replay.class)
          .inLanes(Replay::subscriptionId)
          .retriedBy(RetryPolicy.forever(Duration.ofSeconds(20)));

  /** Platform applications by the part of their ARNs after {@code app/}; of the region. */
  static final TableSpec<String, PlatformApplication> APPLICATIONS =
      new TableSpec<>(SERVICE, "applications", String.class, PlatformApplication.class);

  /** Platform endpoints by the part of their ARNs after {@code endpoint/}; of the region. */
  static final TableSpec<String, PlatformEndpoint> ENDPOINTS =
      new TableSpec<>(SERVICE, "endpoints", String.class, PlatformEndpoint.class);

  /** Messages sent to phones, devices and mailboxes, by number; of the region. */
  static final TableSpec<Long, SentNotification> SENT_MESSAGES =
      new TableSpec<>(SERVICE, "sent-messages", Long.class, SentNotification.class);

  /** Phone numbers; of the region. */
  static final TableSpec<String, PhoneNumberRecord> PHONE_NUMBERS =
      new TableSpec<>(SERVICE, "phone-numbers", String.class, PhoneNumberRecord.class);

  /** Settings of text messages by AWS's names; of the region. */
  static final TableSpec<String, SmsSetting> SMS_SETTINGS =
      new TableSpec<>(SERVICE, "sms-settings", String.class, SmsSetting.class);

  /** Pending deliveries; of the region. {@link RetryPhases} determines the retries. */
  static final TaskSpec<TopicDelivery> DELIVERIES =
      TaskSpec.of(SERVICE, "deliveries", TopicDelivery.class)
          .inLanes(TopicDelivery::lane)
          .retriedBy(
              RetryPolicy.attempts(RetryPhases.AWS_MANAGED.count() + 1, Duration.ofSeconds(1))
                  .growing(1.3, Duration.ofSeconds(20))
                  .within(Duration.ofDays(24)));

  /**
   * The most requests at a time to the HTTP endpoint of one subscription. AWS publishes no number.
   */
  private static final int HTTP_UNDER_WAY = 16;

  /**
   * Pending deliveries to HTTP endpoints; of the region. The delivery policy determines the
   * retries.
   */
  static final TaskSpec<TopicDelivery> HTTP_DELIVERIES =
      TaskSpec.of(SERVICE, "http-deliveries", TopicDelivery.class)
          .toDestinations(TopicDelivery::subscriptionArn, HTTP_UNDER_WAY)
          .retriedBy(
              RetryPolicy.attempts(HttpDeliveryPolicy.MAX_RETRIES + 1, Duration.ofSeconds(20)));

  /** Reports of audits on their way; of the region. */
  static final TaskSpec<AuditReport> AUDIT_REPORTS =
      TaskSpec.of(SERVICE, "audit-reports", AuditReport.class)
          .retriedBy(
              RetryPolicy.attempts(10, Duration.ofSeconds(1)).growing(2, Duration.ofMinutes(5)));

  /** What happened to platform endpoints, on its way to topics; of the region. */
  static final TaskSpec<DeliveryTask> APPLICATION_EVENTS =
      Deliveries.spec(SERVICE, "application-events");

  /** The tables that go with a topic. */
  static final List<TableSpec<?, ?>> OF_A_TOPIC =
      List.of(SUBSCRIPTIONS, ENDED_SUBSCRIPTIONS, DEDUPLICATIONS, COUNTERS, ARCHIVE);

  /** All tables. */
  static final List<TableSpec<?, ?>> ALL =
      Stream.of(
              List.of(TOPICS, APPLICATIONS, ENDPOINTS, SENT_MESSAGES, PHONE_NUMBERS, SMS_SETTINGS),
              DELIVERIES.tables(),
              HTTP_DELIVERIES.tables(),
              REPLAYS.tables(),
              AUDIT_REPORTS.tables(),
              APPLICATION_EVENTS.tables(),
              OF_A_TOPIC)
          .<TableSpec<?, ?>>flatMap(List::stream)
          .toList();

  private SnsTables() {}
}
