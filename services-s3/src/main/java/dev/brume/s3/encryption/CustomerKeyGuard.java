package dev.brume.s3.encryption;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.ObjectEncryption;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.ReadGuard;

/** Requires the key with which an object was stored for reading it, and no key if none was used. */
public final class CustomerKeyGuard implements ReadGuard {
  private static final String PREFIX = "x-amz-server-side-encryption";
  private static final String SOURCE_PREFIX = "x-amz-copy-source-server-side-encryption";

  @Override
  public void check(BucketRequest request, ObjectVersion version, Purpose purpose) {
    if (purpose != Purpose.COPY && request.header(PREFIX) != null) {
      throw S3Refusals.invalidArgument(
          "x-amz-server-side-encryption header is not supported for this operation.",
          PREFIX,
          request.header(PREFIX));
    }
    String prefix = purpose == Purpose.COPY ? SOURCE_PREFIX : PREFIX;
    CustomerKey key = keyOfReading(request, prefix);
    ObjectEncryption encryption = version.encryption();
    if (encryption == null || !encryption.isByCustomer()) {
      if (key != null) {
        throw S3Refusals.invalidRequest(
            "The encryption parameters are not applicable to this object.");
      }
    } else if (key == null) {
      throw S3Refusals.invalidRequest(
          "The object was stored using a form of Server Side Encryption. The correct parameters"
              + " must be provided to retrieve the object.");
    } else if (!key.opens(encryption)) {
      throw S3Errors.accessDenied(
          "Requests specifying Server Side Encryption with Customer provided keys must provide the"
              + " correct secret key.");
    }
  }

  private static CustomerKey keyOfReading(BucketRequest request, String prefix) {
    return CustomerKey.ofReading(
        request.header(prefix + "-customer-algorithm"),
        request.header(prefix + "-customer-key"),
        request.header(prefix + "-customer-key-MD5"));
  }

  private static CustomerKey key(BucketRequest request, String prefix) {
    return CustomerKey.of(
        request.header(prefix + "-customer-algorithm"),
        request.header(prefix + "-customer-key"),
        request.header(prefix + "-customer-key-MD5"));
  }

  /**
   * Checks that a part has the same key as its upload.
   *
   * @param encryption the upload's encryption, or null
   * @throws dev.brume.core.error.AwsError InvalidRequest
   */
  public static void checkPart(BucketRequest request, ObjectEncryption encryption) {
    CustomerKey key = key(request, PREFIX);
    boolean byCustomer = encryption != null && encryption.isByCustomer();
    if (byCustomer && key == null) {
      throw S3Refusals.invalidRequest(
          "The multipart upload initiate requested encryption. Subsequent part requests must"
              + " include the appropriate encryption parameters.");
    }
    if (key != null && !byCustomer) {
      throw S3Refusals.invalidRequest(
          "The multipart upload initiate requested encryption. Subsequent part requests must"
              + " include the appropriate encryption parameters.");
    }
    if (key != null && !key.opens(encryption)) {
      throw S3Refusals.invalidRequest(
          "The provided encryption parameters did not match the ones used originally.");
    }
  }
}
