package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;

/**
 * The remaining read or write capacity of a table or a global secondary index, and of each of its
 * partitions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html">DynamoDB
 *     burst and adaptive capacity</a>
 */
final class CapacityBuckets {
  /** "DynamoDB currently retains up to five minutes (300 seconds) of unused capacity." */
  private static final int BURST_SECONDS = 300;

  private final double partitionUnits;
  private TokenBucket whole;
  private TokenBucket limit;
  private CapacityPartitions partitions;

  /** The reason for throttling a request. */
  enum Shortage {
    NONE,
    /** The provisioned capacity, or the present one in on-demand mode, is used up. */
    THROUGHPUT,
    /** The maximum that was set for on-demand mode is reached. */
    ON_DEMAND_LIMIT,
    /** The capacity of a partition is used up. */
    KEY_RANGE
  }

  /**
   * @param partitionUnits the units per second of one partition
   */
  CapacityBuckets(double partitionUnits) {
    this.partitionUnits = partitionUnits;
  }

  /**
   * Applies settings.
   *
   * @param unitsPerSecond the provisioned capacity, or the warm throughput in on-demand mode
   * @param provisioned whether unused capacity is kept for bursts
   * @param maxUnits the maximum of on-demand mode; null for none
   */
  void adopt(double unitsPerSecond, boolean provisioned, Long maxUnits, long nowMillis) {
    int kept = provisioned ? BURST_SECONDS : 1;
    whole =
        whole == null
            ? new TokenBucket(unitsPerSecond, kept, nowMillis)
            : whole.changedTo(unitsPerSecond, kept, nowMillis);
    limit = maxUnits == null || maxUnits < 0 ? null : new TokenBucket(maxUnits, 1, nowMillis);
    int count = (int) Math.max(1, Math.ceil(unitsPerSecond / partitionUnits));
    if (partitions == null || partitions.size() < count) {
      partitions = new CapacityPartitions(partitionUnits, count, nowMillis);
    }
  }

  /**
   * The reason for throttling a request, or null.
   *
   * @param key its item's key; null if it is not for a single partition
   */
  Shortage shortage(Blob key, long nowMillis) {
    if (!whole.hasUnits(nowMillis)) {
      return Shortage.THROUGHPUT;
    }
    if (limit != null && !limit.hasUnits(nowMillis)) {
      return Shortage.ON_DEMAND_LIMIT;
    }
    if (key == null || partitions.of(key).hasUnits(nowMillis)) {
      return Shortage.NONE;
    }
    partitions.refused(key, nowMillis);
    return Shortage.KEY_RANGE;
  }

  void take(Blob key, double units, long nowMillis) {
    whole.take(units, nowMillis);
    if (limit != null) {
      limit.take(units, nowMillis);
    }
    if (key != null) {
      partitions.of(key).take(units, nowMillis);
    }
  }
}
