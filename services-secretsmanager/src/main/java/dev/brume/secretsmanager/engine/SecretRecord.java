package dev.brume.secretsmanager.engine;

import java.util.List;
import java.util.Map;

/**
 * A secret, without its versions.
 *
 * @param name its name
 * @param arn its ARN, which ends in a hyphen and six random characters
 * @param description null if it has none
 * @param kmsKeyId its KMS key; null for the default
 * @param type the type of a managed external secret; null for others
 * @param createdMillis its creation time
 * @param changedMillis its last change
 * @param accessedMillis the day on which it was last read; 0 for never
 * @param deletionMillis its deletion time; 0 if not pending deletion
 * @param tags in order; null if it never had any
 * @param policy its resource policy; null if it has none
 * @param rotation null if never configured
 * @param primaryRegion the region of the primary; null if not replicated
 * @param replicas the replicas of a primary; null for others
 */
public record SecretRecord(
    String name,
    String arn,
    String description,
    String kmsKeyId,
    String type,
    long createdMillis,
    long changedMillis,
    long accessedMillis,
    long deletionMillis,
    Map<String, String> tags,
    String policy,
    SecretRotation rotation,
    String primaryRegion,
    List<SecretReplica> replicas) {

  /** A new secret. */
  public static SecretRecord of(String name, String arn, long nowMillis) {
    return new SecretRecord(
        name, arn, null, null, null, nowMillis, nowMillis, 0, 0, null, null, null, null, null);
  }

  /** Whether it is pending deletion. */
  public boolean isDeleted() {
    return deletionMillis != 0;
  }

  /** Whether it is a replica of a primary in another region. */
  public boolean isReplica() {
    return primaryRegion != null && replicas == null;
  }

  /** Whether automatic rotation is enabled. */
  public boolean isRotated() {
    return rotation != null && rotation.enabled();
  }

  /** Its replicas; empty if it is not a primary. */
  public List<SecretReplica> knownReplicas() {
    return replicas == null ? List.of() : replicas;
  }

  /** Its tags; empty if it never had any. */
  public Map<String, String> knownTags() {
    return tags == null ? Map.of() : tags;
  }

  /** A copy with other settings; null leaves a setting unchanged. */
  public SecretRecord described(
      String newDescription, String newKmsKeyId, String newType, long nowMillis) {
    return new SecretRecord(
        name,
        arn,
        newDescription == null ? description : newDescription,
        newKmsKeyId == null ? kmsKeyId : newKmsKeyId,
        newType == null ? type : newType,
        createdMillis,
        nowMillis,
        accessedMillis,
        deletionMillis,
        tags,
        policy,
        rotation,
        primaryRegion,
        replicas);
  }

  /** A copy that changed now. */
  public SecretRecord changed(long nowMillis) {
    return described(null, null, null, nowMillis);
  }

  /** A copy with another day of last access. */
  public SecretRecord accessed(long dayMillis) {
    return passed(dayMillis, deletionMillis);
  }

  /** A copy with another deletion time; 0 for none. */
  public SecretRecord deleted(long atMillis) {
    return passed(accessedMillis, atMillis);
  }

  private SecretRecord passed(long newAccessedMillis, long newDeletionMillis) {
    return new SecretRecord(
        name,
        arn,
        description,
        kmsKeyId,
        type,
        createdMillis,
        changedMillis,
        newAccessedMillis,
        newDeletionMillis,
        tags,
        policy,
        rotation,
        primaryRegion,
        replicas);
  }

  /** A copy with other tags. */
  public SecretRecord tagged(Map<String, String> newTags, long nowMillis) {
    return with(newTags, policy, rotation).changed(nowMillis);
  }

  /** A copy with another policy; null for none. */
  public SecretRecord withPolicy(String text) {
    return with(tags, text, rotation);
  }

  /** A copy with another rotation configuration. */
  public SecretRecord with(SecretRotation other) {
    return with(tags, policy, other);
  }

  private SecretRecord with(
      Map<String, String> newTags, String newPolicy, SecretRotation newRotation) {
    return new SecretRecord(
        name,
        arn,
        description,
        kmsKeyId,
        type,
        createdMillis,
        changedMillis,
        accessedMillis,
        deletionMillis,
        newTags,
        newPolicy,
        newRotation,
        primaryRegion,
        replicas);
  }

  /** A copy that is a primary with replicas, or standalone if there are none. */
  public SecretRecord replicated(String region, List<SecretReplica> others) {
    return placed(arn, kmsKeyId, region, accessedMillis, others);
  }

  /** The replica of this primary in another region. */
  SecretRecord copy(String otherArn, SecretReplica replica, long otherAccessedMillis) {
    return placed(otherArn, replica.kmsKeyId(), primaryRegion, otherAccessedMillis, null);
  }

  private SecretRecord placed(
      String otherArn,
      String otherKmsKeyId,
      String region,
      long otherAccessedMillis,
      List<SecretReplica> others) {
    boolean isAlone = others != null && others.isEmpty();
    return new SecretRecord(
        name,
        otherArn,
        description,
        otherKmsKeyId,
        type,
        createdMillis,
        changedMillis,
        otherAccessedMillis,
        deletionMillis,
        tags,
        policy,
        rotation,
        isAlone ? null : region,
        isAlone ? null : others);
  }
}
