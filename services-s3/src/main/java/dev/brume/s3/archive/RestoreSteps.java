package dev.brume.s3.archive;

import dev.brume.core.task.Task;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskOutcome;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.time.Timeline;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketCompanion;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.ObjectChange;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectRestore;
import dev.brume.s3.engine.ObjectTiering;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.RestoreTask;
import dev.brume.s3.engine.S3Tables;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reports when objects of a bucket are restored, and when restored copies expire: durable tasks,
 * one per version. Whether an object can be read does not depend on them.
 */
public final class RestoreSteps implements BucketCompanion, TaskHandler<RestoreTask> {
  private final Bucket bucket;
  private final Timeline timeline;
  private TaskQueue<RestoreTask> tasks;

  public RestoreSteps(Bucket bucket, Timeline timeline) {
    this.bucket = bucket;
    this.timeline = timeline;
  }

  @Override
  public void opened() {
    tasks = bucket.openTasks(S3Tables.RESTORES, this);
  }

  @Override
  public void changed(ObjectChange change) {
    ObjectVersion version = change.version();
    ObjectRestore restore = version.restore();
    if (restore != null && bucket.versions().find(version.key(), version.versionId()) == version) {
      tasks.put(
          version.sequence(),
          new RestoreTask(version.key(), version.versionId()),
          restore.told() ? restore.expiresMillis() : restore.readyMillis());
    }
  }

  @Override
  public void close() {
    tasks.close();
  }

  /** Detects a version that has been deleted meanwhile. */
  @Override
  public CompletionStage<TaskOutcome> run(Task<RestoreTask> task) {
    bucket.edit(
        ChangeOrigin.S3,
        edit -> {
          ObjectVersion version = edit.find(task.payload().key(), task.payload().versionId());
          if (version != null && version.sequence() == task.id() && version.restore() != null) {
            goOn(edit, version);
          }
          return null;
        });
    return CompletableFuture.completedFuture(TaskOutcome.DONE);
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
