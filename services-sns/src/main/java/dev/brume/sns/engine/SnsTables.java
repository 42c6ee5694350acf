package dev.brume.sns.engine;

import dev.brume.core.state.TableSpec;
import dev.brume.core.task.RetryPolicy;
import dev.brume.core.task.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The tables that hold everything SNS knows. */
final class SnsTables {
  /** The service that they belong to. */
  static final String SERVICE = "sns";

  /** The owner of the tables that belong to no topic; a topic's own belong to its identity. */
  static final String REGION = "";

  /** The only key of {@link #COUNTERS}. */
  static final String COUNTERS_KEY = "counters";

  /** Topics by name; of the region. */
  static final TableSpec<String, TopicRecord> TOPICS =
      new TableSpec<>(SERVICE, "topics", String.class, TopicRecord.class);

  /** Subscriptions by id; of a topic. */
  static final TableSpec<String, SubscriptionRecord> SUBSCRIPTIONS =
      new TableSpec<>(SERVICE, "subscriptions", String.class, SubscriptionRecord.class);

  /** What was published lately, by deduplication id; of a FIFO topic. */
  static final TableSpec<String, PublishResult> DEDUPLICATIONS =
      new TableSpec<>(SERVICE, "deduplications", String.class, PublishResult.class);

  /** The topic's counters; of a topic. */
  static final TableSpec<String, TopicCounters> COUNTERS =
      new TableSpec<>(SERVICE, "counters", String.class, TopicCounters.class);

  /**
   * Messages on their way; of the region. To endpoints of AWS's own "100,015 times, over 23 days",
   * from one second apart to 20.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Amazon
   *     SNS message delivery retries</a>
   */
  static final TaskSpec<TopicDelivery> DELIVERIES =
      TaskSpec.of(SERVICE, "deliveries", TopicDelivery.class)
          .inLanes(TopicDelivery::lane)
          .retriedBy(
              RetryPolicy.attempts(100_015, Duration.ofSeconds(1))
                  .growing(1.3, Duration.ofSeconds(20))
                  .within(Duration.ofDays(23)));

  /** The tables that go with a topic. */
  static final List<TableSpec<?, ?>> OF_A_TOPIC = List.of(SUBSCRIPTIONS, DEDUPLICATIONS, COUNTERS);

  /** All tables. */
  static final List<TableSpec<?, ?>> ALL =
      Stream.of(List.of(TOPICS), DELIVERIES.tables(), OF_A_TOPIC)
          .<TableSpec<?, ?>>flatMap(List::stream)
          .toList();

  private SnsTables() {}
}
