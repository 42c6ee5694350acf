package dev.brume.s3;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.PayloadErrors;
import dev.brume.core.http.PayloadIntegrity;

/**
 * S3's errors for bodies that contradict their headers.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
public final class S3PayloadErrors implements PayloadErrors {
  /** Decodes and verifies bodies with these errors. */
  public static final PayloadIntegrity INTEGRITY = new PayloadIntegrity(new S3PayloadErrors());

  private S3PayloadErrors() {}

  @Override
  public AwsError otherSha256(String expected, String calculated) {
    return PayloadErrors.super
        .otherSha256(expected, calculated)
        .withDetail("S3ComputedContentSHA256", calculated);
  }
}
