package dev.brume.s3.encryption;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.api.ServerSideEncryption;
import dev.brume.s3.engine.ObjectEncryption;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.CreationContributor;
import dev.brume.s3.object.ObjectHeaderContributor;

/** Writes the response headers for an object's encryption. */
public final class EncryptionHeaders implements ObjectHeaderContributor, CreationContributor {
  @Override
  public void contribute(
      BucketRequest request, ObjectVersion version, HeadObjectOutput.Builder answer) {
    ObjectEncryption encryption = version.encryption();
    answer.serverSideEncryption(algorithm(encryption));
    if (encryption != null) {
      answer
          .ssekmsKeyId(encryption.kmsKeyId())
          .bucketKeyEnabled(bucketKey(encryption))
          .sseCustomerAlgorithm(encryption.customerAlgorithm())
          .sseCustomerKeyMD5(encryption.customerKeyMd5());
    }
  }

  @Override
  public void contribute(
      BucketRequest request, ObjectVersion version, PutObjectOutput.Builder answer) {
    ObjectEncryption encryption = version.encryption();
    answer.serverSideEncryption(algorithm(encryption));
    if (encryption != null) {
      answer
          .ssekmsKeyId(encryption.kmsKeyId())
          .ssekmsEncryptionContext(encryption.kmsContext())
          .bucketKeyEnabled(bucketKey(encryption))
          .sseCustomerAlgorithm(encryption.customerAlgorithm())
          .sseCustomerKeyMD5(encryption.customerKeyMd5());
    }
  }

  /**
   * The algorithm of {@code encryption}, which is null for SSE-S3; null for a customer-provided
   * key.
   */
  public static String algorithm(ObjectEncryption encryption) {
    return encryption == null ? ServerSideEncryption.AES256 : encryption.algorithm();
  }

  /** True, or null for no header. */
  public static Boolean bucketKey(ObjectEncryption encryption) {
    return encryption != null && encryption.bucketKey() ? Boolean.TRUE : null;
  }
}
