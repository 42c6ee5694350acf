package dev.brume.core.http;

/**
 * Verifies the signatures in a signed {@code aws-chunked} body, in the order in which they come.
 */
public interface ChunkSignatures {
  /**
   * A chunk has passed.
   *
   * @param sha256 of its bytes, in hexadecimal digits
   * @param signature as sent
   * @throws dev.brume.core.error.AwsError where the signature is another
   */
  void chunk(String sha256, String signature);

  /**
   * The trailer has passed.
   *
   * @param signature as sent, or null
   * @throws dev.brume.core.error.AwsError where the signature is another
   */
  void trailer(Headers fields, String signature);
}
