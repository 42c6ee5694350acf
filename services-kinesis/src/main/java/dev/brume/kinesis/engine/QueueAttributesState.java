package dev.brume.kinesis.engine;

/**
 * The settings of a queue on a stream.
 *
 * @param visibilityTimeoutSeconds how long a received record is hidden, 0 to 43,200
 * @param maxReceiveCount the number of receives before a record becomes a dead-letter record, 1 to
 *     1,000; {@link #NO_DEAD_LETTERS} for never
 */
public record QueueAttributesState(int visibilityTimeoutSeconds, int maxReceiveCount) {
  /** Dead-letter handling is off. */
  public static final int NO_DEAD_LETTERS = 0;

  /** "The queue uses 30 seconds." "Enabled by default, with a MaxReceiveCount of 6." */
  public static final QueueAttributesState DEFAULT = new QueueAttributesState(30, 6);

  /** Whether dead-letter handling is enabled. */
  public boolean hasDeadLetters() {
    return maxReceiveCount != NO_DEAD_LETTERS;
  }
}
