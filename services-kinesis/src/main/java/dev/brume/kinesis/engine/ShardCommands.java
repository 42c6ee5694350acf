package dev.brume.kinesis.engine;

import dev.brume.core.error.AwsError;
import dev.brume.kinesis.api.KinesisErrors;

/** The users' operations on a stream's shards: split, merge, scale. Checks, then performs them. */
public final class ShardCommands {
  private final KinesisRegion region;
  private final KinesisStream stream;

  public ShardCommands(KinesisRegion region, KinesisStream stream) {
    this.region = region;
    this.stream = stream;
  }

  private KinesisShard find(String shardId) {
    return stream
        .findShard(shardId)
        .orElseThrow(() -> StreamRefusals.noSuchShard(shardId, stream.name(), stream.account()));
  }

  private void requireOpen(KinesisShard shard) {
    if (!shard.state().isOpen()) {
      throw KinesisErrors.resourceInUseException(
          "Shard "
              + shard.state().id()
              + " in stream "
              + stream.name()
              + " under account "
              + stream.account()
              + " has already been merged or split, and thus is not eligible for merging or"
              + " splitting.");
    }
  }

  /**
   * Splits a shard in two.
   *
   * @param start the first hash key of the second one, a decimal number
   * @throws AwsError AWS's errors
   * @see <a
   *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html">SplitShard</a>
   */
  public void split(String shardId, String start) {
    KinesisShard shard = find(shardId);
    region.requireShards(1);
    KeySpan span = shard.state().span();
    HashKey at = HashKey.ofDecimal(start);
    boolean fits =
        at != null
            && !span.from().equals(HashKey.MAX)
            && at.compareTo(span.from().next()) > 0
            && at.compareTo(span.to()) < 0;
    if (!fits) {
      throw StreamRefusals.invalid(
          "NewStartingHashKey "
              + start
              + " used in SplitShard() on shard "
              + shard.state().id()
              + " in stream "
              + stream.name()
              + " under account "
              + stream.account()
              + " is not both greater than one plus the shard's StartingHashKey "
              + span.from()
              + " and less than the shard's EndingHashKey "
              + span.to()
              + ".");
    }
    stream.reshard(
        resharding -> {
          requireOpen(shard);
          resharding.split(shard, at);
        });
  }

  /**
   * Merges two shards.
   *
   * @throws AwsError AWS's errors
   * @see <a
   *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html">MergeShards</a>
   */
  public void merge(String shardId, String adjacentId) {
    KinesisShard shard = find(shardId);
    KinesisShard adjacent = find(adjacentId);
    KeySpan first = shard.state().span();
    KeySpan second = adjacent.state().span();
    if (!first.isFollowedBy(second) && !second.isFollowedBy(first)) {
      throw StreamRefusals.invalid(
          "Shards "
              + shard.state().id()
              + " and "
              + adjacent.state().id()
              + " in stream "
              + stream.name()
              + " under account "
              + stream.account()
              + " are not an adjacent pair of shards eligible for merging");
    }
    stream.reshard(
        resharding -> {
          requireOpen(shard);
          requireOpen(adjacent);
          resharding.merge(shard, adjacent);
        });
  }

  /**
   * Scales the stream to {@code target} shards of equal size.
   *
   * @return the former number
   * @throws AwsError AWS's errors
   * @see <a
   *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html">UpdateShardCount</a>
   */
  public int scale(int target) {
    int[] before = {0};
    stream.reshard(
        resharding -> {
          int open = resharding.openBefore().size();
          before[0] = open;
          requireScalable(open, target);
          StreamState known = resharding.state();
          resharding.state(
              known.withDaily(known.daily().counted(DailyChanges.Kind.SCALING, stream)));
          new UniformScaling(target).in(resharding);
        });
    return before[0];
  }

  private void requireScalable(int open, int target) {
    String counts = "Current open shard count: " + open + ", Target shard count: " + target;
    int most =
        (int)
            Math.min(
                KinesisQuotas.SCALED_SHARDS,
                (long) region.rules().shardLimit(region.scope()) - region.openShardCount() + open);
    if (target > most) {
      throw limit(
          "Target shard count or number of open shards cannot be greater than "
              + most
              + ". "
              + counts);
    }
    if (target > 2L * open) {
      throw limit(
          "UpdateShardCount cannot scale up over double your current open shard count. " + counts);
    }
    if (2L * target < open) {
      throw limit(
          "UpdateShardCount cannot scale down below half your current open shard count. " + counts);
    }
  }

  private static AwsError limit(String message) {
    return KinesisErrors.limitExceededException(message);
  }
}
