package dev.brume.s3.bucket;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.BucketVersioningStatus;
import dev.brume.s3.api.GetBucketVersioningOutput;
import dev.brume.s3.api.GetBucketVersioningRequest;
import dev.brume.s3.api.MFADelete;
import dev.brume.s3.api.MFADeleteStatus;
import dev.brume.s3.api.PutBucketVersioningRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.BucketRecord;
import dev.brume.s3.engine.BucketRecord.Versioning;
import dev.brume.s3.object.MfaDelete;

/**
 * The operations on a bucket's versioning.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html">PutBucketVersioning</a>
 */
final class VersioningOperations {
  public Unit putBucketVersioning(BucketRequest request, PutBucketVersioningRequest input) {
    if (input.versioningConfiguration() == null) {
      throw S3Errors.missingRequestBodyError("Request Body is empty");
    }
    Versioning wanted = read(input.versioningConfiguration().status());
    Boolean mfaDelete = readMfaDelete(input.versioningConfiguration().mfaDelete());
    if (Boolean.TRUE.equals(mfaDelete) || MfaDelete.isOn(request.bucket())) {
      MfaDelete.demand(input.mfa());
    }
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
              if (wanted == Versioning.SUSPENDED
                  && edit.bucket().configuration(Configurations.REPLICATION) != null) {
                throw S3Errors.invalidBucketState(
                    "A replication configuration is present on this bucket, so you cannot change"
                        + " the versioning state. To change the versioning state, first delete the"
                        + " replication configuration.");
              }
              edit.setRecord(
                  record.withVersioning(
                      wanted, mfaDelete != null ? mfaDelete : record.mfaDelete()));
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

  private static Boolean readMfaDelete(String status) {
    if (status == null) {
      return null;
    }
    return switch (status) {
      case MFADelete.ENABLED -> Boolean.TRUE;
      case MFADelete.DISABLED -> Boolean.FALSE;
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
    Boolean mfaDelete = request.bucket().record().mfaDelete();
    String mfaStatus =
        mfaDelete == null ? null : mfaDelete ? MFADeleteStatus.ENABLED : MFADeleteStatus.DISABLED;
    return GetBucketVersioningOutput.builder().status(status).mfaDelete(mfaStatus).build();
  }
}
