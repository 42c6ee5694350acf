package dev.brume.dynamodb;

import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The permitted combinations of parameters: expressions exclude legacy parameters, and their names
 * and values require expressions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html">Legacy
 *     DynamoDB conditional parameters</a>
 */
final class ParameterRules {
  private final List<String> legacy = new ArrayList<>();
  private final List<String> expressions = new ArrayList<>();

  /** The operation's expressions that may use values. */
  private final List<String> withValues = new ArrayList<>();

  private boolean anyWithValues;

  /** Adds a legacy parameter. */
  ParameterRules legacy(String name, Object value) {
    if (value != null) {
      legacy.add(name);
    }
    return this;
  }

  /** Adds an expression that may use values. */
  ParameterRules expression(String name, String value) {
    withValues.add(name);
    anyWithValues |= value != null;
    return projection(name, value);
  }

  /** Adds an expression that only uses names. */
  ParameterRules projection(String name, String value) {
    if (value != null) {
      expressions.add(name);
    }
    return this;
  }

  /**
   * Checks the combination.
   *
   * @throws dev.brume.core.error.AwsError ValidationException
   */
  void check(Map<String, String> names, Map<String, ?> values) {
    if (!expressions.isEmpty() && !legacy.isEmpty()) {
      throw Validation.error(
          "Can not use both expression and non-expression parameters in the same request:"
              + " Non-expression parameters: {"
              + String.join(", ", legacy)
              + "} Expression parameters: {"
              + String.join(", ", expressions)
              + "}");
    }
    if (names != null && expressions.isEmpty()) {
      throw Validation.error(
          "ExpressionAttributeNames can only be specified when using expressions");
    }
    if (values != null && !anyWithValues) {
      throw Validation.error(
          "ExpressionAttributeValues can only be specified when using expressions: "
              + String.join(" and ", withValues)
              + (withValues.size() > 1 ? " are" : " is")
              + " null");
    }
  }
}
