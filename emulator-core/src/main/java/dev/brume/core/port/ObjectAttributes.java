package dev.brume.core.port;

/**
 * What a service says of an object that it puts into a bucket, beside its bytes.
 *
 * @param contentType such as {@code application/json}; null for S3's default
 * @param storageClass such as {@code GLACIER_IR}; null for S3's default
 * @param encryption {@code AES256} or {@code aws:kms}; null for the bucket's default, or with a key
 *     for {@code aws:kms}
 * @param encryptionKey the KMS key that it is to be encrypted with; null for the bucket's default,
 *     or with {@code aws:kms} for the key of S3
 * @param expectedOwner the account that has to own the bucket; null for any
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
public record ObjectAttributes(
    String contentType,
    String storageClass,
    String encryption,
    String encryptionKey,
    String expectedOwner) {

  /** Those of an object of which only the type is said. */
  public static ObjectAttributes of(String contentType) {
    return new ObjectAttributes(contentType, null, null, null, null);
  }
}
