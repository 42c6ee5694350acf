package dev.brume.core.port;

/**
 * A shard of a stream, with its lineage.
 *
 * @param shardId such as {@code shardId-000000000000}
 * @param parentShardId the shard that was split or merged into it; null where there is none
 * @param adjacentParentShardId the other one of a merge; null where there is none
 * @param startingSequenceNumber of the first record that it can hold
 * @param endingSequenceNumber of the last; null as long as it is open
 */
public record StreamShard(
    String shardId,
    String parentShardId,
    String adjacentParentShardId,
    String startingSequenceNumber,
    String endingSequenceNumber) {
  /** Whether records can still be added. */
  public boolean isOpen() {
    return endingSequenceNumber == null;
  }
}
