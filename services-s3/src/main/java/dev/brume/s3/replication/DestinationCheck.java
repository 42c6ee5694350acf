package dev.brume.s3.replication;

import dev.brume.core.error.AwsError;
import dev.brume.s3.Buckets;
import dev.brume.s3.api.Destination;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketRecord.Versioning;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether objects of a bucket can go to a destination, as things are.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html">Requirements
 *     and considerations for replication</a>
 */
final class DestinationCheck {
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:s3:::([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])");

  private DestinationCheck() {}

  /**
   * Checks a destination. It can be any other bucket, of whichever account and region.
   *
   * @throws dev.brume.core.error.AwsError InvalidArgument or InvalidRequest
   */
  static void check(Bucket source, Buckets buckets, Destination destination) {
    Matcher arn = ARN.matcher(destination.bucket());
    if (!arn.matches()) {
      throw ReplicationErrors.argument("Bucket", destination.bucket(), "Invalid bucket ARN");
    }
    Bucket bucket = buckets.find(arn.group(1), source.scope());
    if (bucket == null) {
      throw withoutVersions();
    }
    if (bucket.name().equals(source.name())) {
      throw ReplicationErrors.request(
          "Destination bucket cannot be the same as the source bucket.");
    }
    if (bucket.versioning() != Versioning.ENABLED) {
      throw withoutVersions();
    }
    if (destination.account() != null && !destination.account().equals(bucket.owner())) {
      throw ReplicationErrors.argument(
          "Account",
          destination.account(),
          "The AWS account specified in the Account element must match the destination bucket"
              + " owner.");
    }
  }

  /** S3 says the same of a bucket that is not there. */
  private static AwsError withoutVersions() {
    return ReplicationErrors.request("Destination bucket must have versioning enabled.");
  }
}
