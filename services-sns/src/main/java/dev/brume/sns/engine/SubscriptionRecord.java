package dev.brume.sns.engine;

import java.util.Map;

/**
 * A subscription as it is stored. All are confirmed.
 *
 * @param id what its ARN has behind the topic's
 * @param topicName the topic
 * @param protocol such as {@code sqs}
 * @param endpoint what it delivers to, as the protocol names it
 * @param owner the subscriber's account
 * @param principal who subscribed, as an ARN
 * @param attributes what was set, by AWS's names
 */
public record SubscriptionRecord(
    String id,
    String topicName,
    String protocol,
    String endpoint,
    String owner,
    String principal,
    Map<String, String> attributes) {

  /** Keeps a copy of the attributes. */
  public SubscriptionRecord {
    attributes = Map.copyOf(attributes);
  }

  SubscriptionRecord withAttributes(Map<String, String> changed) {
    return new SubscriptionRecord(id, topicName, protocol, endpoint, owner, principal, changed);
  }
}
