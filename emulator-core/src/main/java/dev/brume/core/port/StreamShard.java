package dev.brume.core.port;

/**
 * A shard of a stream, with its lineage.
 *
 * @param shardId such as {@code shardId-000000000000}
 * @param parentShardId the shard that was split or merged into it; null if there is none
 * @param adjacentParentShardId the other parent after a merge; null if there is none
 * @param startingSequenceNumber of the first record that it can hold
 * @param endingSequenceNumber of the last; null while it is open
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
