package dev.brume.secretsmanager.engine;

import java.util.List;
import java.util.Map;

/**
 * A secret, without its versions.
 *
 * @param name its name
 * @param arn its ARN, which ends in a hyphen and six characters of chance
 * @param description null where it has none
 * @param kmsKeyId what it is encrypted with; null for the default
 * @param type of secrets of other providers; null of others
 * @param createdMillis when it was made
 * @param changedMillis when it last changed
 * @param accessedMillis the day on which it was last read; 0 for never
 * @param deletionMillis when it goes; 0 while it is to stay
 * @param tags in their order; null where it never had any
 * @param policy its resource policy; null where it has none
 * @param rotation null where it was never configured
 * @param primaryRegion where the primary is; null of a secret that is not replicated
 * @param replicas of a primary; null of others
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

  /** Whether it waits for its deletion. */
  public boolean isDeleted() {
    return deletionMillis != 0;
  }

  /** Whether it is a copy of the primary in another region. */
  public boolean isReplica() {
    return primaryRegion != null && replicas == null;
  }

  /** Whether it is rotated by itself. */
  public boolean isRotated() {
    return rotation != null && rotation.enabled();
  }

  /** Its replicas; none where it is not a primary. */
  public List<SecretReplica> knownReplicas() {
    return replicas == null ? List.of() : replicas;
  }

  /** Its tags; none where it never had any. */
  public Map<String, String> knownTags() {
    return tags == null ? Map.of() : tags;
  }

  /** The same with other settings; null leaves one as it is. */
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

  /** The same, changed now. */
  public SecretRecord changed(long nowMillis) {
    return described(null, null, null, nowMillis);
  }

  /** The same, last read on a day. */
  public SecretRecord accessed(long dayMillis) {
    return passed(dayMillis, deletionMillis);
  }

  /** The same, to go at a moment; 0 to stay. */
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

  /** The same with other tags. */
  public SecretRecord tagged(Map<String, String> newTags, long nowMillis) {
    return with(newTags, policy, rotation).changed(nowMillis);
  }

  /** The same with another policy, or none where null. */
  public SecretRecord withPolicy(String text) {
    return with(tags, text, rotation);
  }

  /** The same, rotated in another way. */
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

  /** The same as a primary with replicas, or a secret of its own where there are none. */
  public SecretRecord replicated(String region, List<SecretReplica> others) {
    return placed(arn, kmsKeyId, region, accessedMillis, others);
  }

  /** The copy of this primary in another region. */
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
