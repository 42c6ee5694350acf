package dev.brume.dynamodb.engine;

import java.util.List;

/**
 * Some changes of a shard.
 *
 * @param changes in their order
 * @param next the number from which on to read next
 * @param ended whether the shard is closed and nothing is left in it
 */
public record ChangePage(List<NumberedChange> changes, long next, boolean ended) {
  /** A change with its number. */
  public record NumberedChange(long sequence, ItemChange change) {
    /** When it was made. */
    public long madeMillis() {
      return StreamShards.millisOf(sequence);
    }
  }
}
