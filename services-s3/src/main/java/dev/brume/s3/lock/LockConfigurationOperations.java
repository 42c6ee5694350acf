package dev.brume.s3.lock;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DefaultRetention;
import dev.brume.s3.api.GetObjectLockConfigurationOutput;
import dev.brume.s3.api.GetObjectLockConfigurationRequest;
import dev.brume.s3.api.ObjectLockConfiguration;
import dev.brume.s3.api.ObjectLockEnabled;
import dev.brume.s3.api.PutObjectLockConfigurationOutput;
import dev.brume.s3.api.PutObjectLockConfigurationRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.BucketRecord.Versioning;

/**
 * The object lock configuration of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html">PutObjectLockConfiguration</a>
 */
final class LockConfigurationOperations {
  private static final int MAX_DAYS = 36_500;
  private static final int MAX_YEARS = 100;

  public PutObjectLockConfigurationOutput putObjectLockConfiguration(
      BucketRequest request, PutObjectLockConfigurationRequest input) {
    ObjectLockConfiguration configuration = input.objectLockConfiguration();
    if (configuration == null) {
      throw S3Refusals.missingRequestBody();
    }
    check(configuration);
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              if (edit.bucket().versioning() != Versioning.ENABLED) {
                throw S3Errors.invalidBucketState(
                    "Versioning must be 'Enabled' on the bucket to apply a Object Lock"
                        + " configuration");
              }
              if (!edit.bucket().record().objectLock()) {
                edit.setRecord(edit.bucket().record().withObjectLock());
              }
              edit.setConfiguration(Configurations.OBJECT_LOCK, configuration);
              return PutObjectLockConfigurationOutput.builder().build();
            });
  }

  private static void check(ObjectLockConfiguration configuration) {
    if (!ObjectLockEnabled.ENABLED.equals(configuration.objectLockEnabled())) {
      throw S3Refusals.malformedXml();
    }
    if (configuration.rule() == null) {
      return;
    }
    DefaultRetention retention = configuration.rule().defaultRetention();
    if (retention == null
        || retention.mode() == null
        || retention.days() == null == (retention.years() == null)) {
      throw S3Refusals.malformedXml();
    }
    if (retention.defaultEventHold() != null) {
      throw S3Refusals.notImplemented("DefaultEventHold");
    }
    Integer days = retention.days();
    Integer years = retention.years();
    if (days != null && days < 1 || years != null && years < 1) {
      throw S3Refusals.invalidArgument(
          "Default retention period must be a positive integer value.",
          days == null ? "Years" : "Days",
          String.valueOf(days == null ? years : days));
    }
    if (days != null && days > MAX_DAYS || years != null && years > MAX_YEARS) {
      throw S3Refusals.invalidArgument(
          "Default retention period too large.",
          days == null ? "Years" : "Days",
          String.valueOf(days == null ? years : days));
    }
  }

  public GetObjectLockConfigurationOutput getObjectLockConfiguration(
      BucketRequest request, GetObjectLockConfigurationRequest input) {
    if (!request.bucket().record().objectLock()) {
      throw S3Errors.objectLockConfigurationNotFoundError(
              "Object Lock configuration does not exist for this bucket")
          .withDetail("BucketName", request.bucket().name());
    }
    ObjectLockConfiguration known = request.bucket().configuration(Configurations.OBJECT_LOCK);
    return GetObjectLockConfigurationOutput.builder()
        .objectLockConfiguration(
            known != null
                ? known
                : ObjectLockConfiguration.builder()
                    .objectLockEnabled(ObjectLockEnabled.ENABLED)
                    .build())
        .build();
  }
}
