package dev.brume.secretsmanager.engine;

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
    String policy) {

  /** Whether it waits for its deletion. */
  public boolean isDeleted() {
    return deletionMillis != 0;
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
        policy);
  }

  /** The same, changed now. */
  public SecretRecord changed(long nowMillis) {
    return described(null, null, null, nowMillis);
  }

  /** The same, last read on a day. */
  public SecretRecord accessed(long dayMillis) {
    return new SecretRecord(
        name,
        arn,
        description,
        kmsKeyId,
        type,
        createdMillis,
        changedMillis,
        dayMillis,
        deletionMillis,
        tags,
        policy);
  }

  /** The same, to go at a moment; 0 to stay. */
  public SecretRecord deleted(long atMillis) {
    return new SecretRecord(
        name,
        arn,
        description,
        kmsKeyId,
        type,
        createdMillis,
        changedMillis,
        accessedMillis,
        atMillis,
        tags,
        policy);
  }

  /** The same with other tags. */
  public SecretRecord tagged(Map<String, String> newTags, long nowMillis) {
    return new SecretRecord(
        name,
        arn,
        description,
        kmsKeyId,
        type,
        createdMillis,
        nowMillis,
        accessedMillis,
        deletionMillis,
        newTags,
        policy);
  }

  /** The same with another policy, or none where null. */
  public SecretRecord withPolicy(String text) {
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
        tags,
        text);
  }
}
