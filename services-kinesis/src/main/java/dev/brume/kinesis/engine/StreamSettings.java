package dev.brume.kinesis.engine;

import java.util.List;

/**
 * The settings of a stream, except for its retention period.
 *
 * @param mode {@link #PROVISIONED} or {@link #ON_DEMAND}
 * @param maxRecordSizeKiB of key and data together, 1,024 to 10,240
 * @param distribution {@link #AUTO} or {@link #USER_PARTITION_KEY}
 * @param warmThroughputMiBps null if never set
 * @param encryptionKey the KMS key as requested; null without encryption
 * @param shardLevelMetrics enhanced monitoring: the names of metrics
 */
public record StreamSettings(
    String mode,
    int maxRecordSizeKiB,
    String distribution,
    Integer warmThroughputMiBps,
    String encryptionKey,
    List<String> shardLevelMetrics) {
  /** The user sets the number of shards. */
  public static final String PROVISIONED = "PROVISIONED";

  /** The stream scales its shards by itself. */
  public static final String ON_DEMAND = "ON_DEMAND";

  /** Records go to any shard. */
  public static final String AUTO = "AUTO";

  /** The partition key determines the shard. */
  public static final String USER_PARTITION_KEY = "USER_PARTITION_KEY";

  /** The default settings with a mode. */
  public static StreamSettings of(String mode) {
    return new StreamSettings(
        mode, KinesisQuotas.DEFAULT_RECORD_SIZE_KIB, USER_PARTITION_KEY, null, null, List.of());
  }

  /** Whether the stream is in on-demand mode. */
  public boolean isOnDemand() {
    return mode.equals(ON_DEMAND);
  }

  /** Whether records go to any shard. */
  public boolean isAuto() {
    return distribution.equals(AUTO);
  }

  /** Whether records are encrypted. */
  public boolean isEncrypted() {
    return encryptionKey != null;
  }

  /** The same in another mode. */
  public StreamSettings withMode(String changed) {
    return new StreamSettings(
        changed,
        maxRecordSizeKiB,
        changed.equals(ON_DEMAND) ? distribution : USER_PARTITION_KEY,
        changed.equals(ON_DEMAND) ? warmThroughputMiBps : null,
        encryptionKey,
        shardLevelMetrics);
  }

  /** The same with another largest record size. */
  public StreamSettings withMaxRecordSize(int changedKiB) {
    return new StreamSettings(
        mode, changedKiB, distribution, warmThroughputMiBps, encryptionKey, shardLevelMetrics);
  }

  /** The same with another distribution strategy. */
  public StreamSettings withDistribution(String changed) {
    return new StreamSettings(
        mode, maxRecordSizeKiB, changed, warmThroughputMiBps, encryptionKey, shardLevelMetrics);
  }

  /** The same with another warm throughput. */
  public StreamSettings withWarmThroughput(Integer changedMiBps) {
    return new StreamSettings(
        mode, maxRecordSizeKiB, distribution, changedMiBps, encryptionKey, shardLevelMetrics);
  }

  /** The same with another key, or null for none. */
  public StreamSettings withEncryptionKey(String changed) {
    return new StreamSettings(
        mode, maxRecordSizeKiB, distribution, warmThroughputMiBps, changed, shardLevelMetrics);
  }

  /** The same with other metrics. */
  public StreamSettings withShardLevelMetrics(List<String> changed) {
    return new StreamSettings(
        mode, maxRecordSizeKiB, distribution, warmThroughputMiBps, encryptionKey, changed);
  }
}
