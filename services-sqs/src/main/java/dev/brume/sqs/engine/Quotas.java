package dev.brume.sqs.engine;

/**
 * The quotas of Amazon SQS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-limits.html">Amazon
 *     SQS quotas</a>
 */
public final class Quotas {
  /** Messages in flight of a standard queue (quotas-queues). */
  public static final int IN_FLIGHT_STANDARD = 120_000;

  /** Messages in flight of a FIFO queue (quotas-fifo; 20,000 until late 2024). */
  public static final int IN_FLIGHT_FIFO = 120_000;

  /** The most messages that one receive returns. */
  public static final int MESSAGES_PER_RECEIVE = 10;

  /** Seconds from a receive to the end of the longest visibility timeout: 12 hours. */
  public static final int VISIBILITY_TIMEOUT_SECONDS = 43_200;

  /** How long a deduplication id is kept: 5 minutes. */
  public static final long DEDUPLICATION_MILLIS = 300_000;

  /** How long a receive request attempt id can be reused: 5 minutes. */
  public static final long RECEIVE_ATTEMPT_MILLIS = 300_000;

  /** How long after a purge the next one is refused: 60 seconds. */
  public static final long PURGE_WAIT_MILLIS = 60_000;

  /** How long a deleted queue's name stays reserved: 60 seconds. */
  public static final long DELETED_NAME_WAIT_MILLIS = 60_000;

  /** The most message-move tasks listed per queue. */
  public static final int MOVE_TASKS_LISTED = 10;

  /** The highest rate of a message-move task, in messages per second. */
  public static final int MOVED_MESSAGES_PER_SECOND = 500;

  /** In-flight messages below which no tenant of a fair queue is noisy. */
  public static final int NOISY_IN_FLIGHT = 30;

  /** A tenant with more than one in this many of the in-flight messages is noisy: 10 %. */
  public static final int NOISY_SHARE_DIVISOR = 10;

  private Quotas() {}
}
