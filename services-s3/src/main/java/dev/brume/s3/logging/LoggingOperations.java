package dev.brume.s3.logging;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Scope;
import dev.brume.s3.AccessCheck;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.Buckets;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.access.LogGrants;
import dev.brume.s3.api.GetBucketLoggingOutput;
import dev.brume.s3.api.GetBucketLoggingRequest;
import dev.brume.s3.api.LoggingEnabled;
import dev.brume.s3.api.PartitionDateSource;
import dev.brume.s3.api.PutBucketLoggingRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.api.TargetObjectKeyFormat;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.object.ObjectDraft;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access log configuration of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html">PutBucketLogging</a>
 */
final class LoggingOperations {
  private static final Logger LOG = LoggerFactory.getLogger(LoggingOperations.class);
  private static final String SOME_ID = "0000000000000000";

  private final Buckets buckets;
  private final AccessCheck access;

  /**
   * @param buckets finds the target bucket
   * @param access authorizes the delivery
   */
  LoggingOperations(Buckets buckets, AccessCheck access) {
    this.buckets = buckets;
    this.access = access;
  }

  public GetBucketLoggingOutput getBucketLogging(
      BucketRequest request, GetBucketLoggingRequest input) {
    return GetBucketLoggingOutput.builder()
        .loggingEnabled(request.bucket().configuration(Configurations.LOGGING))
        .build();
  }

  /** An empty status disables logging. */
  public Unit putBucketLogging(BucketRequest request, PutBucketLoggingRequest input) {
    LoggingEnabled settings = input.bucketLoggingStatus().loggingEnabled();
    if (settings != null) {
      checkFormat(settings.targetObjectKeyFormat());
      check(request.bucket(), settings);
    }
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              if (settings == null) {
                edit.removeConfiguration(Configurations.LOGGING);
              } else {
                edit.setConfiguration(Configurations.LOGGING, settings);
              }
              return Unit.INSTANCE;
            });
  }

  private static void checkFormat(TargetObjectKeyFormat format) {
    if (format == null) {
      return;
    }
    boolean simple = format.simplePrefix() != null;
    if (simple == (format.partitionedPrefix() != null)) {
      throw S3Refusals.malformedXml();
    }
    String dates = simple ? null : format.partitionedPrefix().partitionDateSource();
    if (dates != null
        && !dates.equals(PartitionDateSource.EVENT_TIME)
        && !dates.equals(PartitionDateSource.DELIVERY_TIME)) {
      throw S3Refusals.malformedXml();
    }
  }

  private void check(Bucket source, LoggingEnabled settings) {
    Bucket target = buckets.find(settings.targetBucket(), source.scope());
    if (target == null) {
      throw invalid("The target bucket for logging does not exist", settings);
    }
    if (!target.owner().equals(source.owner())) {
      throw invalid(
          "The owner for the bucket to be logged and the target bucket must be the same.",
          settings);
    }
    if (!target.scope().equals(source.scope())) {
      throw crossLocation(source, target);
    }
    LogGrants.check(target, settings.targetGrants());
    String key = LogObjectKey.of(source, settings, 0, 0, SOME_ID);
    ObjectDraft.checkKey(key);
    if (!target.ownsAll() && !access.admitsLogDelivery(source, target, key)) {
      throw invalid(
          "You must give the log-delivery group WRITE and READ_ACP permissions to the target"
              + " bucket",
          settings);
    }
    warnOfLoop(source, target);
  }

  private static AwsError invalid(String message, LoggingEnabled settings) {
    return S3Errors.invalidTargetBucketForLogging(message)
        .withDetail("TargetBucket", settings.targetBucket());
  }

  /** S3 spells this code differently from its documentation. */
  private static AwsError crossLocation(Bucket source, Bucket target) {
    AwsError error =
        AwsError.client(
                "CrossLocationLoggingProhibitted", 403, "Cross S3 location logging not allowed. ")
            .withDetail("TargetBucketLocation", target.scope().region());
    // A bucket of the first region has no location constraint to show.
    String region = source.scope().region();
    return region.equals(Scope.DEFAULT_REGION)
        ? error
        : error.withDetail("SourceBucketLocation", region);
  }

  private static void warnOfLoop(Bucket source, Bucket target) {
    LoggingEnabled further = target.configuration(Configurations.LOGGING);
    boolean back = further != null && further.targetBucket().equals(source.name());
    if (target == source || back) {
      LOG.warn(
          "The access log of {} goes to {}, whose own goes there again: every delivery will be"
              + " logged and delivered in its turn",
          source.arn(),
          target.arn());
    }
  }
}
