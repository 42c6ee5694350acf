package dev.brume.kinesis.engine;

/**
 * A record that a channel is to deliver.
 *
 * @param shard where it lies
 * @param index its place there
 * @param entry what it holds
 */
record ChannelRecord(ShardState shard, long index, ShardEntry entry) {
  /** Its number. */
  RecordSequenceNumber number() {
    return shard.sequenceNumber(index, entry.arrivalMillis());
  }
}
