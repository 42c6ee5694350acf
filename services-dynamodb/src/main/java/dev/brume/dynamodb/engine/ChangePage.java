package dev.brume.dynamodb.engine;

import java.util.List;

/**
 * A page of a shard's changes.
 *
 * @param changes in order
 * @param next the first number of the next page
 * @param ended whether the shard is closed and nothing is left in it
 */
public record ChangePage(List<NumberedChange> changes, long next, boolean ended) {
  /** A change with its number. */
  public record NumberedChange(long sequence, ItemChange change) {
    /** When the change was made. */
    public long madeMillis() {
      return StreamShards.millisOf(sequence);
    }
  }
}
