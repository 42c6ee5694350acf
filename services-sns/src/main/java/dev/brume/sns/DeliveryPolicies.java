package dev.brume.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonDocument;
import dev.brume.sns.engine.HttpDeliveryPolicy;
import dev.brume.sns.engine.RetryPhases;
import java.util.List;
import java.util.Set;

/**
 * The delivery policies of topics and subscriptions, which say how messages are delivered to HTTP
 * endpoints. AWS's error texts are not recorded.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Creating
 *     an HTTP/S delivery policy</a>
 */
final class DeliveryPolicies {
  private static final String HTTP = "http";
  private static final String OVERRIDES = "disableSubscriptionOverrides";
  private static final String TOPIC_RETRIES = "defaultHealthyRetryPolicy";
  private static final String TOPIC_THROTTLE = "defaultThrottlePolicy";
  private static final String TOPIC_REQUESTS = "defaultRequestPolicy";
  private static final String RETRIES = "healthyRetryPolicy";
  private static final String SICKLY_RETRIES = "sicklyRetryPolicy";
  private static final String THROTTLE = "throttlePolicy";
  private static final String REQUESTS = "requestPolicy";
  private static final String GUARANTEED = "guaranteed";
  private static final String CONTENT_TYPE = "headerContentType";
  private static final String MAX_RECEIVES = "maxReceivesPerSecond";
  private static final List<String> OF_TOPIC =
      List.of(TOPIC_RETRIES, OVERRIDES, TOPIC_THROTTLE, TOPIC_REQUESTS);
  private static final List<String> OF_SUBSCRIPTION =
      List.of(RETRIES, SICKLY_RETRIES, THROTTLE, REQUESTS, GUARANTEED);
  private static final Set<String> FUNCTIONS =
      Set.of("linear", "arithmetic", "geometric", "exponential");

  /** "The total policy retry time for an HTTP/S endpoint cannot be greater than 3,600 seconds." */
  private static final int MAX_SECONDS = 3_600;

  private DeliveryPolicies() {}

  private static AwsError invalid(String where, String what) {
    return SnsFaults.invalid(where + "DeliveryPolicy: " + what);
  }

  private static AwsError malformed(String where) {
    return invalid(where, "JSON must be a valid delivery policy");
  }

  // -------------------------------------------------------------------------------- topics

  /**
   * A topic's policy as it is stored and shown.
   *
   * @throws AwsError InvalidParameter if {@code text} is invalid
   */
  static String checked(String text) {
    ObjectNode given = JsonDocument.COMMON.object(text).orElse(null);
    if (given == null || !(given.get(HTTP) instanceof ObjectNode http) || given.size() != 1) {
      throw malformed("");
    }
    for (var member : http.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      switch (name) {
        case TOPIC_RETRIES -> checkRetries(value, "", HTTP + "." + name);
        case TOPIC_THROTTLE -> checkThrottle(value, "", HTTP + "." + name);
        case TOPIC_REQUESTS -> checkRequests(value, "", HTTP + "." + name);
        case OVERRIDES -> require(value.isBoolean(), "", HTTP + "." + name + " must be a boolean");
        default -> throw malformed("");
      }
    }
    ObjectNode shown = JsonDocument.newObject();
    shown.set(HTTP, ordered(http));
    return JsonDocument.text(shown);
  }

  private static ObjectNode ordered(ObjectNode http) {
    ObjectNode ordered = JsonDocument.newObject();
    for (String name : OF_TOPIC) {
      JsonNode value = http.get(name);
      if (value != null) {
        ordered.set(name, value);
      } else if (name.equals(OVERRIDES)) {
        ordered.put(OVERRIDES, false);
      }
    }
    return ordered;
  }

  /** The effective policy of a topic: its own, completed by AWS's default. */
  static String effective(String own) {
    ObjectNode http = JsonDocument.newObject();
    http.set(TOPIC_RETRIES, text(RetryPhases.HTTP));
    http.put(OVERRIDES, false);
    http.putObject(TOPIC_REQUESTS).put(CONTENT_TYPE, HttpDeliveryPolicy.DEFAULT_CONTENT_TYPE);
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

  // ------------------------------------------------------------------------- subscriptions

  /**
   * A subscription's policy as it is stored and shown.
   *
   * @param where the prefix of error texts
   * @throws AwsError InvalidParameter if {@code text} is invalid
   */
  static String ofSubscription(String text, String where) {
    ObjectNode given = JsonDocument.COMMON.object(text).orElse(null);
    if (given == null) {
      throw malformed(where);
    }
    for (String name : (Iterable<String>) given::fieldNames) {
      if (!OF_SUBSCRIPTION.contains(name)) {
        throw malformed(where);
      }
    }
    ObjectNode policy = JsonDocument.newObject();
    JsonNode retries = given.path(RETRIES);
    checkRetries(retries, where, RETRIES);
    policy.set(RETRIES, retries.isObject() ? text(HttpDeliveryPolicy.phases(retries)) : null);
    policy.putNull(SICKLY_RETRIES);
    JsonNode throttle = given.path(THROTTLE);
    checkThrottle(throttle, where, THROTTLE);
    policy.set(THROTTLE, throttle.isObject() ? throttle : null);
    JsonNode requests = given.path(REQUESTS);
    checkRequests(requests, where, REQUESTS);
    policy.set(REQUESTS, requests.isObject() ? requests : null);
    policy.put(GUARANTEED, false);
    return JsonDocument.text(policy);
  }

  /**
   * The effective policy of a subscription.
   *
   * @param ofTopic the topic's policy, or null
   * @param own the subscription's policy, or null
   */
  static String effective(String ofTopic, String own) {
    HttpDeliveryPolicy holds = HttpDeliveryPolicy.effective(ofTopic, own);
    ObjectNode policy = JsonDocument.newObject();
    policy.set(RETRIES, text(holds.retries()));
    policy.putNull(SICKLY_RETRIES);
    if (holds.maxReceivesPerSecond() > 0) {
      policy.putObject(THROTTLE).put(MAX_RECEIVES, holds.maxReceivesPerSecond());
    } else {
      policy.putNull(THROTTLE);
    }
    policy.putObject(REQUESTS).put(CONTENT_TYPE, holds.contentType());
    policy.put(GUARANTEED, false);
    return JsonDocument.text(policy);
  }

  private static ObjectNode text(RetryPhases phases) {
    ObjectNode retries = JsonDocument.newObject();
    retries.put("minDelayTarget", phases.minDelaySeconds());
    retries.put("maxDelayTarget", phases.maxDelaySeconds());
    retries.put("numRetries", phases.count());
    retries.put("numMaxDelayRetries", phases.atMaxDelay());
    retries.put("numNoDelayRetries", phases.withoutDelay());
    retries.put("numMinDelayRetries", phases.atMinDelay());
    retries.put("backoffFunction", phases.backoffFunction());
    return retries;
  }

  // -------------------------------------------------------------------------------- checks

  private static void require(boolean isValid, String where, String what) {
    if (!isValid) {
      throw invalid(where, what);
    }
  }

  private static boolean isAbsent(JsonNode node, String where) {
    if (node == null || node.isNull() || node instanceof MissingNode) {
      return true;
    }
    if (!node.isObject()) {
      throw malformed(where);
    }
    return false;
  }

  private static void checkRetries(JsonNode retries, String where, String path) {
    if (isAbsent(retries, where)) {
      return;
    }
    for (var member : retries.properties()) {
      String name = path + "." + member.getKey();
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "minDelayTarget", "maxDelayTarget" -> checkNumber(value, 1, MAX_SECONDS, where, name);
        case "numRetries", "numNoDelayRetries", "numMinDelayRetries", "numMaxDelayRetries" ->
            checkNumber(value, 0, HttpDeliveryPolicy.MAX_RETRIES, where, name);
        case "backoffFunction" ->
            require(
                FUNCTIONS.contains(value.asText()),
                where,
                name + " must be one of linear, arithmetic, geometric or exponential");
        default -> throw malformed(where);
      }
    }
    RetryPhases phases = HttpDeliveryPolicy.phases(retries);
    require(
        phases.minDelaySeconds() <= phases.maxDelaySeconds(),
        where,
        path + ".maxDelayTarget must be greater than or equal to minDelayTarget");
    require(
        phases.count() <= retries.path("numRetries").asInt(RetryPhases.HTTP.count()),
        where,
        path + ".numRetries must be greater than or equal to the sum of the retries of all phases");
    require(
        phases.totalSeconds() <= MAX_SECONDS,
        where,
        path + ": the total retry time must not be greater than " + MAX_SECONDS + " seconds");
  }

  private static void checkNumber(JsonNode value, int min, int max, String where, String name) {
    boolean fits =
        value.isIntegralNumber()
            && value.canConvertToInt()
            && value.asInt() >= min
            && value.asInt() <= max;
    require(fits, where, name + " must be a number from " + min + " to " + max);
  }

  private static void checkThrottle(JsonNode throttle, String where, String path) {
    if (!isAbsent(throttle, where)) {
      for (var member : throttle.properties()) {
        String name = path + "." + member.getKey();
        require(member.getKey().equals(MAX_RECEIVES), where, name + " is unknown");
        if (!member.getValue().isNull()) {
          checkNumber(member.getValue(), 1, Integer.MAX_VALUE, where, name);
        }
      }
    }
  }

  private static void checkRequests(JsonNode requests, String where, String path) {
    if (!isAbsent(requests, where)) {
      for (var member : requests.properties()) {
        String name = path + "." + member.getKey();
        String value = member.getValue().asText();
        boolean isType =
            member.getKey().equals(CONTENT_TYPE)
                && member.getValue().isTextual()
                && value.matches("[!-~]+/[ -~]+");
        require(isType, where, name + " must be a content type");
      }
    }
  }
}
