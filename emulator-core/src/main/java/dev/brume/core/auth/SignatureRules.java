package dev.brume.core.auth;

/** How a service computes the canonical request. */
public enum SignatureRules {
  /**
   * Most of AWS: the path is normalised and encoded once more, the payload's hash is that of the
   * body as it came.
   */
  COMMON,
  /**
   * As for S3: the path is as it is, and the payload's hash is what {@code x-amz-content-sha256}
   * says, which the body is held against as it passes.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">S3:
   *     authenticating by the Authorization header</a>
   */
  DECLARED_PAYLOAD
}
