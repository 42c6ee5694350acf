package dev.brume.s3.replication;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import dev.brume.s3.Buckets;
import dev.brume.s3.api.Destination;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketArns;
import dev.brume.s3.engine.BucketRecord.Versioning;

/**
 * Whether objects of a bucket can presently be replicated to a destination.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html">Requirements
 *     and considerations for replication</a>
 */
final class DestinationCheck {
  private DestinationCheck() {}

  /**
   * Checks a destination. It can be any other bucket, in any account and region.
   *
   * @throws dev.brume.core.error.AwsError InvalidArgument or InvalidRequest
   */
  static void check(Bucket source, Buckets buckets, Destination destination) {
    Arn arn =
        BucketArns.parse(destination.bucket())
            .filter(each -> each.region().isEmpty() && each.account().isEmpty())
            .orElseThrow(
                () ->
                    ReplicationErrors.argument(
                        "Bucket", destination.bucket(), "Invalid bucket ARN"));
    Bucket bucket = buckets.find(arn.resource(), source.scope());
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

  /** S3 uses the same error for a missing bucket. */
  private static AwsError withoutVersions() {
    return ReplicationErrors.request("Destination bucket must have versioning enabled.");
  }
}
