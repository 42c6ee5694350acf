package dev.brume.core.http;

/** Verifies the signatures in a signed {@code aws-chunked} body, in order. */
public interface ChunkSignatures {
  /**
   * Verifies a chunk.
   *
   * @param sha256 of its bytes, in hexadecimal digits
   * @param signature as sent
   * @throws dev.brume.core.error.AwsError if the signature does not match
   */
  void chunk(String sha256, String signature);

  /**
   * Verifies the trailer.
   *
   * @param signature as sent, or null
   * @throws dev.brume.core.error.AwsError if the signature does not match
   */
  void trailer(Headers fields, String signature);
}
