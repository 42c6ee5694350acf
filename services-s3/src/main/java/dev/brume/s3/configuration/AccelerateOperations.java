package dev.brume.s3.configuration;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.AccelerateConfiguration;
import dev.brume.s3.api.BucketAccelerateStatus;
import dev.brume.s3.api.GetBucketAccelerateConfigurationOutput;
import dev.brume.s3.api.GetBucketAccelerateConfigurationRequest;
import dev.brume.s3.api.PutBucketAccelerateConfigurationRequest;

/**
 * The operations on transfer acceleration. For a bucket without the setting the response is empty.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAccelerateConfiguration.html">PutBucketAccelerateConfiguration</a>
 */
final class AccelerateOperations {
  public Unit putBucketAccelerateConfiguration(
      BucketRequest request, PutBucketAccelerateConfigurationRequest input) {
    AccelerateConfiguration given = input.accelerateConfiguration();
    if (request.bucket().name().contains(".")) {
      throw S3Refusals.invalidRequest(
          "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
    }
    if (!BucketAccelerateStatus.ENABLED.equals(given.status())
        && !BucketAccelerateStatus.SUSPENDED.equals(given.status())) {
      throw S3Refusals.malformedXml();
    }
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.setConfiguration(Configurations.ACCELERATE, given.status());
              return Unit.INSTANCE;
            });
  }

  public GetBucketAccelerateConfigurationOutput getBucketAccelerateConfiguration(
      BucketRequest request, GetBucketAccelerateConfigurationRequest input) {
    return GetBucketAccelerateConfigurationOutput.builder()
        .status(request.bucket().configuration(Configurations.ACCELERATE))
        .build();
  }
}
