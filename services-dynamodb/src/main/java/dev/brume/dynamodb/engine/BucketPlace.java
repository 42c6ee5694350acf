package dev.brume.dynamodb.engine;

/**
 * Where in S3 a transfer reads or writes.
 *
 * @param bucket the bucket
 * @param owner the account that is said to own it; may be null
 * @param prefix what keys begin with; may be null
 * @param sseAlgorithm how written objects are said to be encrypted; may be null
 * @param sseKey the KMS key for it; may be null
 */
public record BucketPlace(
    String bucket, String owner, String prefix, String sseAlgorithm, String sseKey) {
  /** What the keys of objects begin with: the prefix and a slash, or nothing. */
  public String keyPrefix() {
    if (prefix == null || prefix.isEmpty()) {
      return "";
    }
    return prefix.endsWith("/") ? prefix : prefix + "/";
  }
}
