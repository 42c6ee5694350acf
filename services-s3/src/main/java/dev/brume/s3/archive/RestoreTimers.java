package dev.brume.s3.archive;

import dev.brume.core.time.Timeline;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketCompanion;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.KeyVersions;
import dev.brume.s3.engine.ObjectChange;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectRestore;
import dev.brume.s3.engine.ObjectTiering;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.UploadRecord;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells listeners when objects of a bucket are restored, and when the restored copies are gone. A
 * timer an object; whether it can be read does not depend on it.
 */
public final class RestoreTimers implements BucketCompanion {
  private final Bucket bucket;
  private final Timeline timeline;

  /** The sequences of the versions that have a timer. */
  private final Set<Long> timed = ConcurrentHashMap.newKeySet();

  /** The timer of a version. */
  private record RestoreTimer(RestoreTimers owner, long sequence) {}

  public RestoreTimers(Bucket bucket, Timeline timeline) {
    this.bucket = bucket;
    this.timeline = timeline;
  }

  @Override
  public void opened() {
    for (KeyVersions versions : bucket.versions().from("", true).values()) {
      for (int i = 0; i < versions.count(); i++) {
        schedule(versions.at(i));
      }
    }
  }

  @Override
  public void changed(ObjectChange change) {
    ObjectVersion version = change.version();
    if (version.restore() != null
        && bucket.versions().find(version.key(), version.versionId()) == version) {
      schedule(version);
    }
  }

  @Override
  public void begun(UploadRecord upload) {}

  @Override
  public void configured() {}

  @Override
  public void close() {
    timed.forEach(sequence -> timeline.cancel(new RestoreTimer(this, sequence)));
    timed.clear();
  }

  private void schedule(ObjectVersion version) {
    ObjectRestore restore = version.restore();
    if (restore == null) {
      return;
    }
    timed.add(version.sequence());
    timeline.schedule(
        new RestoreTimer(this, version.sequence()),
        restore.told() ? restore.expiresMillis() : restore.readyMillis(),
        () -> ring(version));
  }

  /** Whether the version, or the whole bucket, is gone meanwhile shows here. */
  private void ring(ObjectVersion timedVersion) {
    if (!timed.remove(timedVersion.sequence())
        || bucket.versions().find(timedVersion.key(), timedVersion.versionId()) == null) {
      return;
    }
    bucket.edit(
        ChangeOrigin.S3,
        edit -> {
          ObjectVersion version = edit.find(timedVersion.key(), timedVersion.versionId());
          if (version != null
              && version.sequence() == timedVersion.sequence()
              && version.restore() != null) {
            goOn(edit, version);
          }
          return null;
        });
  }

  private void goOn(BucketEdit edit, ObjectVersion version) {
    long nowMillis = timeline.nowMillis();
    ObjectRestore restore = version.restore();
    ArchiveTier tier = ArchiveTier.of(version);
    if (tier != null && tier.isOfTiering()) {
      ObjectTiering active = new ObjectTiering(nowMillis, null);
      edit.change(
          version, changed -> changed.restore(null).tiering(active), ObjectEvent.RESTORE_COMPLETED);
    } else if (!restore.told()) {
      edit.change(
          version, changed -> changed.restore(restore.withTold()), ObjectEvent.RESTORE_COMPLETED);
    } else {
      edit.change(version, changed -> changed.restore(null), ObjectEvent.RESTORE_DELETE);
    }
  }
}
