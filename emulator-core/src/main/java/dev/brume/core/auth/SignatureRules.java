package dev.brume.core.auth;

/** How a service computes the canonical request. */
public enum SignatureRules {
  /**
   * Most services: the path is normalised and encoded again, the payload's hash is that of the
   * received body.
   */
  COMMON,
  /**
   * S3: the path is unchanged, and the payload's hash is the value of {@code x-amz-content-sha256},
   * against which the body is verified as it passes.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">S3:
   *     authenticating by the Authorization header</a>
   */
  DECLARED_PAYLOAD
}
