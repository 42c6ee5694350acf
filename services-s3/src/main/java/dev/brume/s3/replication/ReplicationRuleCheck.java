package dev.brume.s3.replication;

import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DeleteMarkerReplicationStatus;
import dev.brume.s3.api.Destination;
import dev.brume.s3.api.Metrics;
import dev.brume.s3.api.MetricsStatus;
import dev.brume.s3.api.ReplicationRule;
import dev.brume.s3.api.ReplicationRuleAndOperator;
import dev.brume.s3.api.ReplicationRuleFilter;
import dev.brume.s3.api.ReplicationTime;
import dev.brume.s3.api.ReplicationTimeStatus;
import dev.brume.s3.api.ReplicationTimeValue;
import dev.brume.s3.api.SourceSelectionCriteria;
import dev.brume.s3.api.Tag;
import dev.brume.s3.object.StorageClasses;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks a replication rule.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRule.html">ReplicationRule</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Destination.html">Destination</a>
 */
final class ReplicationRuleCheck {
  /** The limit of keys. */
  private static final int MAX_PREFIX_BYTES = 1024;

  private static final int MAX_TAG_KEY = 128;
  private static final int MAX_TAG_VALUE = 256;

  /** "Valid value: 15", for all minutes. */
  private static final int MINUTES = 15;

  private final ReplicationRule rule;

  private ReplicationRuleCheck(ReplicationRule rule) {
    this.rule = rule;
  }

  /**
   * Checks the presence of a rule's elements. Replication of existing objects is in the model, but
   * "no longer supported".
   *
   * @throws dev.brume.core.error.AwsError MalformedXML
   */
  static void checkForm(ReplicationRule rule) {
    boolean one = rule.filter() == null != (rule.prefix() == null);
    boolean marked =
        rule.deleteMarkerReplication() == null || rule.deleteMarkerReplication().status() != null;
    if (!one
        || !marked
        || rule.existingObjectReplication() != null
        || rule.filter() != null && !isOne(rule.filter())) {
      throw S3Refusals.malformedXml();
    }
  }

  /** A filter has one predicate, a conjunction, or none. */
  private static boolean isOne(ReplicationRuleFilter filter) {
    ReplicationRuleAndOperator and = filter.and();
    if (and != null) {
      int predicates =
          (and.tags() == null ? 0 : and.tags().size()) + (and.prefix() == null ? 0 : 1);
      return filter.prefix() == null && filter.tag() == null && predicates > 1;
    }
    return filter.prefix() == null || filter.tag() == null;
  }

  /**
   * Checks the values of a rule with a valid form.
   *
   * @throws dev.brume.core.error.AwsError InvalidArgument, InvalidRequest or InvalidStorageClass
   */
  static void check(ReplicationRule rule) {
    ReplicationRuleCheck check = new ReplicationRuleCheck(rule);
    check.checkScope();
    check.checkVersion();
    check.checkEncryption();
    check.checkOwner();
    check.checkTimes();
    StorageClasses.read(rule.destination().storageClass());
  }

  private void checkScope() {
    ReplicationRuleScope scope = ReplicationRuleScope.of(rule);
    if (scope.prefix().getBytes(StandardCharsets.UTF_8).length > MAX_PREFIX_BYTES) {
      throw ReplicationErrors.argument(
          "Prefix",
          scope.prefix(),
          "Rule prefix cannot be longer than maximum allowed key length of " + MAX_PREFIX_BYTES);
    }
    Set<String> keys = new HashSet<>();
    for (Tag tag : scope.tags()) {
      if (tag.key().isEmpty() || tag.key().length() > MAX_TAG_KEY) {
        throw ReplicationErrors.request("A Tag's Key must be a length between 1 and 128.");
      }
      if (tag.value().length() > MAX_TAG_VALUE) {
        throw ReplicationErrors.request("A Tag's Value must be a length between 0 and 256.");
      }
      if (!keys.add(tag.key())) {
        throw ReplicationErrors.request("Duplicate Tag Keys are not allowed.");
      }
    }
  }

  private void checkVersion() {
    if (ReplicationConfigurationCheck.isFirstVersion(rule)) {
      refuseInFirstVersion("Priority", rule.priority());
      refuseInFirstVersion("DeleteMarkerReplication", rule.deleteMarkerReplication());
      SourceSelectionCriteria criteria = rule.sourceSelectionCriteria();
      refuseInFirstVersion(
          "ReplicaModifications", criteria == null ? null : criteria.replicaModifications());
      refuseInFirstVersion("ReplicationTime", rule.destination().replicationTime());
      return;
    }
    if (rule.priority() == null) {
      throw ReplicationErrors.needed("Priority");
    }
    if (rule.priority() < 0) {
      throw ReplicationErrors.argument(
          "Priority", rule.priority(), "Priority must be a non-negative integer");
    }
    if (rule.deleteMarkerReplication() == null) {
      throw ReplicationErrors.needed("DeleteMarkerReplication");
    }
    boolean marks =
        DeleteMarkerReplicationStatus.ENABLED.equals(rule.deleteMarkerReplication().status());
    if (marks && !ReplicationRuleScope.of(rule).tags().isEmpty()) {
      throw ReplicationErrors.request(
          "Delete marker replication is not supported if any Tag filter is specified. Please refer"
              + " to S3 Developer Guide for more information.");
    }
  }

  private static void refuseInFirstVersion(String element, Object value) {
    if (value != null) {
      throw ReplicationErrors.unusable(element);
    }
  }

  private void checkEncryption() {
    SourceSelectionCriteria criteria = rule.sourceSelectionCriteria();
    if (criteria != null
        && criteria.sseKmsEncryptedObjects() == null
        && criteria.replicaModifications() == null) {
      throw ReplicationErrors.request("SourceSelectionCriteria cannot be empty.");
    }
    boolean selects = criteria != null && criteria.sseKmsEncryptedObjects() != null;
    Destination destination = rule.destination();
    if (destination.encryptionConfiguration() != null && !selects) {
      throw ReplicationErrors.request(
          "SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.");
    }
    String key =
        destination.encryptionConfiguration() == null
            ? null
            : destination.encryptionConfiguration().replicaKmsKeyID();
    if (RuleSelection.selectsKms(rule) && (key == null || key.isEmpty())) {
      throw ReplicationErrors.request(
          "ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.");
    }
  }

  private void checkOwner() {
    Destination destination = rule.destination();
    if (destination.account() == null) {
      if (destination.accessControlTranslation() != null) {
        throw ReplicationErrors.request(
            "Account must be specified if Owner in AccessControlTranslation has a value.");
      }
    } else if (!destination.account().matches("[0-9]{12}")) {
      throw ReplicationErrors.argument(
          "Account", destination.account(), "Account must be a valid AWS account ID.");
    }
  }

  /** Time control requires metrics; metrics alone have no threshold. */
  private void checkTimes() {
    ReplicationTime time = rule.destination().replicationTime();
    Metrics metrics = rule.destination().metrics();
    boolean controlled = time != null && ReplicationTimeStatus.ENABLED.equals(time.status());
    boolean measured = metrics != null && MetricsStatus.ENABLED.equals(metrics.status());
    if (controlled && !measured) {
      throw ReplicationErrors.request("Metrics must be enabled if ReplicationTime is enabled.");
    }
    if (!controlled && metrics != null && metrics.eventThreshold() != null) {
      throw ReplicationErrors.argument(
          "EventThreshold",
          null,
          "Metrics cannot contain an event threshold when ReplicationTime is not specified or"
              + " Disabled");
    }
    if (controlled && metrics.eventThreshold() == null) {
      throw ReplicationErrors.request(
          "Metrics must contain an event threshold when ReplicationTime is enabled.");
    }
    Stream.of(time == null ? null : time.time(), metrics == null ? null : metrics.eventThreshold())
        .forEach(ReplicationRuleCheck::checkMinutes);
  }

  private static void checkMinutes(ReplicationTimeValue value) {
    if (value != null && (value.minutes() == null || value.minutes() != MINUTES)) {
      throw ReplicationErrors.argument(
          "Minutes", value.minutes(), "Minutes must be " + MINUTES + ".");
    }
  }
}
