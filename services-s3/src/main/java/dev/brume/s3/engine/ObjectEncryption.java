package dev.brume.s3.engine;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * How an object is reported to be encrypted at rest; the stored bytes are not encrypted. An object
 * without it is reported as encrypted with S3-managed keys (SSE-S3).
 *
 * @param algorithm one of {@link dev.brume.s3.api.ServerSideEncryption}; null with a
 *     customer-provided key
 * @param kmsKeyId the KMS key's ARN, or null
 * @param kmsContext the KMS encryption context as sent, or null
 * @param bucketKey whether an S3 Bucket Key is used
 * @param customerAlgorithm the algorithm of a customer-provided key, or null
 * @param customerKeyMd5 that key's MD5 in base64, as in responses, or null
 * @param customerKeyProof a salted hash to recognize that key, or null: the key itself is never
 *     stored
 */
public record ObjectEncryption(
    String algorithm,
    String kmsKeyId,
    String kmsContext,
    boolean bucketKey,
    String customerAlgorithm,
    String customerKeyMd5,
    String customerKeyProof) {
  /** With a KMS key. */
  public static ObjectEncryption ofKms(
      String algorithm, String kmsKeyId, String kmsContext, boolean bucketKey) {
    return new ObjectEncryption(algorithm, kmsKeyId, kmsContext, bucketKey, null, null, null);
  }

  /** With a key that the customer sends with each request. */
  public static ObjectEncryption ofCustomer(String algorithm, String keyMd5, String proof) {
    return new ObjectEncryption(null, null, null, false, algorithm, keyMd5, proof);
  }

  /** Whether it needs a customer-provided key. */
  public boolean isByCustomer() {
    return customerAlgorithm != null;
  }

  /**
   * The ETag of content with this encryption: 32 hexadecimal digits that are not the MD5 of the
   * bytes. AWS does not document what they are.
   *
   * @param md5 of the bytes
   * @param place makes it unique: the version, or the part of an upload
   */
  public String etag(String md5, String place) {
    Digest digest = ChecksumAlgorithm.MD5.start();
    String key = isByCustomer() ? customerKeyMd5 : kmsKeyId;
    digest.update(
        ByteBuffer.wrap((md5 + ':' + key + ':' + place).getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.value());
  }
}
