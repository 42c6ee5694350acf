package dev.brume.s3.replication;

import dev.brume.core.scope.Arn;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.ReplicationConfiguration;
import dev.brume.s3.api.ReplicationRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks replication configurations, apart from the buckets they name. AWS documents the rules, but
 * only some error texts, and not the order of checks: here the form of all rules is checked first,
 * then their ids, then each rule, then conflicts between rules.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html">Replication
 *     configuration file elements</a>
 */
final class ReplicationConfigurationCheck {
  /** "A replication configuration can include up to 1,000 rules." */
  private static final int MAX_RULES = 1000;

  private static final int MAX_ID = 255;
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  private ReplicationConfigurationCheck() {}

  private static boolean isRole(String text) {
    return Arn.parse(text)
        .filter(arn -> arn.is("iam", "role") && arn.resource().startsWith("role/"))
        .filter(arn -> arn.region().isEmpty() && !arn.resourceId().isEmpty())
        .filter(arn -> ACCOUNT.matcher(arn.account()).matches())
        .isPresent();
  }

  /**
   * Checks a configuration.
   *
   * @throws dev.brume.core.error.AwsError MalformedXML, InvalidArgument or InvalidRequest
   */
  static void check(ReplicationConfiguration configuration) {
    List<ReplicationRule> rules = configuration.rules();
    if (rules.isEmpty()) {
      throw S3Refusals.malformedXml();
    }
    rules.forEach(ReplicationRuleCheck::checkForm);
    if (!isRole(configuration.role())) {
      throw ReplicationErrors.argument(
          "Role", configuration.role(), "Invalid Role specified in replication configuration");
    }
    if (rules.size() > MAX_RULES) {
      throw ReplicationErrors.request(
          "Number of defined replication rules cannot exceed " + MAX_RULES);
    }
    checkIds(rules);
    boolean first = isFirstVersion(rules.getFirst());
    for (ReplicationRule rule : rules) {
      if (first != isFirstVersion(rule)) {
        throw first ? ReplicationErrors.unusable("Filter") : ReplicationErrors.needed("Filter");
      }
    }
    rules.forEach(ReplicationRuleCheck::check);
    if (first) {
      checkFirstVersion(rules);
    } else {
      checkPriorities(rules);
    }
  }

  /**
   * In the first version of the configuration rules only had a prefix, which is still permitted.
   */
  static boolean isFirstVersion(ReplicationRule rule) {
    return rule.filter() == null;
  }

  private static void checkIds(List<ReplicationRule> rules) {
    Set<String> ids = new HashSet<>();
    for (ReplicationRule rule : rules) {
      String id = rule.id();
      if (id == null || id.isEmpty()) {
        continue;
      }
      if (id.length() > MAX_ID) {
        throw ReplicationErrors.argument("ID", id, "Rule Id cannot be greater than " + MAX_ID);
      }
      if (!ids.add(id)) {
        throw ReplicationErrors.argument(
            "ID", id, "Rule Id must be unique. Found same Id for more than one rule");
      }
    }
  }

  private static void checkPriorities(List<ReplicationRule> rules) {
    Set<Integer> priorities = new HashSet<>();
    for (ReplicationRule rule : rules) {
      if (!priorities.add(rule.priority())) {
        throw ReplicationErrors.request(
            "Priority must be unique. Found same Priority for more than one rule");
      }
    }
  }

  /** Such rules can neither have several destinations nor priorities. */
  private static void checkFirstVersion(List<ReplicationRule> rules) {
    long destinations = rules.stream().map(rule -> rule.destination().bucket()).distinct().count();
    if (destinations > 1) {
      throw ReplicationErrors.request("Number of distinct destination bucket ARNs cannot exceed 1");
    }
    List<String> prefixes = rules.stream().map(ReplicationRule::prefix).sorted().toList();
    for (int i = 1; i < prefixes.size(); i++) {
      if (prefixes.get(i).startsWith(prefixes.get(i - 1))) {
        throw ReplicationErrors.request(
            "Found overlapping prefixes '%s' and '%s'"
                .formatted(prefixes.get(i - 1), prefixes.get(i)));
      }
    }
  }
}
