package dev.brume.sns.engine;

/**
 * A replay that is still to be gone on with: the payload of durable work.
 *
 * @param topicName the topic
 * @param subscriptionId the subscription
 * @param policy the replay policy that asks for it
 * @param fromMillis when the next message was published, at the earliest
 * @param afterSequence the sequence number of the last message of that moment that was replayed
 * @param endMillis when the last message was published, at the latest
 */
public record Replay(
    String topicName,
    String subscriptionId,
    String policy,
    long fromMillis,
    long afterSequence,
    long endMillis) {
  /** How many messages are replayed in one step. */
  static final int STEP_MESSAGES = 100;

  Replay after(ArchivedMessage last) {
    return new Replay(
        topicName,
        subscriptionId,
        policy,
        last.result().publishedMillis(),
        Long.parseLong(last.result().sequenceNumber()),
        endMillis);
  }
}
