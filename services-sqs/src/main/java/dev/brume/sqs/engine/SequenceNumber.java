package dev.brume.sqs.engine;

/**
 * The sequence numbers of FIFO queues' messages: 20 digits, increasing with gaps, like AWS's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
final class SequenceNumber {
  private static final String FIRST_DIGITS = "188";
  private static final long LAST_DIGITS_BASE = 10_000_000_000_000_000L;
  private static final long STEP = 256;

  private SequenceNumber() {}

  /** The number of the message at {@code ordinal}, 1 or more, of its queue. */
  static String of(long ordinal) {
    return FIRST_DIGITS + (LAST_DIGITS_BASE + ordinal * STEP);
  }
}
