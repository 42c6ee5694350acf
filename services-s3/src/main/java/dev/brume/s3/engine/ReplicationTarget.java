package dev.brume.s3.engine;

/**
 * One destination of a version that is to be replicated, as the rule described it that selected the
 * version.
 *
 * @param ruleId the id of that rule
 * @param bucketArn the destination
 * @param account whose bucket it has to be; null where the rule does not say
 * @param overridesOwner whether the replica belongs to the destination's owner
 * @param storageClass as the rule names it; null for the source's
 * @param kmsKeyId the key of replicas that are encrypted with KMS; null where the rule has none
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
