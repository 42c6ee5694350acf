package dev.brume.s3.lock;

import dev.brume.core.time.Timeline;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.engine.ObjectLock;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.DeleteGuard;
import java.time.Instant;

/**
 * Protects versions under retention or legal hold.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-overview.html">How S3
 *     Object Lock works</a>
 */
final class LockGuard implements DeleteGuard {
  private final Timeline timeline;

  LockGuard(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public void check(BucketRequest request, ObjectVersion version) {
    Instant now = Instant.ofEpochMilli(timeline.nowMillis());
    if (isHeld(version) || Retentions.holds(request, version, now)) {
      throw Retentions.isProtected();
    }
  }

  /** Whether no one, including S3's own rules, may delete the version at that time. */
  public static boolean isLocked(ObjectVersion version, Instant now) {
    return isHeld(version) || Retentions.isRetained(version, now);
  }

  private static boolean isHeld(ObjectVersion version) {
    ObjectLock lock = version.lock();
    return lock != null && Boolean.TRUE.equals(lock.legalHold());
  }
}
