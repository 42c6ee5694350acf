package dev.brume.kinesis.engine;

import java.util.List;

/**
 * What was read of a shard.
 *
 * @param records in their order
 * @param nextIndex where to read on
 * @param isAtEnd whether the shard is closed and there is nothing from {@code nextIndex} on
 * @param millisBehindLatest how old the last of the records is where more follow; else 0
 */
public record ShardBatch(
    List<Read> records, long nextIndex, boolean isAtEnd, long millisBehindLatest) {
  /**
   * A record and its place.
   *
   * @param index the place
   * @param entry the record
   */
  public record Read(long index, ShardEntry entry) {}
}
