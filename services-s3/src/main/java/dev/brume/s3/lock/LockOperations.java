package dev.brume.s3.lock;

import dev.brume.core.time.Timeline;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.GetObjectLegalHoldOutput;
import dev.brume.s3.api.GetObjectLegalHoldRequest;
import dev.brume.s3.api.GetObjectRetentionOutput;
import dev.brume.s3.api.GetObjectRetentionRequest;
import dev.brume.s3.api.ObjectLockLegalHold;
import dev.brume.s3.api.ObjectLockLegalHoldStatus;
import dev.brume.s3.api.ObjectLockRetention;
import dev.brume.s3.api.PutObjectLegalHoldOutput;
import dev.brume.s3.api.PutObjectLegalHoldRequest;
import dev.brume.s3.api.PutObjectRetentionOutput;
import dev.brume.s3.api.PutObjectRetentionRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectLock;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.ObjectFinder;
import java.time.Instant;

/**
 * Retention and legal hold of one version.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html">PutObjectRetention</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html">PutObjectLegalHold</a>
 */
final class LockOperations {
  private final Timeline timeline;

  LockOperations(Timeline timeline) {
    this.timeline = timeline;
  }

  public PutObjectRetentionOutput putObjectRetention(
      BucketRequest request, PutObjectRetentionRequest input) {
    Retentions.requireLock(request.bucket());
    ObjectLockRetention wanted = input.retention();
    if (wanted == null) {
      throw S3Refusals.missingRequestBody();
    }
    if (wanted.eventHold() != null || wanted.eventHoldDuration() != null) {
      throw S3Refusals.notImplemented("EventHold");
    }
    boolean lifted = wanted.mode() == null && wanted.retainUntilDate() == null;
    if (!lifted && (wanted.mode() == null || wanted.retainUntilDate() == null)) {
      throw S3Refusals.malformedXml();
    }
    Instant now = Instant.ofEpochMilli(timeline.nowMillis());
    if (!lifted) {
      Retentions.check(wanted.mode(), wanted.retainUntilDate(), now);
    }
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
              if (weakens(version, wanted, now) && Retentions.holds(request, version, now)) {
                throw Retentions.isProtected();
              }
              Boolean hold = version.lock() == null ? null : version.lock().legalHold();
              ObjectLock lock = new ObjectLock(wanted.mode(), wanted.retainUntilDate(), hold);
              edit.change(version, builder -> builder.lock(lock), ObjectEvent.RETENTION_PUT);
              return PutObjectRetentionOutput.builder().build();
            });
  }

  /** Whether a version would be retained shorter, or less strictly, than now. */
  private static boolean weakens(ObjectVersion version, ObjectLockRetention wanted, Instant now) {
    if (!Retentions.isRetained(version, now)) {
      return false;
    }
    ObjectLock known = version.lock();
    return wanted.mode() == null
        || !wanted.mode().equals(known.mode())
        || wanted.retainUntilDate().isBefore(known.retainUntil());
  }

  public GetObjectRetentionOutput getObjectRetention(
      BucketRequest request, GetObjectRetentionRequest input) {
    Retentions.requireLock(request.bucket());
    ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
    ObjectLock lock = version.lock();
    if (lock == null || lock.mode() == null) {
      throw none();
    }
    return GetObjectRetentionOutput.builder()
        .retention(
            ObjectLockRetention.builder()
                .mode(lock.mode())
                .retainUntilDate(lock.retainUntil())
                .build())
        .build();
  }

  private static dev.brume.core.error.AwsError none() {
    return S3Errors.noSuchObjectLockConfiguration(
        "The specified object does not have a ObjectLock configuration");
  }

  public PutObjectLegalHoldOutput putObjectLegalHold(
      BucketRequest request, PutObjectLegalHoldRequest input) {
    String status = input.legalHold() == null ? null : input.legalHold().status();
    if (status == null) {
      throw S3Refusals.malformedXml();
    }
    Retentions.requireLock(request.bucket());
    boolean held = status.equals(ObjectLockLegalHoldStatus.ON);
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
              ObjectLock known = version.lock();
              ObjectLock lock =
                  known == null
                      ? new ObjectLock(null, null, held)
                      : new ObjectLock(known.mode(), known.retainUntil(), held);
              edit.change(version, builder -> builder.lock(lock), ObjectEvent.UNREPORTED);
              return PutObjectLegalHoldOutput.builder().build();
            });
  }

  public GetObjectLegalHoldOutput getObjectLegalHold(
      BucketRequest request, GetObjectLegalHoldRequest input) {
    Retentions.requireLock(request.bucket());
    ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
    String status = version.lock() == null ? null : LockDraft.status(version.lock());
    if (status == null) {
      throw none();
    }
    return GetObjectLegalHoldOutput.builder()
        .legalHold(ObjectLockLegalHold.builder().status(status).build())
        .build();
  }
}
