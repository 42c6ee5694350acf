package dev.brume.s3.lifecycle;

import dev.brume.s3.api.AbortIncompleteMultipartUpload;
import dev.brume.s3.api.ExpirationStatus;
import dev.brume.s3.api.LifecycleExpiration;
import dev.brume.s3.api.LifecycleRule;
import dev.brume.s3.api.NoncurrentVersionExpiration;
import dev.brume.s3.api.NoncurrentVersionTransition;
import dev.brume.s3.api.ReplicationStatus;
import dev.brume.s3.api.StorageClass;
import dev.brume.s3.api.Tiering;
import dev.brume.s3.api.Transition;
import dev.brume.s3.api.TransitionDefaultMinimumObjectSize;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketRecord.Versioning;
import dev.brume.s3.engine.KeyVersions;
import dev.brume.s3.engine.ObjectLock;
import dev.brume.s3.engine.ObjectTiering;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.UploadRecord;
import java.time.Instant;
import java.util.List;

/**
 * Evaluates a bucket's enabled rules, and its Intelligent-Tiering, at a given time. If several
 * apply to a version, permanent deletion precedes transition, and transition precedes a delete
 * marker; of several transitions S3 chooses the cheapest.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">Lifecycle
 *     configuration elements</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-conflicts.html">How
 *     Amazon S3 handles conflicts in lifecycle configurations</a>
 */
final class Evaluation {
  private static final long SMALL_BYTES = 128 * 1024;
  private static final LifecycleSettings NO_RULES = new LifecycleSettings(List.of(), null);

  private final List<ScopedRule> rules;
  private final List<TieringScope> tierings;
  private final boolean smallStay;
  private final Versioning versioning;
  private final long nowMillis;

  /** An enabled rule with its filter. */
  private record ScopedRule(LifecycleRule rule, LifecycleRuleScope scope) {}

  private Evaluation(
      LifecycleSettings settings, List<TieringScope> tierings, Versioning versioning, long now) {
    rules =
        settings.rules().stream()
            .filter(rule -> rule.status().equals(ExpirationStatus.ENABLED))
            .map(rule -> new ScopedRule(rule, LifecycleRuleScope.of(rule)))
            .toList();
    smallStay =
        !TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS.equals(
            settings.minimumObjectSize());
    this.tierings = tierings;
    this.versioning = versioning;
    nowMillis = now;
  }

  /** The evaluation of a bucket's configuration; null if nothing is enabled. */
  static Evaluation of(Bucket bucket, long nowMillis) {
    LifecycleSettings settings = bucket.configuration(Configurations.LIFECYCLE);
    List<TieringScope> tierings = TieringScope.of(bucket);
    if (settings == null && tierings.isEmpty()) {
      return null;
    }
    return new Evaluation(
        settings == null ? NO_RULES : settings, tierings, bucket.versioning(), nowMillis);
  }

  /** Whether a bucket has any configuration that a sweep evaluates. */
  static boolean isNeeded(Bucket bucket) {
    return bucket.configuration(Configurations.LIFECYCLE) != null
        || !bucket.configurations(Configurations.INTELLIGENT_TIERING).isEmpty();
  }

  /** The number of rules to evaluate. */
  int ruleCount() {
    return rules.size() + tierings.size();
  }

  /** The action on the version at {@code index}; 0 is the current one. */
  LifecycleAction of(KeyVersions versions, int index) {
    ObjectVersion version = versions.at(index);
    if (awaitsReplication(version)) {
      return LifecycleAction.NONE;
    }
    Plan plan = new Plan(version);
    for (ScopedRule scoped : rules) {
      if (!scoped.scope().covers(version)) {
        continue;
      }
      if (index == 0) {
        current(plan, scoped, versions.count() == 1);
      } else {
        noncurrent(plan, scoped, versions.at(index - 1).createdMillis(), index - 1);
      }
    }
    if (StorageClass.INTELLIGENT_TIERING.equals(version.storageClass())) {
      tiering(plan);
    }
    return plan.fate();
  }

  /** When an upload is aborted; never without a rule. */
  long abortMillis(UploadRecord upload) {
    long earliest = LifecycleAction.NEVER;
    for (ScopedRule scoped : rules) {
      AbortIncompleteMultipartUpload abort = scoped.rule().abortIncompleteMultipartUpload();
      if (abort != null && scoped.scope().covers(upload.key())) {
        long due = UtcMidnight.after(upload.initiatedMillis(), abort.daysAfterInitiation());
        earliest = Math.min(earliest, due);
      }
    }
    return earliest;
  }

  /** S3 takes no action on objects whose replication is pending. */
  private static boolean awaitsReplication(ObjectVersion version) {
    String status = version.replicationStatus();
    return ReplicationStatus.PENDING.equals(status) || ReplicationStatus.FAILED.equals(status);
  }

  private void current(Plan plan, ScopedRule scoped, boolean alone) {
    LifecycleExpiration expiration = scoped.rule().expiration();
    if (plan.version.deleteMarker()) {
      if (expiration != null && alone) {
        plan.delete(
            Boolean.TRUE.equals(expiration.expiredObjectDeleteMarker())
                ? nowMillis
                : due(expiration, plan.version));
      }
      return;
    }
    if (expiration != null && versioning == Versioning.NEVER) {
      plan.delete(due(expiration, plan.version));
    } else if (expiration != null) {
      plan.mark(due(expiration, plan.version));
    }
    if (scoped.rule().transitions() != null) {
      for (Transition transition : scoped.rule().transitions()) {
        long due = due(transition.date(), transition.days(), plan.version.createdMillis());
        plan.move(due, transition.storageClass(), scoped.scope());
      }
    }
  }

  private static long due(LifecycleExpiration expiration, ObjectVersion version) {
    return due(expiration.date(), expiration.days(), version.createdMillis());
  }

  /** When an action by date or by days is due; never if it has neither. */
  static long due(Instant date, Integer days, long sinceMillis) {
    if (date != null) {
      return date.toEpochMilli();
    }
    return days == null ? LifecycleAction.NEVER : UtcMidnight.after(sinceMillis, days);
  }

  /**
   * @param newer the number of newer noncurrent versions
   */
  private void noncurrent(Plan plan, ScopedRule scoped, long sinceMillis, int newer) {
    NoncurrentVersionExpiration expiration = scoped.rule().noncurrentVersionExpiration();
    if (expiration != null && exceeds(newer, expiration.newerNoncurrentVersions())) {
      plan.delete(UtcMidnight.after(sinceMillis, expiration.noncurrentDays()));
    }
    if (scoped.rule().noncurrentVersionTransitions() == null || plan.version.deleteMarker()) {
      return;
    }
    for (NoncurrentVersionTransition move : scoped.rule().noncurrentVersionTransitions()) {
      if (exceeds(newer, move.newerNoncurrentVersions())) {
        long due = UtcMidnight.after(sinceMillis, move.noncurrentDays());
        plan.move(due, move.storageClass(), scoped.scope());
      }
    }
  }

  private void tiering(Plan plan) {
    ObjectTiering known = plan.version.tiering();
    long accessedMillis = known == null ? plan.version.createdMillis() : known.accessedMillis();
    for (TieringScope scoped : tierings) {
      if (plan.version.size() >= SMALL_BYTES && scoped.scope().covers(plan.version)) {
        for (Tiering tiering : scoped.tierings()) {
          plan.archive(UtcMidnight.after(accessedMillis, tiering.days()), tiering.accessTier());
        }
      }
    }
  }

  private static boolean exceeds(int newer, Integer kept) {
    return kept == null || newer >= kept;
  }

  /** Collects the rules' actions on a version. */
  private final class Plan {
    private final ObjectVersion version;
    private long deletionMillis = LifecycleAction.NEVER;
    private long markingMillis = LifecycleAction.NEVER;
    private long laterMoveMillis = LifecycleAction.NEVER;
    private TransitionClass move;
    private String archive;

    Plan(ObjectVersion version) {
      this.version = version;
    }

    void delete(long dueMillis) {
      deletionMillis = Math.min(deletionMillis, Math.max(dueMillis, unlockedMillis()));
    }

    /** Rules do not delete a locked version. */
    private long unlockedMillis() {
      ObjectLock lock = version.lock();
      if (lock == null) {
        return Long.MIN_VALUE;
      }
      if (Boolean.TRUE.equals(lock.legalHold())) {
        return LifecycleAction.NEVER;
      }
      boolean retained =
          lock.retainUntil() != null && lock.retainUntil().toEpochMilli() > nowMillis;
      return retained ? UtcMidnight.after(lock.retainUntil().toEpochMilli() - 1) : Long.MIN_VALUE;
    }

    void mark(long dueMillis) {
      markingMillis = Math.min(markingMillis, dueMillis);
    }

    void move(long dueMillis, String storageClass, LifecycleRuleScope scope) {
      TransitionClass target = TransitionClass.named(storageClass);
      if (!target.takesFrom(version) || isTooSmall(target, scope)) {
        return;
      }
      if (dueMillis > nowMillis) {
        laterMoveMillis = Math.min(laterMoveMillis, dueMillis);
      } else if (move == null || target.preference > move.preference) {
        move = target;
      }
    }

    /** A rule with sizes uses these; other rules leave small objects in their class. */
    private boolean isTooSmall(TransitionClass target, LifecycleRuleScope scope) {
      return version.size() < SMALL_BYTES
          && !scope.namesSizes()
          && (smallStay || !target.takesSmall());
    }

    void archive(long dueMillis, String tier) {
      String present = version.tiering() == null ? null : version.tiering().archiveTier();
      if (!TieringScope.isDeeper(tier, present)) {
        return;
      }
      if (dueMillis > nowMillis) {
        laterMoveMillis = Math.min(laterMoveMillis, dueMillis);
      } else if (TieringScope.isDeeper(tier, archive)) {
        archive = tier;
      }
    }

    LifecycleAction fate() {
      if (deletionMillis <= nowMillis) {
        return new LifecycleAction(LifecycleAction.Action.DELETE, null, LifecycleAction.NEVER);
      }
      if (move != null) {
        return new LifecycleAction(
            LifecycleAction.Action.TRANSITION, move.name(), LifecycleAction.NEVER);
      }
      if (markingMillis <= nowMillis) {
        return new LifecycleAction(LifecycleAction.Action.MARK, null, LifecycleAction.NEVER);
      }
      if (archive != null) {
        return new LifecycleAction(LifecycleAction.Action.ARCHIVE, archive, LifecycleAction.NEVER);
      }
      long nextMillis = Math.min(deletionMillis, Math.min(laterMoveMillis, markingMillis));
      return new LifecycleAction(LifecycleAction.Action.NONE, null, nextMillis);
    }
  }
}
