package dev.brume.s3.replication;

import dev.brume.core.task.Task;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskOutcome;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.time.Timeline;
import dev.brume.s3.api.ReplicationConfiguration;
import dev.brume.s3.api.ReplicationRule;
import dev.brume.s3.api.ReplicationStatus;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketCompanion;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.ObjectAnnotation;
import dev.brume.s3.engine.ObjectChange;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.ReplicationReport;
import dev.brume.s3.engine.ReplicationTarget;
import dev.brume.s3.engine.ReplicationTask;
import dev.brume.s3.engine.S3Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Replicates changes of one bucket by durable tasks, which are added with the change itself and run
 * shortly afterwards. A version has at most one task; further changes are included in it. S3's own
 * actions, by lifecycle rules or replication, are not replicated.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html">Replicating
 *     objects within and across Regions</a>
 */
final class Replicator implements BucketCompanion, TaskHandler<ReplicationTask> {
  /** "S3 RTC replicates most objects in seconds": here always one second, for every rule. */
  static final long DELAY_MILLIS = 1000;

  /** The threshold of Replication Time Control. */
  private static final Duration THRESHOLD = Duration.ofMinutes(15);

  private static final String SOURCE_GONE = "SrcVersionNotFound";

  private final Bucket bucket;
  private final Timeline timeline;
  private final ReplicationDelivery delivery;

  /** The sequences of the versions that are being replicated. */
  private final Set<Long> underWay = ConcurrentHashMap.newKeySet();

  private TaskQueue<ReplicationTask> tasks;

  /** A task with the version to replicate, and its annotations. */
  private record Work(
      ReplicationTask task, ObjectVersion version, List<ObjectAnnotation> annotations) {}

  /** The result for one destination; the reason is null for success. */
  private record Outcome(ReplicationTarget target, String failureReason) {}

  /**
   * @param delivery replicates versions to other buckets
   */
  Replicator(Bucket bucket, Timeline timeline, ReplicationDelivery delivery) {
    this.bucket = bucket;
    this.timeline = timeline;
    this.delivery = delivery;
  }

  @Override
  public void opened() {
    tasks = bucket.openTasks(S3Tables.REPLICATIONS, this);
  }

  @Override
  public ObjectVersion prepared(BucketEdit edit, ObjectVersion version, ObjectVersion former) {
    ReplicationConfiguration configuration = bucket.configuration(Configurations.REPLICATION);
    if (configuration == null || edit.origin() == ChangeOrigin.S3) {
      return version;
    }
    List<ReplicationRule> rules =
        former == null
            ? RuleSelection.ofNew(configuration, version)
            : RuleSelection.ofChange(configuration, former, version);
    if (rules.isEmpty()) {
      return version;
    }
    ReplicatedChange operation =
        former == null
            ? ReplicatedChange.ofNew(version)
            : ReplicatedChange.ofChange(former, version);
    add(version, operation, configuration.role(), rules);
    return version.toBuilder().replicationStatus(ReplicationStatus.PENDING).build();
  }

  /** Adds a task, unless the version has one, which then includes the change. */
  private void add(
      ObjectVersion version, ReplicatedChange operation, String role, List<ReplicationRule> rules) {
    if (tasks.get(version.sequence()) != null) {
      return;
    }
    long nowMillis = timeline.nowMillis();
    ReplicationTask task =
        new ReplicationTask(
            version.key(),
            version.versionId(),
            operation.name(),
            RuleSelection.isReplica(version),
            nowMillis,
            role,
            rules.stream().map(RuleSelection::target).toList());
    tasks.put(version.sequence(), task, nowMillis + DELAY_MILLIS);
  }

  @Override
  public void changed(ObjectChange change) {
    switch (change.event()) {
      case ANNOTATION_PUT -> annotated(change, ReplicatedChange.OBJECT_PUT_ANNOTATION);
      case ANNOTATION_DELETE -> annotated(change, ReplicatedChange.OBJECT_DELETE_ANNOTATION);
      default -> forgetIfGone(change.version());
    }
  }

  private void annotated(ObjectChange change, ReplicatedChange operation) {
    ReplicationConfiguration configuration = bucket.configuration(Configurations.REPLICATION);
    ObjectVersion version = change.version();
    if (configuration == null || change.origin() == ChangeOrigin.S3) {
      return;
    }
    List<ReplicationRule> rules = RuleSelection.ofAddition(configuration, version);
    if (rules.isEmpty()) {
      return;
    }
    bucket.edit(
        ChangeOrigin.S3,
        edit -> {
          add(version, operation, configuration.role(), rules);
          if (operation == ReplicatedChange.OBJECT_PUT_ANNOTATION) {
            edit.mirror(
                version, change.annotation().withReplicationStatus(ReplicationStatus.PENDING));
          }
          return null;
        });
  }

  /** A version that was permanently deleted meanwhile is not replicated. */
  private void forgetIfGone(ObjectVersion version) {
    if (tasks.size() == 0
        || underWay.contains(version.sequence())
        || bucket.versions().find(version.key(), version.versionId()) != null) {
      return;
    }
    ReplicationTask task = tasks.remove(version.sequence());
    if (task != null) {
      bucket.edit(
          ChangeOrigin.S3,
          edit -> {
            for (ReplicationTarget target : task.targets()) {
              report(edit, version, task, new Outcome(target, SOURCE_GONE));
            }
            return null;
          });
    }
  }

  @Override
  public void close() {
    tasks.close();
  }

  @Override
  public CompletionStage<TaskOutcome> run(Task<ReplicationTask> task) {
    underWay.add(task.id());
    try {
      Work work = bucket.edit(ChangeOrigin.S3, edit -> find(edit, task));
      return CompletableFuture.completedFuture(work == null ? TaskOutcome.DONE : carryOut(work));
    } finally {
      underWay.remove(task.id());
    }
  }

  /** The work to do; null if the version is permanently deleted. */
  private Work find(BucketEdit edit, Task<ReplicationTask> task) {
    ObjectVersion version = edit.find(task.payload().key(), task.payload().versionId());
    return version == null || version.sequence() != task.id()
        ? null
        : new Work(task.payload(), version, annotationsOf(version));
  }

  private List<ObjectAnnotation> annotationsOf(ObjectVersion version) {
    return List.copyOf(bucket.annotations().of(version).values());
  }

  /** No lock is held except the destination's, while that is written. */
  private TaskOutcome carryOut(Work work) {
    List<Outcome> outcomes = new ArrayList<>();
    for (ReplicationTarget target : work.task().targets()) {
      String failure =
          delivery.deliver(bucket, work.version(), work.annotations(), work.task(), target);
      outcomes.add(new Outcome(target, failure));
    }
    return bucket.edit(ChangeOrigin.S3, edit -> end(edit, work, outcomes));
  }

  /**
   * Ends the task under the bucket's lock, so that later changes add a new one; earlier changes are
   * included.
   */
  private TaskOutcome end(BucketEdit edit, Work work, List<Outcome> outcomes) {
    ObjectVersion done = work.version();
    ObjectVersion version = edit.find(done.key(), done.versionId());
    boolean there = version != null && version.sequence() == done.sequence();
    if (there
        && (ReplicatedChange.ofChange(done, version) != null
            || !annotationsOf(version).equals(work.annotations()))) {
      return TaskOutcome.retryAfter(0);
    }
    tasks.remove(done.sequence());
    if (!there) {
      return TaskOutcome.DONE;
    }
    String status =
        outcomes.stream().anyMatch(outcome -> outcome.failureReason() != null)
            ? ReplicationStatus.FAILED
            : work.task().ofReplica() ? ReplicationStatus.REPLICA : ReplicationStatus.COMPLETED;
    mark(edit, version, work.annotations(), status);
    if (ReplicationStatus.PENDING.equals(version.replicationStatus())) {
      version =
          edit.change(
              version, changed -> changed.replicationStatus(status), ObjectEvent.UNREPORTED);
    }
    for (Outcome outcome : outcomes) {
      report(edit, version, work.task(), outcome);
    }
    return TaskOutcome.DONE;
  }

  /** Each annotation has its own status, which may already be completed. */
  private static void mark(
      BucketEdit edit, ObjectVersion version, List<ObjectAnnotation> annotations, String status) {
    for (ObjectAnnotation annotation : annotations) {
      if (!ReplicaAnnotations.isInStep(annotation)) {
        edit.mirror(version, annotation.withReplicationStatus(status));
      }
    }
  }

  // ---------------------------------------------------------------------------------- events

  private void report(
      BucketEdit edit, ObjectVersion version, ReplicationTask task, Outcome outcome) {
    ReplicationTarget target = outcome.target();
    long nowMillis = timeline.nowMillis();
    boolean late =
        target.timeControlled() && nowMillis - task.requestedMillis() > THRESHOLD.toMillis();
    int minutes = (int) THRESHOLD.toMinutes();
    if (late) {
      edit.report(
          version,
          ObjectEvent.REPLICATION_MISSED_THRESHOLD,
          reportOf(task, target, null, minutes, null));
    }
    if (outcome.failureReason() != null) {
      if (target.measured()) {
        edit.report(
            version,
            ObjectEvent.REPLICATION_FAILED,
            reportOf(task, target, outcome.failureReason(), null, null));
      }
    } else if (late) {
      edit.report(
          version,
          ObjectEvent.REPLICATION_AFTER_THRESHOLD,
          reportOf(task, target, null, minutes, nowMillis));
    }
  }

  private static ReplicationReport reportOf(
      ReplicationTask task,
      ReplicationTarget target,
      String failure,
      Integer minutes,
      Long whenMillis) {
    return new ReplicationReport(
        target.ruleId(),
        target.bucketArn(),
        task.operation(),
        task.requestedMillis(),
        failure,
        minutes,
        whenMillis);
  }
}
