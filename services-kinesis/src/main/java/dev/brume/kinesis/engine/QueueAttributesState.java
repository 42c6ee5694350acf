package dev.brume.kinesis.engine;

/**
 * What users can change of a queue on a stream.
 *
 * @param visibilityTimeoutSeconds how long a received record is hidden, 0 to 43,200
 * @param maxReceiveCount how often a record is received until it is a dead-letter record, 1 to
 *     1,000; {@link #NO_DEAD_LETTERS} where it never is
 */
public record QueueAttributesState(int visibilityTimeoutSeconds, int maxReceiveCount) {
  /** Dead-letter handling is off. */
  public static final int NO_DEAD_LETTERS = 0;

  /** "The queue uses 30 seconds." "Enabled by default, with a MaxReceiveCount of 6." */
  public static final QueueAttributesState DEFAULT = new QueueAttributesState(30, 6);

  /** Whether records become dead-letter records at all. */
  public boolean hasDeadLetters() {
    return maxReceiveCount != NO_DEAD_LETTERS;
  }
}
