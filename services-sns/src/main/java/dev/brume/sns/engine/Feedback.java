package dev.brume.sns.engine;

import dev.brume.core.id.Ids;
import java.util.Map;

/**
 * Which ends of deliveries are logged: what the attributes of a topic say for one protocol, or
 * those of a platform application for its endpoints.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html">Amazon SNS
 *     message delivery status</a>
 */
enum Feedback {
  /** Topics' deliveries to HTTP endpoints. */
  HTTP("HTTP"),
  /** Topics' deliveries to delivery streams. */
  FIREHOSE("Firehose"),
  /** Topics' deliveries to functions. */
  LAMBDA("Lambda"),
  /** Topics' deliveries to platform endpoints. */
  APPLICATION("Application"),
  /** Topics' deliveries to queues. */
  SQS("SQS"),
  /** What goes to the endpoints of a platform application, whoever sends it. */
  OF_PLATFORM_APPLICATION("");

  private static final int PERCENT = 100;

  private final String successRole;
  private final String failureRole;
  private final String sampleRate;

  Feedback(String prefix) {
    successRole = prefix + "SuccessFeedbackRoleArn";
    failureRole = prefix + "FailureFeedbackRoleArn";
    sampleRate = prefix + "SuccessFeedbackSampleRate";
  }

  /** That of a protocol of subscriptions; null where its deliveries are not logged. */
  static Feedback of(String protocol) {
    return switch (protocol) {
      case "http", "https" -> HTTP;
      case "firehose" -> FIREHOSE;
      case "lambda" -> LAMBDA;
      case "application" -> APPLICATION;
      case "sqs" -> SQS;
      default -> null;
    };
  }

  /**
   * Whether the end of a delivery is logged: each failure, and of the successes as many of a
   * hundred as the sample rate says; none where it says nothing.
   */
  boolean isWanted(Map<String, String> attributes, boolean isDelivered, Ids ids) {
    if (!isSet(attributes.get(isDelivered ? successRole : failureRole))) {
      return false;
    }
    if (!isDelivered) {
      return true;
    }
    String rate = attributes.get(sampleRate);
    return isSet(rate) && isSampled(Integer.parseInt(rate), ids);
  }

  /** Draws one out of a hundred. */
  static boolean isSampled(int percent, Ids ids) {
    return percent > 0 && ids.number(PERCENT) < percent;
  }

  private static boolean isSet(String value) {
    return value != null && !value.isEmpty();
  }
}
