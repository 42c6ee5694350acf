package dev.brume.kinesis.engine;

import java.util.List;

/**
 * The result of reading a shard.
 *
 * @param records in order
 * @param nextIndex the next index to read
 * @param isAtEnd whether the shard is closed and has nothing from {@code nextIndex} on
 * @param millisBehindLatest the age of the last record if more follow; else 0
 */
public record ShardBatch(
    List<Read> records, long nextIndex, boolean isAtEnd, long millisBehindLatest) {
  /**
   * A record and its index.
   *
   * @param index the index
   * @param entry the record
   */
  public record Read(long index, ShardEntry entry) {}
}
