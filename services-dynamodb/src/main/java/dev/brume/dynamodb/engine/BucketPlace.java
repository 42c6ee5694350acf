package dev.brume.dynamodb.engine;

/**
 * The S3 location of a transfer.
 *
 * @param bucket the bucket
 * @param owner its expected owner; may be null
 * @param prefix the prefix of keys; may be null
 * @param sseAlgorithm the encryption of written objects; may be null
 * @param sseKey the KMS key for it; may be null
 */
public record BucketPlace(
    String bucket, String owner, String prefix, String sseAlgorithm, String sseKey) {
  /** The prefix of object keys: the prefix and a slash, or nothing. */
  public String keyPrefix() {
    if (prefix == null || prefix.isEmpty()) {
      return "";
    }
    return prefix.endsWith("/") ? prefix : prefix + "/";
  }
}
