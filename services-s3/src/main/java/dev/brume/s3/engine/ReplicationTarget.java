package dev.brume.s3.engine;

/**
 * A destination of a version to be replicated, from the rule that selected the version.
 *
 * @param ruleId the id of that rule
 * @param bucketArn the destination
 * @param account the required owner of that bucket; null if the rule has none
 * @param overridesOwner whether the replica belongs to the destination's owner
 * @param storageClass from the rule; null for the source's
 * @param kmsKeyId the KMS key of replicas; null if the rule has none
 * @param measured whether failures are reported
 * @param timeControlled whether delays are reported
 */
public record ReplicationTarget(
    String ruleId,
    String bucketArn,
    String account,
    boolean overridesOwner,
    String storageClass,
    String kmsKeyId,
    boolean measured,
    boolean timeControlled) {}
