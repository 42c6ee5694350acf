package dev.brume.s3.replication;

import dev.brume.core.error.AwsError;
import dev.brume.core.state.Table;
import dev.brume.core.time.Timeline;
import dev.brume.s3.api.MetricsStatus;
import dev.brume.s3.api.ReplicationConfiguration;
import dev.brume.s3.api.ReplicationRule;
import dev.brume.s3.api.ReplicationStatus;
import dev.brume.s3.api.ReplicationTimeStatus;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketCompanion;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.Configurations;
import dev.brume.s3.engine.ObjectAnnotation;
import dev.brume.s3.engine.ObjectChange;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.ReplicationReport;
import dev.brume.s3.engine.ReplicationTask;
import dev.brume.s3.engine.S3Tables;
import dev.brume.s3.engine.UploadRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Replicates what is written to one bucket: notes what is to be done in a table with the change
 * itself, and does it a moment later. A version has one task at most; what changes of it meanwhile
 * goes along. What S3 does by itself, by lifecycle rules or by replication, is not replicated.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html">Replicating
 *     objects within and across Regions</a>
 */
public final class Replicator implements BucketCompanion {
  /** "S3 RTC replicates most objects in seconds": here it is always one, for every rule. */
  static final long DELAY_MILLIS = 1000;

  /** The threshold of Replication Time Control. */
  private static final Duration THRESHOLD = Duration.ofMinutes(15);

  private static final String SOURCE_GONE = "SrcVersionNotFound";

  private final Bucket bucket;
  private final Timeline timeline;
  private final ReplicationDelivery delivery;

  /** The sequences of the versions that have a timer. */
  private final Set<Long> timed = ConcurrentHashMap.newKeySet();

  /** The timer of a version. */
  private record ReplicationTimer(Replicator owner, long sequence) {}

  /** A task with the version as it is to be replicated, and its annotations. */
  private record Work(
      ReplicationTask task, ObjectVersion version, List<ObjectAnnotation> annotations) {}

  /** How it went with one destination; the reason is null where it went well. */
  private record Outcome(ReplicationRule rule, String failureReason) {}

  /**
   * @param delivery brings versions to other buckets
   */
  public Replicator(Bucket bucket, Timeline timeline, ReplicationDelivery delivery) {
    this.bucket = bucket;
    this.timeline = timeline;
    this.delivery = delivery;
  }

  @Override
  public void opened() {
    bucket.edit(
        ChangeOrigin.S3,
        edit -> {
          edit.table(S3Tables.REPLICATIONS).forEach(this::schedule);
          return null;
        });
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
    note(edit, version, operation, configuration.role(), rules);
    return version.toBuilder().replicationStatus(ReplicationStatus.PENDING).build();
  }

  /** Adds a task, unless the version has one already, with which everything goes along. */
  private void note(
      BucketEdit edit,
      ObjectVersion version,
      ReplicatedChange operation,
      String role,
      List<ReplicationRule> rules) {
    Table<Long, ReplicationTask> tasks = edit.table(S3Tables.REPLICATIONS);
    if (tasks.get(version.sequence()) != null) {
      return;
    }
    ReplicationTask task =
        new ReplicationTask(
            version.key(),
            version.versionId(),
            operation.name(),
            RuleSelection.isReplica(version),
            timeline.nowMillis(),
            role,
            rules);
    tasks.put(version.sequence(), task);
    schedule(version.sequence(), task);
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
          note(edit, version, operation, configuration.role(), rules);
          if (operation == ReplicatedChange.OBJECT_PUT_ANNOTATION) {
            edit.mirror(
                version, change.annotation().withReplicationStatus(ReplicationStatus.PENDING));
          }
          return null;
        });
  }

  /** A version that is gone for good before its time is not replicated. */
  private void forgetIfGone(ObjectVersion version) {
    if (timed.contains(version.sequence())
        && bucket.versions().find(version.key(), version.versionId()) == null
        && timed.remove(version.sequence())) {
      timeline.cancel(new ReplicationTimer(this, version.sequence()));
      bucket.edit(
          ChangeOrigin.S3,
          edit -> {
            giveUp(edit, version);
            return null;
          });
    }
  }

  private void giveUp(BucketEdit edit, ObjectVersion version) {
    ReplicationTask task = edit.table(S3Tables.REPLICATIONS).remove(version.sequence());
    for (ReplicationRule rule : task.rules()) {
      report(edit, version, task, new Outcome(rule, SOURCE_GONE));
    }
  }

  @Override
  public void begun(UploadRecord upload) {}

  @Override
  public void configured() {}

  @Override
  public void close() {
    timed.forEach(sequence -> timeline.cancel(new ReplicationTimer(this, sequence)));
    timed.clear();
  }

  private void schedule(long sequence, ReplicationTask task) {
    timed.add(sequence);
    timeline.schedule(
        new ReplicationTimer(this, sequence),
        task.requestedMillis() + DELAY_MILLIS,
        () -> ring(sequence));
  }

  private void ring(long sequence) {
    if (!timed.remove(sequence)) {
      return;
    }
    try {
      Work work = bucket.edit(ChangeOrigin.S3, edit -> find(edit, sequence));
      if (work != null) {
        carryOut(work);
      }
    } catch (AwsError gone) {
      // The bucket has been deleted meanwhile, and with it everything that was to be done.
      close();
    }
  }

  /** What is to be done; null where the version is gone for good, which is not replicated. */
  private Work find(BucketEdit edit, long sequence) {
    ReplicationTask task = edit.table(S3Tables.REPLICATIONS).get(sequence);
    if (task == null) {
      return null;
    }
    ObjectVersion version = edit.find(task.key(), task.versionId());
    if (version == null || version.sequence() != sequence) {
      edit.table(S3Tables.REPLICATIONS).remove(sequence);
      return null;
    }
    return new Work(task, version, annotationsOf(version));
  }

  private List<ObjectAnnotation> annotationsOf(ObjectVersion version) {
    return List.copyOf(bucket.annotations().of(version).values());
  }

  /** No lock is held but the destination's, while that is written to. */
  private void carryOut(Work work) {
    List<Outcome> outcomes = new ArrayList<>();
    for (ReplicationRule rule : work.task().rules()) {
      String failure =
          delivery.deliver(bucket, work.version(), work.annotations(), work.task(), rule);
      outcomes.add(new Outcome(rule, failure));
    }
    bucket.edit(
        ChangeOrigin.S3,
        edit -> {
          end(edit, work, outcomes);
          return null;
        });
  }

  private void end(BucketEdit edit, Work work, List<Outcome> outcomes) {
    ObjectVersion done = work.version();
    ObjectVersion version = edit.find(done.key(), done.versionId());
    boolean there = version != null && version.sequence() == done.sequence();
    if (there
        && (ReplicatedChange.ofChange(done, version) != null
            || !annotationsOf(version).equals(work.annotations()))) {
      schedule(done.sequence(), work.task());
      return;
    }
    edit.table(S3Tables.REPLICATIONS).remove(done.sequence());
    if (!there) {
      return;
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
  }

  /** Each annotation has a status of its own; what had arrived before has. */
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
    ReplicationRule rule = outcome.rule();
    long nowMillis = timeline.nowMillis();
    boolean late =
        isTimeControlled(rule) && nowMillis - task.requestedMillis() > THRESHOLD.toMillis();
    int minutes = (int) THRESHOLD.toMinutes();
    if (late) {
      edit.report(
          version,
          ObjectEvent.REPLICATION_MISSED_THRESHOLD,
          reportOf(task, rule, null, minutes, null));
    }
    if (outcome.failureReason() != null) {
      if (isMeasured(rule)) {
        edit.report(
            version,
            ObjectEvent.REPLICATION_FAILED,
            reportOf(task, rule, outcome.failureReason(), null, null));
      }
    } else if (late) {
      edit.report(
          version,
          ObjectEvent.REPLICATION_AFTER_THRESHOLD,
          reportOf(task, rule, null, minutes, nowMillis));
    }
  }

  private static ReplicationReport reportOf(
      ReplicationTask task,
      ReplicationRule rule,
      String failure,
      Integer minutes,
      Long whenMillis) {
    return new ReplicationReport(
        rule.id(),
        rule.destination().bucket(),
        task.operation(),
        task.requestedMillis(),
        failure,
        minutes,
        whenMillis);
  }

  /** Only rules with metrics tell of failures. */
  private static boolean isMeasured(ReplicationRule rule) {
    return rule.destination().metrics() != null
        && MetricsStatus.ENABLED.equals(rule.destination().metrics().status());
  }

  private static boolean isTimeControlled(ReplicationRule rule) {
    return rule.destination().replicationTime() != null
        && ReplicationTimeStatus.ENABLED.equals(rule.destination().replicationTime().status());
  }
}
