package dev.brume.lambda.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.LambdaFaults;
import java.util.regex.Pattern;

/**
 * Writes the statements of resource-based policies in Lambda's format.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">
 *     Working with resource-based IAM policies in Lambda</a>
 */
final class StatementWriter {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern SERVICE =
      Pattern.compile("[a-z0-9.-]+\\.(amazonaws\\.com(\\.cn)?|amazon\\.com|alexa\\.com)");
  private static final Pattern IDENTITY = Pattern.compile("arn:aws[a-z-]*:(iam|sts)::\\d{12}:.+");

  private final ObjectNode statement = JsonDocument.newObject();
  private final ObjectNode equal = JsonDocument.newObject();
  private final ObjectNode like = JsonDocument.newObject();
  private final ObjectNode truths = JsonDocument.newObject();

  StatementWriter(String sid) {
    statement.put("Sid", sid);
    statement.put("Effect", "Allow");
  }

  /** Sets the principal. */
  StatementWriter principal(String partition, String principal) {
    if (principal.equals("*")) {
      statement.put("Principal", "*");
    } else if (ACCOUNT.matcher(principal).matches()) {
      statement.putObject("Principal").put("AWS", Arn.ofAccount(partition, principal).toString());
    } else if (IDENTITY.matcher(principal).matches()) {
      statement.putObject("Principal").put("AWS", principal);
    } else if (SERVICE.matcher(principal).matches()) {
      statement.putObject("Principal").put("Service", principal);
    } else {
      throw LambdaFaults.invalid(
          "The provided principal was invalid. Please check the principal and try again.");
    }
    return this;
  }

  /** Sets the allowed action and the resource. */
  StatementWriter allow(String action, String resource) {
    statement.put("Action", action);
    statement.put("Resource", resource);
    return this;
  }

  /** Adds a condition, unless the value is null. */
  StatementWriter equal(String key, String value) {
    if (value != null) {
      equal.put(key, value);
    }
    return this;
  }

  /** Adds a condition on an ARN, unless it is null. */
  StatementWriter like(String key, String arn) {
    if (arn != null) {
      like.put(key, arn);
    }
    return this;
  }

  /** Adds a boolean condition, unless it is null. */
  StatementWriter truth(String key, Boolean value) {
    if (value != null) {
      truths.put(key, value.toString());
    }
    return this;
  }

  /** The statement in JSON. */
  String text() {
    ObjectNode condition = JsonDocument.newObject();
    addTo(condition, "StringEquals", equal);
    addTo(condition, "ArnLike", like);
    addTo(condition, "Bool", truths);
    if (!condition.isEmpty()) {
      statement.set("Condition", condition);
    }
    return JsonDocument.text(statement);
  }

  private static void addTo(ObjectNode condition, String operator, ObjectNode keys) {
    if (!keys.isEmpty()) {
      condition.set(operator, keys);
    }
  }
}
