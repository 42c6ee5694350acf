package dev.brume.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonDocument;
import java.util.List;

/**
 * Topics' delivery policies, which say how messages are delivered to HTTP endpoints.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Creating
 *     an HTTP/S delivery policy</a>
 */
final class DeliveryPolicies {
  private static final String HTTP = "http";
  private static final String OVERRIDES = "disableSubscriptionOverrides";
  private static final String RETRIES = "defaultHealthyRetryPolicy";
  private static final String REQUESTS = "defaultRequestPolicy";
  private static final List<String> KNOWN =
      List.of(RETRIES, OVERRIDES, "defaultThrottlePolicy", REQUESTS);

  private DeliveryPolicies() {}

  /**
   * A policy as it is stored and shown.
   *
   * @throws AwsError InvalidParameter where {@code text} is none
   */
  static String checked(String text) {
    ObjectNode given = JsonDocument.COMMON.object(text).orElse(null);
    if (given == null || !(given.get(HTTP) instanceof ObjectNode http) || given.size() != 1) {
      throw SnsFaults.invalid("DeliveryPolicy: JSON must be a valid delivery policy");
    }
    for (var member : http.properties()) {
      boolean fits =
          KNOWN.contains(member.getKey())
              && (member.getKey().equals(OVERRIDES)
                  ? member.getValue().isBoolean()
                  : member.getValue().isObject());
      if (!fits) {
        throw SnsFaults.invalid("DeliveryPolicy: JSON must be a valid delivery policy");
      }
    }
    ObjectNode shown = JsonDocument.newObject();
    shown.set(HTTP, ordered(http));
    return JsonDocument.text(shown);
  }

  private static ObjectNode ordered(ObjectNode http) {
    ObjectNode ordered = JsonDocument.newObject();
    for (String name : KNOWN) {
      JsonNode value = http.get(name);
      if (value != null) {
        ordered.set(name, value);
      } else if (name.equals(OVERRIDES)) {
        ordered.put(OVERRIDES, false);
      }
    }
    return ordered;
  }

  /** What holds for a topic: its own policy, and AWS's for the rest. */
  static String effective(String own) {
    ObjectNode http = JsonDocument.newObject();
    ObjectNode retries = http.putObject(RETRIES);
    retries.put("minDelayTarget", 20);
    retries.put("maxDelayTarget", 20);
    retries.put("numRetries", 3);
    retries.put("numMaxDelayRetries", 0);
    retries.put("numNoDelayRetries", 0);
    retries.put("numMinDelayRetries", 0);
    retries.put("backoffFunction", "linear");
    http.put(OVERRIDES, false);
    http.putObject(REQUESTS).put("headerContentType", "text/plain; charset=UTF-8");
    if (own != null) {
      ObjectNode set = (ObjectNode) JsonDocument.COMMON.object(own).orElseThrow().get(HTTP);
      set.properties()
          .forEach(
              member -> {
                if (http.get(member.getKey()) instanceof ObjectNode known) {
                  known.setAll((ObjectNode) member.getValue());
                } else {
                  http.set(member.getKey(), member.getValue());
                }
              });
    }
    ObjectNode policy = JsonDocument.newObject();
    policy.set(HTTP, ordered(http));
    return JsonDocument.text(policy);
  }
}
