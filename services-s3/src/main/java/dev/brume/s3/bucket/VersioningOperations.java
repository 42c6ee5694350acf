package dev.brume.s3.bucket;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.BucketVersioningStatus;
import dev.brume.s3.api.GetBucketVersioningOutput;
import dev.brume.s3.api.GetBucketVersioningRequest;
import dev.brume.s3.api.PutBucketVersioningRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.BucketRecord;
import dev.brume.s3.engine.BucketRecord.Versioning;

/**
 * Whether a bucket keeps versions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html">PutBucketVersioning</a>
 */
public final class VersioningOperations {
  public Unit putBucketVersioning(BucketRequest request, PutBucketVersioningRequest input) {
    if (input.versioningConfiguration() == null) {
      throw S3Errors.missingRequestBodyError("Request Body is empty");
    }
    Versioning wanted = read(input.versioningConfiguration().status());
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              BucketRecord record = edit.bucket().record();
              if (record.objectLock() && wanted == Versioning.SUSPENDED) {
                throw S3Errors.invalidBucketState(
                    "An Object Lock configuration is present on this bucket, so the versioning"
                        + " state cannot be changed.");
              }
              edit.setRecord(record.withVersioning(wanted, record.mfaDelete()));
              return Unit.INSTANCE;
            });
  }

  private static Versioning read(String status) {
    if (status == null) {
      throw S3Errors.illegalVersioningConfigurationException(
          "The Versioning element must be specified");
    }
    return switch (status) {
      case BucketVersioningStatus.ENABLED -> Versioning.ENABLED;
      case BucketVersioningStatus.SUSPENDED -> Versioning.SUSPENDED;
      default -> throw S3Refusals.malformedXml();
    };
  }

  public GetBucketVersioningOutput getBucketVersioning(
      BucketRequest request, GetBucketVersioningRequest input) {
    String status =
        switch (request.bucket().versioning()) {
          case NEVER -> null;
          case ENABLED -> BucketVersioningStatus.ENABLED;
          case SUSPENDED -> BucketVersioningStatus.SUSPENDED;
        };
    return GetBucketVersioningOutput.builder().status(status).build();
  }
}
