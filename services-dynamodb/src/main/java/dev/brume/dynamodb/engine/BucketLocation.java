package dev.brume.dynamodb.engine;

import dev.brume.core.port.ObjectAttributes;

/**
 * The S3 location of a transfer.
 *
 * @param bucket the bucket
 * @param owner its expected owner; may be null
 * @param prefix the prefix of keys; may be null
 * @param sseAlgorithm the encryption of written objects; may be null
 * @param sseKey the KMS key for it; may be null
 */
public record BucketLocation(
    String bucket, String owner, String prefix, String sseAlgorithm, String sseKey) {
  private static final String KMS = "KMS";
  private static final String S3_KMS = "aws:kms";

  /** The attributes of an object that is written there; S3 names KMS otherwise than DynamoDB. */
  public ObjectAttributes attributes(String contentType) {
    boolean withKey = KMS.equals(sseAlgorithm);
    return new ObjectAttributes(
        contentType, null, withKey ? S3_KMS : sseAlgorithm, withKey ? sseKey : null, owner);
  }

  /** The prefix of object keys: the prefix and a slash, or nothing. */
  public String keyPrefix() {
    if (prefix == null || prefix.isEmpty()) {
      return "";
    }
    return prefix.endsWith("/") ? prefix : prefix + "/";
  }
}
