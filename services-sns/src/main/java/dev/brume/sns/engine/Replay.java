package dev.brume.sns.engine;

/**
 * A replay in progress: the payload of a durable task.
 *
 * @param topicName the topic
 * @param subscriptionId the subscription
 * @param policy its replay policy
 * @param fromMillis the earliest publication time of the next message
 * @param afterSequence the sequence number of the last replayed message with that time
 * @param endMillis the latest publication time
 */
public record Replay(
    String topicName,
    String subscriptionId,
    String policy,
    long fromMillis,
    long afterSequence,
    long endMillis) {
  /** The messages replayed per step. */
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
