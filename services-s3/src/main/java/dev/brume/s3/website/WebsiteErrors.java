package dev.brume.s3.website;

import dev.brume.core.error.AwsError;
import dev.brume.s3.api.S3Errors;

/** The errors of websites. */
final class WebsiteErrors {
  private WebsiteErrors() {}

  static AwsError noSuchConfiguration(String bucket) {
    return S3Errors.noSuchWebsiteConfiguration(
            "The specified bucket does not have a website configuration")
        .withDetail("BucketName", bucket);
  }
}
