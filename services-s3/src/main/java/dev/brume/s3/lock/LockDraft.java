package dev.brume.s3.lock;

import dev.brume.core.time.Timeline;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DefaultRetention;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.api.ObjectLockConfiguration;
import dev.brume.s3.api.ObjectLockLegalHoldStatus;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectLock;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.DraftContributor;
import dev.brume.s3.object.ObjectHeaderContributor;
import java.time.Instant;
import java.time.ZoneOffset;

/** The lock of a new object, from its headers or the bucket's default, and its response headers. */
public final class LockDraft implements DraftContributor, ObjectHeaderContributor {
  private final Timeline timeline;

  public LockDraft(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public void contribute(
      BucketRequest request, PutObjectRequest headers, ObjectVersion.Builder draft) {
    String mode = headers.objectLockMode();
    Instant until = headers.objectLockRetainUntilDate();
    String hold = headers.objectLockLegalHoldStatus();
    Instant now = Instant.ofEpochMilli(timeline.nowMillis());
    if (mode != null || until != null || hold != null) {
      Retentions.requireLock(request.bucket());
      check(mode, until, hold, now);
    }
    ObjectLock byDefault = mode == null ? byDefault(request.bucket(), now) : null;
    if (mode == null && hold == null) {
      draft.lock(byDefault);
      return;
    }
    Boolean held = hold == null ? null : hold.equals(ObjectLockLegalHoldStatus.ON);
    draft.lock(
        byDefault == null
            ? new ObjectLock(mode, until, held)
            : new ObjectLock(byDefault.mode(), byDefault.retainUntil(), held));
  }

  private static void check(String mode, Instant until, String hold, Instant now) {
    if (mode == null != (until == null)) {
      throw S3Refusals.invalidArgument(
          "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied",
          mode == null ? "x-amz-object-lock-mode" : "x-amz-object-lock-retain-until-date",
          null);
    }
    if (mode != null) {
      Retentions.check(mode, until, now);
    }
    boolean known =
        hold == null
            || hold.equals(ObjectLockLegalHoldStatus.ON)
            || hold.equals(ObjectLockLegalHoldStatus.OFF);
    if (!known) {
      throw S3Refusals.invalidArgument(
          "Legal Hold must be either of 'ON' or 'OFF'", "x-amz-object-lock-legal-hold", hold);
    }
  }

  /** The bucket's default lock for an object created {@code now}; or null. */
  public static ObjectLock byDefault(Bucket bucket, Instant now) {
    ObjectLockConfiguration configuration = bucket.configuration(Configurations.OBJECT_LOCK);
    if (configuration == null || configuration.rule() == null) {
      return null;
    }
    DefaultRetention retention = configuration.rule().defaultRetention();
    Instant until =
        retention.days() != null
            ? now.atOffset(ZoneOffset.UTC).plusDays(retention.days()).toInstant()
            : now.atOffset(ZoneOffset.UTC).plusYears(retention.years()).toInstant();
    return new ObjectLock(retention.mode(), until, null);
  }

  @Override
  public void contribute(
      BucketRequest request, ObjectVersion version, HeadObjectOutput.Builder answer) {
    ObjectLock lock = version.lock();
    if (lock != null) {
      answer
          .objectLockMode(lock.mode())
          .objectLockRetainUntilDate(lock.retainUntil())
          .objectLockLegalHoldStatus(status(lock));
    }
  }

  /** Null if no legal hold was ever set. */
  static String status(ObjectLock lock) {
    if (lock.legalHold() == null) {
      return null;
    }
    return lock.legalHold() ? ObjectLockLegalHoldStatus.ON : ObjectLockLegalHoldStatus.OFF;
  }
}
