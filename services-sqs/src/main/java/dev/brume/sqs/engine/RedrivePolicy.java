package dev.brume.sqs.engine;

/**
 * The dead-letter queue of a queue, and the number of receives after which a message goes there.
 *
 * @param deadLetterTargetArn the dead-letter queue
 * @param maxReceiveCount the number of receives before that, 1 to 1,000
 * @param json as written by its owner
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Dead-letter
 *     queues</a>
 */
public record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount, String json) {
  /** Whether both are equivalent, whatever their text. */
  public boolean isSameAs(RedrivePolicy other) {
    return other != null
        && deadLetterTargetArn.equals(other.deadLetterTargetArn)
        && maxReceiveCount == other.maxReceiveCount;
  }
}
