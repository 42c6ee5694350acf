package dev.brume.dynamodb.engine;

/**
 * An auto scaling setting of a table or global index. It is stored and returned, but not applied.
 *
 * @param indexName the index; null for the table
 * @param writes whether it is for writes; else for reads
 * @param disabled whether it is disabled
 * @param minimumUnits null if never set
 * @param maximumUnits null if never set
 * @param roleArn null if never set
 * @param policy the scaling policy; null if never set
 */
public record ScalingSetting(
    String indexName,
    boolean writes,
    boolean disabled,
    Long minimumUnits,
    Long maximumUnits,
    String roleArn,
    ScalingPolicy policy) {

  /**
   * A policy of target tracking.
   *
   * @param name its name
   * @param disableScaleIn null if never set
   * @param scaleInCooldown in seconds; null if never set
   * @param scaleOutCooldown in seconds; null if never set
   * @param target the target utilization in percent
   */
  public record ScalingPolicy(
      String name,
      Boolean disableScaleIn,
      Integer scaleInCooldown,
      Integer scaleOutCooldown,
      double target) {}

  /** Whether it is for the same capacity as {@code other}. */
  public boolean isOfSame(ScalingSetting other) {
    return writes == other.writes
        && (indexName == null ? other.indexName == null : indexName.equals(other.indexName));
  }
}
