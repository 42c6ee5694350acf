package dev.brume.sns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.policy.PermissionStatements;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyCache;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.policy.PolicyRules.Presence;
import dev.brume.core.policy.PolicyVocabulary;
import dev.brume.sns.engine.Topic;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A topic's access policy, which every topic has. AddPermission and RemovePermission add and remove
 * statements.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html">Example
 *     cases for Amazon SNS access control</a>
 */
final class TopicPolicy {
  static final String POLICY = "Policy";
  private static final String SID = "Sid";
  private static final String STATEMENT = "Statement";
  private static final String PREFIX = "SNS:";

  /** "30,720 bytes" a policy. */
  private static final int MAX_BYTES = 30_720;

  /** The actions that a topic's policy may name. */
  static final List<String> ACTIONS =
      List.of(
          "GetTopicAttributes",
          "SetTopicAttributes",
          "AddPermission",
          "RemovePermission",
          "DeleteTopic",
          "Subscribe",
          "ListSubscriptionsByTopic",
          "Publish");

  private static final Set<String> KNOWN =
      Stream.concat(ACTIONS.stream(), Stream.of("Receive", "*"))
          .map(action -> (PREFIX + action).toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private static final PolicyRules RULES =
      PolicyRules.ofResource(MAX_BYTES)
          .withVocabulary(
              new PolicyVocabulary() {
                @Override
                public boolean isAction(String action) {
                  String name = action.toLowerCase(Locale.ROOT);
                  return name.equals("*") || name.contains("*") || KNOWN.contains(name);
                }
              });

  private static final PolicyCache POLICIES =
      new PolicyCache(
          PolicyRules.ofResource(Integer.MAX_VALUE)
              .withResources(Presence.OPTIONAL)
              .orWithoutStatements());

  private final PermissionStatements statements;

  private TopicPolicy(ObjectNode policy) {
    statements = new PermissionStatements(policy);
  }

  /** The text of a topic's default policy. */
  static String defaultText(String topicArn, String account) {
    ObjectNode policy = JsonDocument.newObject();
    policy.put("Version", "2008-10-17");
    policy.put("Id", "__default_policy_ID");
    ObjectNode statement = policy.putArray(STATEMENT).addObject();
    statement.put(SID, "__default_statement_ID");
    statement.put("Effect", "Allow");
    statement.putObject("Principal").put("AWS", "*");
    ArrayNode actions = statement.putArray("Action");
    ACTIONS.forEach(action -> actions.add(PREFIX + action));
    statement.put("Resource", topicArn);
    statement.putObject("Condition").putObject("StringEquals").put("AWS:SourceOwner", account);
    return JsonDocument.text(policy);
  }

  /** The text of a topic's policy. */
  static String textOf(Topic topic) {
    String set = topic.settings().attributes().get(POLICY);
    return set == null ? defaultText(topic.arn(), topic.account()) : set;
  }

  /** A topic's parsed policy. */
  static Policy policyOf(Topic topic) {
    Policy policy = POLICIES.of(textOf(topic));
    return policy == null ? null : policy.named("policy of " + topic.arn());
  }

  /** A topic's policy for modification. */
  static TopicPolicy of(String text) {
    return new TopicPolicy(JsonDocument.COMMON.object(text).orElseGet(JsonDocument::newObject));
  }

  /**
   * Returns {@code text} if it is a valid policy of a topic.
   *
   * @throws AwsError InvalidParameter
   */
  static String checked(String text) {
    try {
      Policy.parse(text, RULES);
      return text;
    } catch (PolicyFault fault) {
      throw switch (fault.kind()) {
        case INVALID_ACTION -> outOfScope();
        default -> SnsFaults.invalid("Policy Error: null");
      };
    }
  }

  /**
   * Requires that the users and roles that a topic's policy names are there.
   *
   * @param text one that was checked, or null
   * @throws AwsError InvalidParameter
   */
  static void requirePrincipals(RequestContext context, String text) {
    Policy policy = text == null ? null : POLICIES.of(text);
    if (policy != null && context.access().unknownPrincipal(policy) != null) {
      throw SnsFaults.invalid("Policy Error: PrincipalNotFound");
    }
  }

  private static AwsError outOfScope() {
    return SnsFaults.invalid("Policy statement action out of service scope!");
  }

  /**
   * Allows actions for accounts.
   *
   * @throws AwsError InvalidParameter
   */
  void allow(String label, List<String> principals, List<String> actions, String topicArn) {
    if (statements.has(label)) {
      throw SnsFaults.invalid("Statement already exists");
    }
    if (!ACTIONS.containsAll(actions)) {
      throw outOfScope();
    }
    statements.allow(label, principals, actions.stream().map(PREFIX::concat).toList(), topicArn);
  }

  /**
   * Removes a statement.
   *
   * @throws AwsError InvalidParameter if there is none with that label
   */
  void remove(String label) {
    if (!statements.remove(label)) {
      throw SnsFaults.invalid("Label");
    }
  }

  String text() {
    return JsonDocument.text(statements.policy());
  }
}
