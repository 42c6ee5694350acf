package dev.brume.sqs.engine;

/**
 * The dead-letter queue of a queue, and the number of receives after which a message goes there.
 *
 * @param deadLetterTargetArn the dead-letter queue
 * @param maxReceiveCount how often a message is received before it goes there, 1 to 1,000
 * @param json as its owner wrote it down
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Dead-letter
 *     queues</a>
 */
public record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount, String json) {
  /** Whether both say the same, however it is written down. */
  public boolean isSameAs(RedrivePolicy other) {
    return other != null
        && deadLetterTargetArn.equals(other.deadLetterTargetArn)
        && maxReceiveCount == other.maxReceiveCount;
  }
}
