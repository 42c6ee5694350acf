package dev.brume.s3.configuration;

import dev.brume.core.error.AwsError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bucket that reports go to. Whether there is such a bucket, and whether it lets itself be
 * written to, is not asked until a report is due.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_InventoryS3BucketDestination.html">InventoryS3BucketDestination</a>
 */
final class DestinationBucket {
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:s3:([^:]*):([^:]*):[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private DestinationBucket() {}

  /**
   * @throws AwsError InvalidS3DestinationBucket
   */
  static void check(String arn) {
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw invalid("Invalid bucket ARN.");
    }
    if (!parts.group(1).isEmpty() || !parts.group(2).isEmpty()) {
      throw invalid("Bucket ARN should not specify a namespace.");
    }
  }

  private static AwsError invalid(String message) {
    return AwsError.client("InvalidS3DestinationBucket", 400, message);
  }
}
