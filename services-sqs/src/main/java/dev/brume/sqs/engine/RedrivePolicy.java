package dev.brume.sqs.engine;

/**
 * Where a queue's messages go that nobody manages to process.
 *
 * @param deadLetterTargetArn the dead-letter queue
 * @param maxReceiveCount how often a message is received before it goes there, 1 to 1,000
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Dead-letter
 *     queues</a>
 */
public record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount) {
  /** As AWS writes it down. */
  public String toJson() {
    return "{\"deadLetterTargetArn\":\""
        + deadLetterTargetArn
        + "\",\"maxReceiveCount\":"
        + maxReceiveCount
        + "}";
  }
}
