package dev.brume.s3.archive;

import dev.brume.core.error.AwsError;
import dev.brume.core.time.Timeline;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.InvalidObjectState;
import dev.brume.s3.api.StorageClass;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectRestore;
import dev.brume.s3.engine.ObjectTiering;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.lifecycle.UtcMidnight;
import dev.brume.s3.object.ReadGuard;

/**
 * Prevents archived objects from being read before they are restored, and records reads for
 * Intelligent-Tiering.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/archived-objects.html">Working
 *     with archived objects</a>
 */
final class ArchiveGuard implements ReadGuard {
  private final Timeline timeline;

  ArchiveGuard(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public void check(BucketRequest request, ObjectVersion version, Purpose purpose) {
    if (purpose == Purpose.DESCRIPTION || version.storageClass() == null) {
      return;
    }
    ArchiveTier tier = ArchiveTier.of(version);
    if (tier != null && !isRestored(version, tier)) {
      throw refuse(
          version,
          tier,
          purpose == Purpose.COPY
              ? "Operation is not valid for the source object's storage class"
              : "The operation is not valid for the object's storage class");
    }
    if (version.storageClass().equals(StorageClass.INTELLIGENT_TIERING)) {
      note(request.bucket(), version);
    }
  }

  private boolean isRestored(ObjectVersion version, ArchiveTier tier) {
    ObjectRestore restore = version.restore();
    return restore != null
        && (tier.isOfTiering()
            ? !restore.isOngoing(timeline.nowMillis())
            : restore.isThere(timeline.nowMillis()));
  }

  /** The error for a version that is in an archive tier. */
  static AwsError refuse(ObjectVersion version, ArchiveTier tier, String message) {
    InvalidObjectState.Builder state =
        InvalidObjectState.builder()
            .storageClass(
                version.storageClass() == null ? StorageClass.STANDARD : version.storageClass());
    if (tier != null && tier.isOfTiering()) {
      state.accessTier(tier.name());
    }
    return AwsError.modelled(state.build(), message);
  }

  /** Once a day is enough: archiving takes months. */
  private void note(Bucket bucket, ObjectVersion version) {
    long nowMillis = timeline.nowMillis();
    long known =
        version.tiering() == null ? version.createdMillis() : version.tiering().accessedMillis();
    if (UtcMidnight.after(known) == UtcMidnight.after(nowMillis)) {
      return;
    }
    bucket.edit(
        ChangeOrigin.S3,
        edit -> {
          ObjectVersion now = edit.find(version.key(), version.versionId());
          if (now == version) {
            edit.change(
                now,
                changed -> changed.tiering(new ObjectTiering(nowMillis, null)),
                ObjectEvent.UNREPORTED);
          }
          return null;
        });
  }
}
