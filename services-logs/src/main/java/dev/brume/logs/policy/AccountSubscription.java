package dev.brume.logs.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.scope.Arn;
import dev.brume.logs.LogsRefusals;
import dev.brume.logs.engine.AccountPolicyRecord;
import dev.brume.logs.engine.SubscriptionFilterRecord;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A subscription of all log groups of an account: a policy whose document has the members of a
 * subscription filter, and whose selection excludes groups by name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters-AccountLevel.html">
 *     Account-level subscription filters</a>
 */
public final class AccountSubscription {
  private static final Pattern SELECTION =
      Pattern.compile("\\s*LogGroupName\\s+NOT\\s+IN\\s+\\[(.*)]\\s*", Pattern.DOTALL);

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
  private static final Set<String> VENDORS = Set.of("lambda", "kinesis", "firehose", "logs");

  private AccountSubscription() {}

  /**
   * The filter in a document.
   *
   * @throws AwsError InvalidParameterException; AWS's words are not known
   */
  static SubscriptionFilterRecord filter(String name, String text, long nowMillis) {
    JsonNode document = JsonDocument.COMMON.object(text).orElse(null);
    if (document == null) {
      throw LogsRefusals.invalid("The policy document is not valid JSON.");
    }
    String destination = document.path("DestinationArn").asText();
    String service = Arn.parse(destination).map(Arn::service).orElse("");
    if (!VENDORS.contains(service)) {
      throw LogsRefusals.invalid("DestinationArn is required, and must be a valid ARN.");
    }
    String pattern = document.path("FilterPattern").asText();
    LogsRefusals.pattern(pattern);
    String distribution = document.path("Distribution").asText("ByLogStream");
    if (!distribution.equals("ByLogStream") && !distribution.equals("Random")) {
      throw LogsRefusals.invalid("Distribution must be Random or ByLogStream.");
    }
    JsonNode role = document.get("RoleArn");
    return new SubscriptionFilterRecord(
        name, pattern, destination, role == null ? null : role.asText(), distribution, nowMillis);
  }

  /**
   * The names of the groups that a selection excludes.
   *
   * @param selection null for all groups
   * @throws AwsError InvalidParameterException; AWS's words are not known
   */
  static List<String> excluded(String selection) {
    if (selection == null || selection.isBlank()) {
      return List.of();
    }
    Matcher form = SELECTION.matcher(selection);
    if (!form.matches()) {
      throw LogsRefusals.invalid(
          "The selection criteria must have the form LogGroupName NOT IN [].");
    }
    return QUOTED
        .matcher(form.group(1))
        .results()
        .map(name -> name.group(1) == null ? name.group(2) : name.group(1))
        .toList();
  }

  /** The filters of the account that apply to a group. */
  public static Stream<SubscriptionFilterRecord> of(
      List<AccountPolicyRecord> policies, String group) {
    return policies.stream()
        .filter(policy -> policy.type().equals(AccountPolicyRecord.SUBSCRIPTION))
        .filter(policy -> !excluded(policy.selection()).contains(group))
        .map(policy -> filter(policy.name(), policy.document(), policy.updatedMillis()));
  }
}
