package dev.brume.sns.engine;

import java.util.Map;

/**
 * The stored form of a subscription.
 *
 * @param id the part of its ARN after the topic's
 * @param topicName the topic
 * @param protocol such as {@code sqs}
 * @param endpoint its endpoint, in the protocol's format
 * @param owner the subscriber's account
 * @param principal the subscriber's ARN
 * @param attributes the set attributes, by AWS's names
 * @param confirmation the state of its confirmation
 */
public record SubscriptionRecord(
    String id,
    String topicName,
    String protocol,
    String endpoint,
    String owner,
    String principal,
    Map<String, String> attributes,
    Confirmation confirmation) {

  /** Keeps a copy of the attributes. */
  public SubscriptionRecord {
    attributes = Map.copyOf(attributes);
    confirmation = confirmation == null ? Confirmation.AT_ONCE : confirmation;
  }

  /**
   * The state of a subscription's confirmation.
   *
   * @param token confirms the subscription; null if none is required
   * @param isPending whether it has not been confirmed
   * @param wasAuthenticated whether the confirming request was signed
   * @param authenticatesUnsubscribe whether only a signed request may end it
   * @param sinceMillis when the token was created
   */
  public record Confirmation(
      String token,
      boolean isPending,
      boolean wasAuthenticated,
      boolean authenticatesUnsubscribe,
      long sinceMillis) {
    /** For endpoints that need no confirmation. */
    static final Confirmation AT_ONCE = new Confirmation(null, false, true, false, 0);

    static Confirmation pending(String token, long nowMillis) {
      return new Confirmation(token, true, false, false, nowMillis);
    }
  }

  boolean isHttp() {
    return protocol.startsWith("http");
  }

  /** The key of a protocol-specific message for this endpoint. */
  String bodyName() {
    return protocol.equals("application") ? PlatformEndpoint.platformOf(endpoint) : protocol;
  }

  SubscriptionRecord withAttributes(Map<String, String> changed) {
    return new SubscriptionRecord(
        id, topicName, protocol, endpoint, owner, principal, changed, confirmation);
  }

  SubscriptionRecord with(Confirmation changed) {
    return new SubscriptionRecord(
        id, topicName, protocol, endpoint, owner, principal, attributes, changed);
  }
}
