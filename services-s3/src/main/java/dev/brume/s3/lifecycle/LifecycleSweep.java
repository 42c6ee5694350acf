package dev.brume.s3.lifecycle;

import dev.brume.core.error.AwsError;
import dev.brume.core.time.Timeline;
import dev.brume.s3.api.StorageClass;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketAlarm;
import dev.brume.s3.engine.BucketCompanion;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.KeyVersions;
import dev.brume.s3.engine.MultipartUploads;
import dev.brume.s3.engine.ObjectChange;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectTiering;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.S3Tables;
import dev.brume.s3.engine.Upload;
import dev.brume.s3.engine.UploadRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Applies the rules of one bucket, and its Intelligent-Tiering, at midnights (UTC) when actions may
 * be due: the earliest one that the last sweep determined, and the next one after every change. It
 * processes a limited number of versions per step, and continues at the same time. A bucket without
 * rules costs nothing. The sweep is a durable task: if the server was off at midnight, it runs at
 * the start.
 */
final class LifecycleSweep implements BucketCompanion {
  /** The most evaluations (versions times rules) per step. */
  private static final long STEP_CHECKS = 100_000;

  private final Bucket bucket;
  private final Timeline timeline;
  private final BucketAlarm alarm;

  /** Whether the reported change is the sweep's own; guarded by the bucket's lock. */
  private boolean own;

  // The running sweep; only accessed by its own steps, which do not overlap.

  /** The next key to process; null if no sweep is running. */
  private String reached;

  /** The next upload to look at; null while there are versions to be looked at. */
  private MultipartUploads.ListPosition reachedUpload;

  private long foundMillis;

  LifecycleSweep(Bucket bucket, Timeline timeline) {
    this.bucket = bucket;
    this.timeline = timeline;
    alarm = new BucketAlarm(bucket, S3Tables.LIFECYCLE_SWEEP, timeline, this::step);
  }

  @Override
  public void opened() {
    alarm.open();
  }

  @Override
  public void changed(ObjectChange change) {
    if (!own) {
      configured();
    }
  }

  @Override
  public void begun(UploadRecord upload) {
    configured();
  }

  @Override
  public void configured() {
    if (Evaluation.isNeeded(bucket)) {
      alarm.wakeBy(UtcMidnight.after(timeline.nowMillis()));
    }
  }

  @Override
  public void close() {
    alarm.close();
  }

  /** A step of a sweep. A sweep interrupted by a crash starts again. */
  private CompletionStage<Long> step() {
    if (reached == null) {
      reached = "";
      reachedUpload = null;
      foundMillis = BucketAlarm.NEVER;
    }
    boolean complete = true;
    try {
      Evaluation evaluation = Evaluation.of(bucket, timeline.nowMillis());
      complete = evaluation == null || lookAtVersions(evaluation) && lookAtUploads(evaluation);
    } catch (AwsError gone) {
      // The bucket has been deleted meanwhile, and nothing is left to do.
      foundMillis = BucketAlarm.NEVER;
    } finally {
      if (complete) {
        reached = null;
      }
    }
    return CompletableFuture.completedFuture(complete ? foundMillis : timeline.nowMillis());
  }

  /** Returns whether all versions have been processed. */
  private boolean lookAtVersions(Evaluation evaluation) {
    if (reachedUpload != null) {
      return true;
    }
    long checks = 0;
    for (Map.Entry<String, KeyVersions> entry : bucket.versions().from(reached, true).entrySet()) {
      if (checks > STEP_CHECKS) {
        reached = entry.getKey();
        return false;
      }
      checks += (long) entry.getValue().count() * (evaluation.ruleCount() + 1);
      visit(evaluation, entry.getKey(), entry.getValue());
    }
    reachedUpload = MultipartUploads.ListPosition.FIRST;
    return true;
  }

  /** Returns whether all uploads have been processed. */
  private boolean lookAtUploads(Evaluation evaluation) {
    long checks = 0;
    for (Upload upload : bucket.uploads().inOrder().tailMap(reachedUpload, true).values()) {
      if (checks > STEP_CHECKS) {
        reachedUpload = MultipartUploads.ListPosition.of(upload);
        return false;
      }
      checks += evaluation.ruleCount() + 1;
      long due = evaluation.abortMillis(upload.record());
      if (due <= timeline.nowMillis()) {
        bucket.edit(ChangeOrigin.S3, edit -> abort(edit, upload.record()));
      } else {
        foundMillis = Math.min(foundMillis, due);
      }
    }
    return true;
  }

  private Void abort(BucketEdit edit, UploadRecord record) {
    Upload upload = bucket.uploads().find(record.id(), record.key());
    if (upload != null) {
      edit.abort(upload);
    }
    return null;
  }

  private void visit(Evaluation evaluation, String key, KeyVersions versions) {
    for (int i = 0; i < versions.count(); i++) {
      LifecycleAction lifecycleAction = evaluation.of(versions, i);
      if (lifecycleAction.action() != LifecycleAction.Action.NONE) {
        bucket.edit(ChangeOrigin.S3, edit -> act(evaluation, edit, key));
        return;
      }
      foundMillis = Math.min(foundMillis, lifecycleAction.nextMillis());
    }
  }

  /** Performs the due actions on the current versions of a key. */
  private Void act(Evaluation evaluation, BucketEdit edit, String key) {
    KeyVersions versions = bucket.versions().get(key);
    if (versions == null) {
      return null;
    }
    List<LifecycleAction> fates = new ArrayList<>(versions.count());
    for (int i = 0; i < versions.count(); i++) {
      fates.add(evaluation.of(versions, i));
    }
    own = true;
    try {
      for (int i = 0; i < fates.size(); i++) {
        act(edit, versions.at(i), fates.get(i));
      }
    } finally {
      own = false;
    }
    note(evaluation, bucket.versions().get(key));
    return null;
  }

  private void act(BucketEdit edit, ObjectVersion version, LifecycleAction lifecycleAction) {
    switch (lifecycleAction.action()) {
      case NONE -> {}
      case DELETE -> edit.remove(version, ObjectEvent.LIFECYCLE_EXPIRATION_DELETE);
      case MARK ->
          edit.delete(
              version.key(),
              bucket.owner(),
              ObjectEvent.LIFECYCLE_EXPIRATION_DELETE,
              ObjectEvent.LIFECYCLE_EXPIRATION_DELETE_MARKER_CREATED);
      case TRANSITION ->
          edit.change(version, move(lifecycleAction), ObjectEvent.LIFECYCLE_TRANSITION);
      case ARCHIVE ->
          edit.change(version, archive(version, lifecycleAction), ObjectEvent.INTELLIGENT_TIERING);
    }
  }

  private Consumer<ObjectVersion.Builder> move(LifecycleAction lifecycleAction) {
    boolean tiered = lifecycleAction.target().equals(StorageClass.INTELLIGENT_TIERING);
    ObjectTiering tiering = tiered ? new ObjectTiering(timeline.nowMillis(), null) : null;
    return changed -> changed.storageClass(lifecycleAction.target()).tiering(tiering);
  }

  private static Consumer<ObjectVersion.Builder> archive(
      ObjectVersion version, LifecycleAction lifecycleAction) {
    ObjectTiering known = version.tiering();
    long accessedMillis = known == null ? version.createdMillis() : known.accessedMillis();
    return changed -> changed.tiering(new ObjectTiering(accessedMillis, lifecycleAction.target()));
  }

  /** A version gets one action per night: further due actions wait for the next. */
  private void note(Evaluation evaluation, KeyVersions left) {
    for (int i = 0; left != null && i < left.count(); i++) {
      LifecycleAction lifecycleAction = evaluation.of(left, i);
      foundMillis =
          Math.min(
              foundMillis,
              lifecycleAction.action() == LifecycleAction.Action.NONE
                  ? lifecycleAction.nextMillis()
                  : UtcMidnight.after(timeline.nowMillis()));
    }
  }
}
