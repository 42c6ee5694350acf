package dev.brume.dynamodb.engine;

/**
 * How the provisioned capacity of a table or global index is to be scaled. It is kept and told;
 * nothing scales here.
 *
 * @param indexName the index; null for the table
 * @param writes whether it is for writes; else for reads
 * @param disabled whether it is switched off
 * @param minimumUnits null where never given
 * @param maximumUnits null where never given
 * @param roleArn null where never given
 * @param policy how it scales; null where never given
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
   * @param disableScaleIn null where never given
   * @param scaleInCooldown in seconds; null where never given
   * @param scaleOutCooldown in seconds; null where never given
   * @param target the part of the capacity that is to be used, in percent
   */
  public record ScalingPolicy(
      String name,
      Boolean disableScaleIn,
      Integer scaleInCooldown,
      Integer scaleOutCooldown,
      double target) {}

  /** Whether it is about the same capacity as {@code other}. */
  public boolean isOfSame(ScalingSetting other) {
    return writes == other.writes
        && (indexName == null ? other.indexName == null : indexName.equals(other.indexName));
  }
}
