package dev.brume.s3.lifecycle;

import dev.brume.s3.api.LifecycleExpiration;
import dev.brume.s3.api.LifecycleRule;
import dev.brume.s3.api.NoncurrentVersionExpiration;
import dev.brume.s3.api.NoncurrentVersionTransition;
import dev.brume.s3.api.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Checks the values of a rule whose form is valid.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html">PutBucketLifecycleConfiguration</a>
 */
final class LifecycleRuleCheck {
  /** The limit of keys. */
  private static final int MAX_PREFIX_BYTES = 1024;

  private static final int MAX_TAG_KEY = 128;
  private static final int MAX_TAG_VALUE = 256;

  /** As in S3's error text. */
  private static final long MAX_SIZE = 1_099_511_627_776_000L;

  private static final int MAX_NEWER_VERSIONS = 100;

  private final LifecycleRule rule;
  private final LifecycleRuleScope scope;

  private LifecycleRuleCheck(LifecycleRule rule) {
    this.rule = rule;
    scope = LifecycleRuleScope.of(rule);
  }

  /**
   * Checks a rule.
   *
   * @throws dev.brume.core.error.AwsError InvalidArgument or InvalidRequest
   */
  static void check(LifecycleRule rule) {
    LifecycleRuleCheck check = new LifecycleRuleCheck(rule);
    check.checkScope();
    check.checkActions();
    check.checkExpiration();
    check.checkNoncurrent();
    check.checkAbort();
    TransitionCheck.check(rule);
  }

  private void checkScope() {
    if (scope.prefix() != null
        && scope.prefix().getBytes(StandardCharsets.UTF_8).length > MAX_PREFIX_BYTES) {
      throw LifecycleErrors.request("The maximum size of a prefix is " + MAX_PREFIX_BYTES + ".");
    }
    Set<String> keys = new HashSet<>();
    for (Tag tag : scope.tags()) {
      checkTag(tag);
      if (!keys.add(tag.key())) {
        throw LifecycleErrors.request("Duplicate Tag Keys are not allowed.");
      }
    }
    checkSize("ObjectSizeGreaterThan", scope.largerThan(), 0);
    checkSize("ObjectSizeLessThan", scope.smallerThan(), 1);
    if (scope.largerThan() != null
        && scope.smallerThan() != null
        && scope.largerThan() >= scope.smallerThan()) {
      throw LifecycleErrors.request(
          "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
    }
  }

  private static void checkTag(Tag tag) {
    if (tag.key().isEmpty() || tag.key().length() > MAX_TAG_KEY) {
      throw LifecycleErrors.request("A Tag's Key must be a length between 1 and 128.");
    }
    if (tag.value().length() > MAX_TAG_VALUE) {
      throw LifecycleErrors.request("A Tag's Value must be a length between 0 and 256.");
    }
  }

  private static void checkSize(String name, Long size, int least) {
    if (size != null && (size < least || size > MAX_SIZE)) {
      throw LifecycleErrors.request(
          "'" + name + "' should be between " + least + " and " + MAX_SIZE + ".");
    }
  }

  private void checkActions() {
    if (rule.expiration() == null
        && LifecycleRuleForm.listed(rule.transitions()).isEmpty()
        && rule.noncurrentVersionExpiration() == null
        && LifecycleRuleForm.listed(rule.noncurrentVersionTransitions()).isEmpty()
        && rule.abortIncompleteMultipartUpload() == null) {
      throw LifecycleErrors.request("At least one action needs to be specified in a rule");
    }
  }

  private void checkExpiration() {
    LifecycleExpiration expiration = rule.expiration();
    if (expiration == null) {
      return;
    }
    if (expiration.expiredObjectDeleteMarker() != null) {
      refuseTagsAndSizes("ExpiredObjectDeleteMarker");
    }
    if (expiration.days() != null && expiration.days() < 1) {
      throw LifecycleErrors.notPositive("Days", expiration.days(), "Expiration");
    }
    checkMidnight(expiration.date());
  }

  /** Checks a date, if there is one. */
  static void checkMidnight(Instant date) {
    if (date != null && !UtcMidnight.is(date)) {
      throw LifecycleErrors.argument("Date", date, "'Date' must be at midnight GMT");
    }
  }

  private void refuseTagsAndSizes(String action) {
    if (!scope.tags().isEmpty()) {
      throw LifecycleErrors.request(action + " cannot be specified with Tags.");
    }
    if (scope.namesSizes()) {
      throw LifecycleErrors.request(action + " cannot be specified with Object Size.");
    }
  }

  private void checkNoncurrent() {
    NoncurrentVersionExpiration expiration = rule.noncurrentVersionExpiration();
    if (expiration != null) {
      if (expiration.noncurrentDays() < 1) {
        throw LifecycleErrors.notPositive(
            "NoncurrentDays", expiration.noncurrentDays(), "NoncurrentVersionExpiration");
      }
      checkNewer(expiration.newerNoncurrentVersions(), "NoncurrentVersionExpiration");
    }
    for (NoncurrentVersionTransition transition :
        LifecycleRuleForm.listed(rule.noncurrentVersionTransitions())) {
      checkNewer(transition.newerNoncurrentVersions(), "NoncurrentVersionTransition");
    }
  }

  /** AWS documents the limit of 100, but not the error's text. */
  private void checkNewer(Integer newer, String action) {
    if (newer == null) {
      return;
    }
    if (rule.filter() == null) {
      throw LifecycleErrors.request(
          "NewerNoncurrentVersions element can only be used in Lifecycle V2.");
    }
    if (newer < 1) {
      throw LifecycleErrors.notPositive("NewerNoncurrentVersions", newer, action);
    }
    if (newer > MAX_NEWER_VERSIONS) {
      throw LifecycleErrors.argument(
          "NewerNoncurrentVersions",
          newer,
          "'NewerNoncurrentVersions' for "
              + action
              + " action must be less than or equal to "
              + MAX_NEWER_VERSIONS);
    }
  }

  private void checkAbort() {
    if (rule.abortIncompleteMultipartUpload() == null) {
      return;
    }
    refuseTagsAndSizes("AbortIncompleteMultipartUpload");
    int days = rule.abortIncompleteMultipartUpload().daysAfterInitiation();
    if (days < 1) {
      throw LifecycleErrors.notPositive(
          "DaysAfterInitiation", days, "AbortIncompleteMultipartUpload");
    }
  }
}
