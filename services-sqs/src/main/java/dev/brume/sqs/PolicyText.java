package dev.brume.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.message.MessageText;
import dev.brume.core.policy.PermissionStatements;
import dev.brume.sqs.api.SqsErrors;
import java.util.List;
import java.util.Set;

/**
 * A queue's access policy as JSON text. AddPermission and RemovePermission add and remove single
 * statements.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-customer-managed-policy-examples.html">Custom
 *     policies</a>
 */
final class PolicyText {
  private static final String STATEMENT = "Statement";
  private static final Set<String> EFFECTS = Set.of("Allow", "Deny");

  /**
   * The quotas of a policy.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html">Amazon
   *     SQS policy quotas</a>
   */
  private static final int MAX_BYTES = 8_192;

  private static final int MAX_STATEMENTS = 20;
  private static final int MAX_ACTIONS = 7;

  private final PermissionStatements statements;

  private PolicyText(ObjectNode policy) {
    statements = new PermissionStatements(policy);
  }

  /**
   * Returns {@code text} if it is a policy within the quotas.
   *
   * @throws AwsError InvalidAttributeValue or OverLimit
   */
  static String checked(String text) {
    ObjectNode json = JsonDocument.COMMON.object(text).orElse(null);
    JsonNode statement = json == null ? null : json.get(STATEMENT);
    if (statement == null || !statement.isContainerNode()) {
      throw invalid();
    }
    PolicyText policy = new PolicyText(json);
    policy.statements.all().forEach(PolicyText::checkStatement);
    policy.checkQuotas(text);
    return text;
  }

  /**
   * Requires that the users and roles that a policy names are there.
   *
   * @param text may be none, or null
   * @throws AwsError InvalidAttributeValue
   */
  static void requirePrincipals(RequestContext context, String text) {
    ObjectNode json = text == null ? null : JsonDocument.COMMON.object(text).orElse(null);
    if (json == null) {
      return;
    }
    for (JsonNode statement : new PolicyText(json).statements.all()) {
      for (String element : List.of("Principal", "NotPrincipal")) {
        JsonNode named = statement.path(element).path("AWS");
        for (JsonNode each : named.isArray() ? named : JsonDocument.newArray().add(named)) {
          if (!context.access().isPrincipal(each.asText())) {
            throw invalid();
          }
        }
      }
    }
  }

  /** Refuses what IAM's policy grammar does not call a statement of a resource's policy. */
  private static void checkStatement(JsonNode statement) {
    boolean complete =
        EFFECTS.contains(statement.path("Effect").asText())
            && (statement.has("Principal") || statement.has("NotPrincipal"))
            && (statement.has("Action") || statement.has("NotAction"));
    if (!complete) {
      throw invalid();
    }
  }

  private static AwsError invalid() {
    return SqsErrors.invalidAttributeValue("Invalid value for the parameter Policy.");
  }

  private void checkQuotas(String text) {
    if (MessageText.sizeBytes(text) > MAX_BYTES) {
      throw SqsErrors.overLimit("Submitted policy is over max allowed size.");
    }
    if (statements.all().size() > MAX_STATEMENTS) {
      throw SqsErrors.overLimit(
          statements.all().size()
              + " statements were found in the submitted policy, max allowed is "
              + MAX_STATEMENTS);
    }
    for (JsonNode statement : statements.all()) {
      int actions = statement.path("Action").size();
      if (actions > MAX_ACTIONS) {
        throw SqsErrors.overLimit(
            actions
                + " actions were found in a statement from the submitted policy, max allowed is "
                + MAX_ACTIONS);
      }
    }
  }

  /** The parsed policy; for null, an empty policy of the queue. */
  static PolicyText of(String text, String queueArn) {
    if (text != null) {
      return new PolicyText(JsonDocument.COMMON.object(text).orElse(null));
    }
    ObjectNode policy = JsonDocument.newObject();
    policy.put("Version", "2008-10-17");
    policy.put("Id", queueArn + "/SQSDefaultPolicy");
    return new PolicyText(policy);
  }

  boolean hasStatement(String label) {
    return statements.has(label);
  }

  /**
   * Allows {@code actions} for {@code principals}.
   *
   * @throws AwsError OverLimit if the policy becomes too long
   */
  void allow(String label, List<String> principals, List<String> actions, String queueArn) {
    statements.allow(label, principals, actions, queueArn);
    checkQuotas(statements.policy().toString());
  }

  void remove(String label) {
    statements.remove(label);
  }

  /** The policy as text; null if no statement is left. */
  String text() {
    return statements.all().isEmpty() ? null : statements.policy().toString();
  }
}
