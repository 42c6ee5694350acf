package dev.brume.sns.engine;

import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.message.MessageDigests;
import dev.brume.core.scope.Scope;
import dev.brume.sns.engine.TopicDelivery.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Logs how deliveries have ended, where the attributes of their topic, of their platform
 * application or of text messages ask for it. A log group has one stream. Whether the role that is
 * named may write logs is not asked.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html">Amazon SNS
 *     message delivery status</a>
 */
public final class DeliveryStatusLog {
  /** The price of a text message within the United States that AWS's page shows. */
  private static final double SMS_PRICE = 0.00645;

  private static final int ASCII_END = 128;
  private static final int ERRORS = 300;
  private static final String OPTED_OUT = "Phone number is opted out";
  private static final String ACCEPTED = "Message has been accepted by phone carrier";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final Scope scope;
  private final SnsEnvironment environment;
  private final Function<String, TopicRecord> topics;

  /**
   * @param topics topics by their ARNs; null where one is gone
   */
  DeliveryStatusLog(Scope scope, SnsEnvironment environment, Function<String, TopicRecord> topics) {
    this.scope = scope;
    this.environment = environment;
    this.topics = topics;
  }

  /**
   * The end of a delivery.
   *
   * @param attempts how often it was tried
   * @param startedMillis when it was handed over for the last time
   * @param answer what the endpoint answered then; asked for where it is logged
   */
  record End(
      boolean isDelivered, int attempts, long startedMillis, Supplier<EndpointAnswer> answer) {}

  // -------------------------------------------------------------------------------- topics

  /** The delivery of a topic's message has ended. */
  void ended(TopicDelivery delivery, End end) {
    Feedback feedback = Feedback.of(delivery.protocol());
    if (feedback == null || delivery.envelope().kind() != Kind.NOTIFICATION) {
      return;
    }
    TopicRecord topic = topics.apply(delivery.topicArn());
    if (topic != null
        && !topic.attributes().isEmpty()
        && feedback.isWanted(topic.attributes(), end.isDelivered(), environment.ids())) {
      write(topic.name(), end.isDelivered(), text(delivery, end));
    }
  }

  private String text(TopicDelivery delivery, End end) {
    EndpointAnswer answer = end.answer().get();
    long publishedMillis = delivery.envelope().timestampMillis();
    return JsonObjectText.of(
        json ->
            json.object(
                    "notification",
                    notification ->
                        notification
                            .member(
                                "messageMD5Sum", MessageDigests.ofBody(delivery.message().body()))
                            .member("messageId", delivery.envelope().messageId())
                            .member("topicArn", delivery.topicArn())
                            .member("timestamp", time(publishedMillis)))
                .object(
                    "delivery",
                    status -> {
                      status
                          .member("deliveryId", environment.ids().uuid())
                          .member("destination", delivery.target())
                          .member("providerResponse", answer.text())
                          .member("dwellTimeMs", end.startedMillis() - publishedMillis)
                          .member("attempts", end.attempts());
                      if (answer.status() > 0) {
                        status.member("statusCode", answer.status());
                      }
                    })
                .member("status", status(end.isDelivered())));
  }

  // -------------------------------------------------------------------------------- devices

  /** A message for a platform endpoint has been handed over, or could not be. */
  void endedForDevice(
      PlatformApplication application,
      PlatformEndpoint endpoint,
      SentNotification message,
      EndpointAnswer answer) {
    boolean isDelivered = answer.status() < ERRORS;
    if (!Feedback.OF_PLATFORM_APPLICATION.isWanted(
        application.attributes(), isDelivered, environment.ids())) {
      return;
    }
    String text =
        JsonObjectText.of(
            json ->
                json.member("status", status(isDelivered))
                    .object(
                        "notification",
                        notification ->
                            notification
                                .member("timestamp", time(environment.timeline().nowMillis()))
                                .member("messageId", message.messageId()))
                    .object(
                        "delivery",
                        delivery ->
                            delivery
                                .member("statusCode", answer.status())
                                .member("dwellTimeMs", 0)
                                .member("token", endpoint.token())
                                .member("attempts", 1)
                                .member("providerResponse", answer.text())
                                .member("destination", message.target())));
    write(PlatformApplications.APPLICATION_PREFIX + application.id(), isDelivered, text);
  }

  // --------------------------------------------------------------------------------- phones

  /**
   * A text message that was published to a number has been accepted, or its owner wants none. No
   * carrier takes part in it.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html">Monitoring
   *     SMS activity</a>
   */
  void endedForPhone(PhoneNumbers numbers, SentNotification message) {
    String number = message.target();
    boolean isDelivered = !numbers.isOptedOut(number);
    if (!numbers.isStatusWanted(isDelivered, environment.ids())) {
      return;
    }
    String text =
        JsonObjectText.of(
            json ->
                json.object(
                        "notification",
                        notification ->
                            notification
                                .member("messageId", message.messageId())
                                .member("timestamp", time(environment.timeline().nowMillis())))
                    .object(
                        "delivery",
                        delivery ->
                            delivery
                                .member("mnc", 0)
                                .member("numberOfMessageParts", parts(message.message()))
                                .member("destination", number)
                                .member("priceInUSD", new DoubleNode(SMS_PRICE))
                                .member("smsType", numbers.typeOf(message))
                                .member("mcc", 0)
                                .member("providerResponse", isDelivered ? ACCEPTED : OPTED_OUT)
                                .member("dwellTimeMs", 0)
                                .member("dwellTimeMsUntilDeviceAck", 0))
                    .member("status", status(isDelivered)));
    write("DirectPublishToPhoneNumber", isDelivered, text);
  }

  /** "140 bytes: 160 GSM characters, 70 UCS-2 characters"; a little less in each of several. */
  private static int parts(String text) {
    boolean isPlain = text.chars().allMatch(c -> c < ASCII_END);
    int alone = isPlain ? 160 : 70;
    int ofSeveral = isPlain ? 153 : 67;
    return text.length() <= alone ? 1 : (text.length() + ofSeveral - 1) / ofSeveral;
  }

  // ---------------------------------------------------------------------------------- common

  private static String status(boolean isDelivered) {
    return isDelivered ? "SUCCESS" : "FAILURE";
  }

  private static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  private void write(String what, boolean isDelivered, String text) {
    String group =
        SnsTables.SERVICE
            + "/"
            + scope.region()
            + "/"
            + scope.account()
            + "/"
            + what
            + (isDelivered ? "" : "/Failure");
    environment.logs().write(scope, group, streamOf(group), List.of(text));
  }

  /** The stream of a group, which keeps its name. */
  static String streamOf(String group) {
    return UUID.nameUUIDFromBytes(group.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
