package dev.brume.sns.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.brume.core.kit.JsonDocument;

/**
 * The effective delivery policy for an HTTP endpoint, from the policies of topic and subscription.
 *
 * @param retries the retry phases
 * @param contentType of the requests
 * @param maxReceivesPerSecond the most messages per second; 0 for no limit
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Creating
 *     an HTTP/S delivery policy</a>
 */
public record HttpDeliveryPolicy(
    RetryPhases retries, String contentType, int maxReceivesPerSecond) {
  /** "0 to 100" retries. */
  public static final int MAX_RETRIES = 100;

  /** The default content type, also of everything that is not a notification. */
  public static final String DEFAULT_CONTENT_TYPE = "text/plain; charset=UTF-8";

  /** The policy of confirmations. */
  public static final HttpDeliveryPolicy DEFAULT =
      new HttpDeliveryPolicy(RetryPhases.HTTP, DEFAULT_CONTENT_TYPE, 0);

  private static final JsonNode NONE = MissingNode.getInstance();

  /**
   * The policy of a subscription.
   *
   * @param ofTopic the topic's policy, or null
   * @param ofSubscription the subscription's policy, or null
   */
  public static HttpDeliveryPolicy effective(String ofTopic, String ofSubscription) {
    if (ofTopic == null && ofSubscription == null) {
      return DEFAULT;
    }
    JsonNode topic = read(ofTopic).path("http");
    boolean isFixed = topic.path("disableSubscriptionOverrides").asBoolean();
    JsonNode own = isFixed ? NONE : read(ofSubscription);
    JsonNode retries = either(own.path("healthyRetryPolicy"), topic, "defaultHealthyRetryPolicy");
    JsonNode throttle = either(own.path("throttlePolicy"), topic, "defaultThrottlePolicy");
    JsonNode request = either(own.path("requestPolicy"), topic, "defaultRequestPolicy");
    return new HttpDeliveryPolicy(
        phases(retries),
        request.path("headerContentType").asText(DEFAULT_CONTENT_TYPE),
        throttle.path("maxReceivesPerSecond").asInt());
  }

  private static JsonNode read(String text) {
    return text == null ? NONE : JsonDocument.COMMON.find(text).orElse(NONE);
  }

  private static JsonNode either(JsonNode own, JsonNode topic, String name) {
    return own.isObject() ? own : topic.path(name);
  }

  /** The phases of a checked retry policy; absent values are AWS's defaults. */
  public static RetryPhases phases(JsonNode policy) {
    if (!policy.isObject()) {
      return RetryPhases.HTTP;
    }
    int withoutDelay = policy.path("numNoDelayRetries").asInt();
    int atMinDelay = policy.path("numMinDelayRetries").asInt();
    int atMaxDelay = policy.path("numMaxDelayRetries").asInt();
    int all = policy.path("numRetries").asInt(RetryPhases.HTTP.inBackoff());
    return new RetryPhases(
        withoutDelay,
        atMinDelay,
        Math.max(0, all - withoutDelay - atMinDelay - atMaxDelay),
        atMaxDelay,
        policy.path("minDelayTarget").asInt(RetryPhases.HTTP.minDelaySeconds()),
        policy.path("maxDelayTarget").asInt(RetryPhases.HTTP.maxDelaySeconds()),
        policy.path("backoffFunction").asText(RetryPhases.HTTP.backoffFunction()));
  }
}
