package dev.brume.s3.lifecycle;

import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.LifecycleRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Checks lifecycle configurations. AWS does not document which of several errors S3 reports; here
 * the form of all rules is checked first, then their ids, then each rule by itself, then conflicts
 * between rules.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html">PutBucketLifecycleConfiguration</a>
 */
final class LifecycleConfigurationCheck {
  /** "An Amazon S3 Lifecycle configuration can have up to 1,000 rules. This is not adjustable." */
  private static final int MAX_RULES = 1000;

  private static final int MAX_ID = 255;

  private LifecycleConfigurationCheck() {}

  /**
   * Checks rules.
   *
   * @throws dev.brume.core.error.AwsError MalformedXML, InvalidArgument or InvalidRequest
   */
  static void check(List<LifecycleRule> rules) {
    if (rules.isEmpty()) {
      throw S3Refusals.malformedXml();
    }
    if (rules.size() > MAX_RULES) {
      throw LifecycleErrors.request(
          "The number of lifecycle rules must not exceed the allowed limit of "
              + MAX_RULES
              + " rules.");
    }
    rules.forEach(LifecycleRuleForm::check);
    checkIds(rules);
    checkVersion(rules);
    rules.forEach(LifecycleRuleCheck::check);
    if (isFirstVersion(rules)) {
      checkOverlaps(rules);
    }
  }

  private static void checkIds(List<LifecycleRule> rules) {
    Set<String> ids = new HashSet<>();
    for (LifecycleRule rule : rules) {
      String id = rule.id();
      if (id == null || id.isEmpty()) {
        continue;
      }
      if (id.length() > MAX_ID) {
        throw LifecycleErrors.argument(
            "ID", id, "ID length should not exceed allowed limit of " + MAX_ID);
      }
      if (!ids.add(id)) {
        throw LifecycleErrors.argument(
            "ID", id, "Rule ID must be unique. Found same ID for more than one rule");
      }
    }
  }

  /**
   * In the first version of the configuration rules only had a prefix, which is still permitted.
   */
  private static boolean isFirstVersion(List<LifecycleRule> rules) {
    return rules.getFirst().filter() == null;
  }

  private static void checkVersion(List<LifecycleRule> rules) {
    boolean first = isFirstVersion(rules);
    for (LifecycleRule rule : rules) {
      if (first && rule.filter() != null) {
        throw LifecycleErrors.request("Filter element can only be used in Lifecycle V2.");
      }
      if (!first && rule.filter() == null) {
        throw LifecycleErrors.request(
            "Base level prefix cannot be used in Lifecycle V2, prefixes are only supported in the"
                + " Filter.");
      }
    }
  }

  private static void checkOverlaps(List<LifecycleRule> rules) {
    Set<String> prefixes = new HashSet<>();
    for (LifecycleRule rule : rules) {
      if (!prefixes.add(rule.prefix())) {
        throw LifecycleErrors.request("Found two rules with same prefix '" + rule.prefix() + "'");
      }
    }
    checkOverlaps(rules, "Expiration", rule -> rule.expiration() != null);
    checkOverlaps(
        rules, "Transition", rule -> !LifecycleRuleForm.listed(rule.transitions()).isEmpty());
    checkOverlaps(
        rules, "NoncurrentVersionExpiration", rule -> rule.noncurrentVersionExpiration() != null);
    checkOverlaps(
        rules,
        "NoncurrentVersionTransition",
        rule -> !LifecycleRuleForm.listed(rule.noncurrentVersionTransitions()).isEmpty());
    checkOverlaps(
        rules,
        "AbortIncompleteMultipartUpload",
        rule -> rule.abortIncompleteMultipartUpload() != null);
  }

  private static void checkOverlaps(
      List<LifecycleRule> rules, String action, Predicate<LifecycleRule> acts) {
    List<String> prefixes = new ArrayList<>();
    rules.stream().filter(acts).map(LifecycleRule::prefix).sorted().forEach(prefixes::add);
    for (int i = 1; i < prefixes.size(); i++) {
      if (prefixes.get(i).startsWith(prefixes.get(i - 1))) {
        throw LifecycleErrors.request(
            "Found overlapping prefixes '%s' and '%s' for same action type '%s'"
                .formatted(prefixes.get(i - 1), prefixes.get(i), action));
      }
    }
  }
}
