package dev.brume.sqs.engine;

/**
 * The quotas of Amazon SQS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-limits.html">Amazon
 *     SQS quotas</a>
 */
public final class Quotas {
  /** Messages of a standard queue received and not deleted (quotas-queues). */
  public static final int IN_FLIGHT_STANDARD = 120_000;

  /** Messages of a FIFO queue received and not deleted (quotas-fifo; 20,000 until late 2024). */
  public static final int IN_FLIGHT_FIFO = 120_000;

  /** Messages that one receive returns at most. */
  public static final int MESSAGES_PER_RECEIVE = 10;

  /** Seconds from a receive to the end of the longest visibility timeout: 12 hours. */
  public static final int VISIBILITY_TIMEOUT_SECONDS = 43_200;

  /** How long a deduplication id is remembered: 5 minutes. */
  public static final long DEDUPLICATION_MILLIS = 300_000;

  /** How long a receive request attempt id can be used again: 5 minutes. */
  public static final long RECEIVE_ATTEMPT_MILLIS = 300_000;

  /** How long after a purge the next one is refused: 60 seconds. */
  public static final long PURGE_WAIT_MILLIS = 60_000;

  /** How long after its deletion a queue's name stays taken: 60 seconds. */
  public static final long DELETED_NAME_WAIT_MILLIS = 60_000;

  /** Message-move tasks that are listed of a queue. */
  public static final int MOVE_TASKS_LISTED = 10;

  /** Messages that a message-move task moves a second at most. */
  public static final int MOVED_MESSAGES_PER_SECOND = 500;

  /** In-flight messages below which no tenant of a fair queue is noisy. */
  public static final int NOISY_IN_FLIGHT = 30;

  /** A tenant with more than one in this many of the in-flight messages is noisy: 10 %. */
  public static final int NOISY_SHARE_DIVISOR = 10;

  private Quotas() {}
}
