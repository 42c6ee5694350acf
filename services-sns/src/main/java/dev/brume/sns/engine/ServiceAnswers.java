package dev.brume.sns.engine;

import dev.brume.core.id.Ids;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.scope.Arn;

/**
 * What SQS, Lambda and Data Firehose answer to a delivery, as logs of deliveries show it. AWS's
 * page has no example; the members are those of logs that users have published, the ones of
 * Firehose by analogy.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html">Amazon SNS
 *     message delivery status</a>
 */
final class ServiceAnswers {
  private static final String UNRECOVERABLE = "Unrecoverable";
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private ServiceAnswers() {}

  static EndpointAnswer of(TopicDelivery delivery, DeliveryOutcome outcome, Ids ids) {
    String service = delivery.protocol();
    boolean isQueue = service.equals("sqs");
    boolean isFunction = service.equals("lambda");
    String requestId = service + "RequestId";
    int status =
        switch (outcome.status()) {
          case DELIVERED -> isFunction ? ACCEPTED : OK;
          case NOT_FOUND -> isFunction ? NOT_FOUND : BAD_REQUEST;
          case ACCESS_DENIED -> FORBIDDEN;
          case INVALID -> BAD_REQUEST;
          case THROTTLED -> TOO_MANY_REQUESTS;
          case FAILED -> UNAVAILABLE;
        };
    if (!outcome.isDelivered()) {
      String text =
          JsonObjectText.of(
              json ->
                  json.member("ErrorCode", outcome.errorCode())
                      .member("ErrorMessage", message(delivery, outcome))
                      .member(requestId, UNRECOVERABLE));
      return new EndpointAnswer(status, text);
    }
    boolean isRequest = isFunction && outcome.receipt() != null;
    String id = isRequest ? outcome.receipt() : ids.uuid();
    String text =
        JsonObjectText.of(
            json ->
                json.member(requestId, id)
                    .member("sqsMessageId", isQueue ? outcome.receipt() : null));
    return new EndpointAnswer(status, text);
  }

  /** SQS's own words where they are known. */
  private static String message(TopicDelivery delivery, DeliveryOutcome outcome) {
    if (!delivery.protocol().equals("sqs")) {
      return outcome.message();
    }
    return switch (outcome.status()) {
      case NOT_FOUND -> "The specified queue does not exist or you do not have access to it.";
      case ACCESS_DENIED -> "Access to the resource " + url(delivery.target()) + " is denied.";
      default -> outcome.message();
    };
  }

  private static String url(String queueArn) {
    return Arn.parse(queueArn)
        .map(
            arn ->
                "https://sqs."
                    + arn.region()
                    + ".amazonaws.com/"
                    + arn.account()
                    + "/"
                    + arn.resource())
        .orElse(queueArn);
  }
}
