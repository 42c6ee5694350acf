package dev.brume.s3.configuration;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import dev.brume.s3.engine.BucketArns;

/**
 * The destination bucket of reports. Its existence and permissions are not checked before a report
 * is due.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_InventoryS3BucketDestination.html">InventoryS3BucketDestination</a>
 */
final class DestinationBucket {
  private DestinationBucket() {}

  /**
   * @throws AwsError InvalidS3DestinationBucket
   */
  static void check(String arn) {
    Arn bucket = BucketArns.parse(arn).orElseThrow(() -> invalid("Invalid bucket ARN."));
    if (!bucket.region().isEmpty() || !bucket.account().isEmpty()) {
      throw invalid("Bucket ARN should not specify a namespace.");
    }
  }

  private static AwsError invalid(String message) {
    return AwsError.client("InvalidS3DestinationBucket", 400, message);
  }
}
