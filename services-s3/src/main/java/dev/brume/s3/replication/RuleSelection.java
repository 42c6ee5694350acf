package dev.brume.s3.replication;

import dev.brume.s3.api.DeleteMarkerReplicationStatus;
import dev.brume.s3.api.Destination;
import dev.brume.s3.api.MetricsStatus;
import dev.brume.s3.api.ReplicaModificationsStatus;
import dev.brume.s3.api.ReplicationConfiguration;
import dev.brume.s3.api.ReplicationRule;
import dev.brume.s3.api.ReplicationRuleStatus;
import dev.brume.s3.api.ReplicationStatus;
import dev.brume.s3.api.ReplicationTimeStatus;
import dev.brume.s3.api.SourceSelectionCriteria;
import dev.brume.s3.api.SseKmsEncryptedObjectsStatus;
import dev.brume.s3.api.StorageClass;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.ReplicationTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Selects the rules that replicate an object: for each destination the one with the highest
 * priority.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html">What
 *     does Amazon S3 replicate?</a>
 */
final class RuleSelection {
  private RuleSelection() {}

  /** The rules for replicating a new version, per destination. */
  static List<ReplicationRule> ofNew(
      ReplicationConfiguration configuration, ObjectVersion version) {
    return foremost(configuration, version).values().stream()
        .filter(rule -> admits(rule, version))
        .toList();
  }

  /**
   * The rules for replicating a change of tags, access or lock, per destination. Changes are only
   * replicated for replicated versions, and for replicas only if configured. A rule that matched
   * the version before the change also matches the change; AWS does not document that for rules by
   * tags.
   */
  static List<ReplicationRule> ofChange(
      ReplicationConfiguration configuration, ObjectVersion former, ObjectVersion changed) {
    if (former.replicationStatus() == null || ReplicatedChange.ofChange(former, changed) == null) {
      return List.of();
    }
    boolean aclAlone =
        Objects.equals(former.tags(), changed.tags())
            && Objects.equals(former.lock(), changed.lock());
    return ofAddition(configuration, former).stream()
        .filter(rule -> !aclAlone || !overridesOwner(rule))
        .toList();
  }

  /** The rules for replicating additions to a version, or removals from it, per destination. */
  static List<ReplicationRule> ofAddition(
      ReplicationConfiguration configuration, ObjectVersion version) {
    if (version.replicationStatus() == null) {
      return List.of();
    }
    boolean replica = isReplica(version);
    return foremost(configuration, version).values().stream()
        .filter(rule -> admits(rule, version))
        .filter(rule -> !replica || sendsBack(rule))
        .toList();
  }

  static boolean isReplica(ObjectVersion version) {
    return ReplicationStatus.REPLICA.equals(version.replicationStatus());
  }

  /** Whether replicas belong to the owner of the destination. */
  static boolean overridesOwner(ReplicationRule rule) {
    return rule.destination().accessControlTranslation() != null;
  }

  /** The stored destination of a rule that has selected a version. */
  static ReplicationTarget target(ReplicationRule rule) {
    Destination destination = rule.destination();
    return new ReplicationTarget(
        rule.id(),
        destination.bucket(),
        destination.account(),
        overridesOwner(rule),
        destination.storageClass(),
        destination.encryptionConfiguration() == null
            ? null
            : destination.encryptionConfiguration().replicaKmsKeyID(),
        destination.metrics() != null
            && MetricsStatus.ENABLED.equals(destination.metrics().status()),
        destination.replicationTime() != null
            && ReplicationTimeStatus.ENABLED.equals(destination.replicationTime().status()));
  }

  private static Map<String, ReplicationRule> foremost(
      ReplicationConfiguration configuration, ObjectVersion version) {
    Map<String, ReplicationRule> foremost = new LinkedHashMap<>();
    for (ReplicationRule rule : configuration.rules()) {
      if (rule.status().equals(ReplicationRuleStatus.ENABLED)
          && ReplicationRuleScope.of(rule).covers(version)) {
        foremost.merge(rule.destination().bucket(), rule, RuleSelection::higher);
      }
    }
    return foremost;
  }

  /** Rules of the first version have no priorities: their prefixes do not overlap. */
  private static ReplicationRule higher(ReplicationRule one, ReplicationRule other) {
    return one.priority() == null || one.priority() > other.priority() ? one : other;
  }

  private static boolean admits(ReplicationRule rule, ObjectVersion version) {
    if (version.deleteMarker()) {
      return replicatesMarkers(rule);
    }
    boolean archived =
        StorageClass.GLACIER.equals(version.storageClass())
            || StorageClass.DEEP_ARCHIVE.equals(version.storageClass());
    boolean byKms = version.encryption() != null && version.encryption().kmsKeyId() != null;
    return !archived && (!byKms || selectsKms(rule));
  }

  /** The first version always does so. */
  private static boolean replicatesMarkers(ReplicationRule rule) {
    return rule.filter() == null
        || rule.deleteMarkerReplication() != null
            && DeleteMarkerReplicationStatus.ENABLED.equals(
                rule.deleteMarkerReplication().status());
  }

  /** Whether the rule also selects objects encrypted with KMS keys. */
  static boolean selectsKms(ReplicationRule rule) {
    SourceSelectionCriteria criteria = rule.sourceSelectionCriteria();
    return criteria != null
        && criteria.sseKmsEncryptedObjects() != null
        && SseKmsEncryptedObjectsStatus.ENABLED.equals(criteria.sseKmsEncryptedObjects().status());
  }

  private static boolean sendsBack(ReplicationRule rule) {
    SourceSelectionCriteria criteria = rule.sourceSelectionCriteria();
    return criteria != null
        && criteria.replicaModifications() != null
        && ReplicaModificationsStatus.ENABLED.equals(criteria.replicaModifications().status());
  }
}
