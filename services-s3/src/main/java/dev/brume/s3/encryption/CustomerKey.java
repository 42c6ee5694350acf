package dev.brume.s3.encryption;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import dev.brume.core.error.AwsError;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.ObjectEncryption;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A customer-provided key in a request (SSE-C). It is checked and discarded: only a salted hash is
 * stored.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html">Using
 *     server-side encryption with customer-provided keys</a>
 */
public final class CustomerKey {
  private static final String ALGORITHM = "AES256";
  private static final int KEY_BYTES = 32;
  private static final String HEADER = "x-amz-server-side-encryption";

  private final byte[] key;
  private final String md5;

  private CustomerKey(byte[] key, String md5) {
    this.key = key;
    this.md5 = md5;
  }

  /**
   * Parses the three headers of a key.
   *
   * @return null if all are absent
   * @throws AwsError if some are missing or the key is invalid
   */
  public static CustomerKey of(String algorithm, String key, String keyMd5) {
    return read(algorithm, key, keyMd5, true);
  }

  /**
   * The same for a read request: a key of any length is accepted, because it is only compared.
   *
   * @return null if all headers are absent
   * @throws AwsError if some are missing, or the key does not match its MD5
   */
  static CustomerKey ofReading(String algorithm, String key, String keyMd5) {
    return read(algorithm, key, keyMd5, false);
  }

  private static CustomerKey read(String algorithm, String key, String keyMd5, boolean encrypts) {
    if (algorithm == null && key == null && keyMd5 == null) {
      return null;
    }
    if (algorithm == null) {
      throw missing(
          "Requests specifying Server Side Encryption with Customer provided keys must provide a"
              + " valid encryption algorithm.");
    }
    if (!algorithm.equals(ALGORITHM)) {
      throw S3Errors.invalidEncryptionAlgorithmError(
              "The Encryption request you specified is not valid. Supported value: AES256.")
          .withDetail("ArgumentName", HEADER)
          .withDetail("ArgumentValue", algorithm);
    }
    if (key == null) {
      throw missing(
          "Requests specifying Server Side Encryption with Customer provided keys must provide an"
              + " appropriate secret key.");
    }
    if (keyMd5 == null) {
      throw missing(
          "Requests specifying Server Side Encryption with Customer provided keys must provide the"
              + " client calculated MD5 of the secret key.");
    }
    byte[] bytes = decoded(key);
    if (bytes == null || encrypts && bytes.length != KEY_BYTES) {
      throw refusal("The secret key was invalid for the specified algorithm.");
    }
    if (!md5(bytes).equals(keyMd5)) {
      throw refusal("The calculated MD5 hash of the key did not match the hash that was provided.");
    }
    return new CustomerKey(bytes, keyMd5);
  }

  private static AwsError missing(String message) {
    return S3Refusals.invalidArgument(message, HEADER, null);
  }

  private static AwsError refusal(String message) {
    return S3Refusals.invalidArgument(message, HEADER, "null");
  }

  private static byte[] decoded(String key) {
    try {
      return Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String md5(byte[] bytes) {
    Digest digest = ChecksumAlgorithm.MD5.start();
    digest.update(ByteBuffer.wrap(bytes));
    return digest.base64();
  }

  /** The stored description of the key for an object. */
  ObjectEncryption encryption(String salt) {
    return ObjectEncryption.ofCustomer(ALGORITHM, md5, salt + ':' + hash(salt));
  }

  /** Whether it is the key of {@code encryption}. */
  boolean opens(ObjectEncryption encryption) {
    String proof = encryption.customerKeyProof();
    String salt = proof.substring(0, proof.indexOf(':'));
    return MessageDigest.isEqual(
        proof.getBytes(StandardCharsets.US_ASCII),
        (salt + ':' + hash(salt)).getBytes(StandardCharsets.US_ASCII));
  }

  private String hash(String salt) {
    Digest digest = ChecksumAlgorithm.SHA256.start();
    digest.update(ByteBuffer.wrap(salt.getBytes(StandardCharsets.US_ASCII)));
    digest.update(ByteBuffer.wrap(key));
    return HexFormat.of().formatHex(digest.value());
  }
}
