package dev.brume.sns.engine;

import java.util.Map;

/**
 * A subscription as it is stored.
 *
 * @param id what its ARN has behind the topic's
 * @param topicName the topic
 * @param protocol such as {@code sqs}
 * @param endpoint what it delivers to, as the protocol names it
 * @param owner the subscriber's account
 * @param principal who subscribed, as an ARN
 * @param attributes what was set, by AWS's names
 * @param confirmation whether and how its endpoint has agreed
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
   * Whether and how an endpoint has agreed to get messages.
   *
   * @param token what confirms the subscription; null where nothing has to
   * @param isPending whether it has not been confirmed
   * @param wasAuthenticated whether who confirmed it had signed the request
   * @param authenticatesUnsubscribe whether only a signed request may end it
   * @param sinceMillis when the token was made
   */
  public record Confirmation(
      String token,
      boolean isPending,
      boolean wasAuthenticated,
      boolean authenticatesUnsubscribe,
      long sinceMillis) {
    /** Of endpoints that need not agree. */
    static final Confirmation AT_ONCE = new Confirmation(null, false, true, false, 0);

    static Confirmation pending(String token, long nowMillis) {
      return new Confirmation(token, true, false, false, nowMillis);
    }
  }

  boolean isHttp() {
    return protocol.startsWith("http");
  }

  /** Under which name a publisher can have a message of its own for this endpoint. */
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
