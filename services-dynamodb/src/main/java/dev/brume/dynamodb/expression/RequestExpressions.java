package dev.brume.dynamodb.expression;

import dev.brume.core.error.AwsError;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemSize;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Nesting;
import dev.brume.dynamodb.item.Validation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The expressions of one request, with its ExpressionAttributeNames and ExpressionAttributeValues.
 * Call the methods in AWS's order, then {@link #checkAllUsed()}.
 */
public final class RequestExpressions {
  private static final Pattern PLACEHOLDER = Pattern.compile("[#:][0-9a-zA-Z_]+");

  /**
   * "The maximum length of any single expression attribute name or expression attribute value, such
   * as #name or :val, is 255 bytes."
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters">Limits
   *     of expression parameters</a>
   */
  private static final int MAX_PLACEHOLDER_BYTES = 255;

  /** "The maximum length of all substitution variables in an expression is 2 MB." */
  private static final long MAX_VARIABLES_BYTES = 2L * 1024 * 1024;

  private final Bindings bindings;

  private RequestExpressions(Map<String, String> names, Map<String, ItemValue> values) {
    bindings = new Bindings(names, values);
  }

  /**
   * Checks the names and values.
   *
   * @param names by placeholder; may be null
   * @param values by placeholder; may be null
   * @throws AwsError ValidationException for an invalid placeholder or value
   */
  public static RequestExpressions of(
      Map<String, String> names, Map<String, AttributeValue> values) {
    if (names != null) {
      checkKeys("ExpressionAttributeNames", names.keySet(), '#');
    }
    if (values == null) {
      return new RequestExpressions(names == null ? Map.of() : names, Map.of());
    }
    checkKeys("ExpressionAttributeValues", values.keySet(), ':');
    Map<String, ItemValue> read = LinkedHashMap.newLinkedHashMap(values.size());
    values.forEach((key, value) -> read.put(key, value(key, value)));
    checkBytes(names, read);
    return new RequestExpressions(names == null ? Map.of() : names, read);
  }

  private static void checkBytes(Map<String, String> names, Map<String, ItemValue> values) {
    long bytes = 0;
    for (Map.Entry<String, ItemValue> each : values.entrySet()) {
      bytes += each.getKey().length() + ItemSize.ofValue(each.getValue());
    }
    if (names != null) {
      for (Map.Entry<String, String> each : names.entrySet()) {
        bytes += each.getKey().length() + each.getValue().length();
      }
    }
    if (bytes > MAX_VARIABLES_BYTES) { // AWS's words are not known.
      throw Validation.error(
          "The size of all expression attribute names and values has exceeded the maximum allowed"
              + " size");
    }
  }

  private static void checkKeys(String parameter, Set<String> keys, char first) {
    if (keys.isEmpty()) {
      throw Validation.error(parameter + " must not be empty");
    }
    for (String key : keys) {
      if (key.isEmpty() || key.charAt(0) != first || !PLACEHOLDER.matcher(key).matches()) {
        throw Validation.error(
            parameter + " contains invalid key: Syntax error; key: \"" + key + "\"");
      }
      if (key.length() > MAX_PLACEHOLDER_BYTES) { // AWS's words are not known.
        throw Validation.error(
            parameter
                + " contains invalid key: Placeholder size has exceeded the maximum allowed size;"
                + " placeholder size: "
                + key.length());
      }
    }
  }

  private static ItemValue value(String key, AttributeValue value) {
    try {
      return AttributeReader.value(value);
    } catch (AwsError e) {
      if (e.getMessage().equals(Nesting.TOO_DEEP)) {
        throw e;
      }
      throw Validation.error(
          "ExpressionAttributeValues contains invalid value: "
              + e.getMessage()
              + " for key "
              + key);
    }
  }

  /**
   * A condition; null for null.
   *
   * @param parameter the request's parameter, such as {@code FilterExpression}
   */
  public BooleanExpression condition(String parameter, String text) {
    return text == null
        ? null
        : worded(
            parameter,
            () -> new ConditionBinder(bindings).bound(ParsedExpressions.CONDITIONS.of(text)));
  }

  /** An update; null for null. */
  public UpdatePlan update(String text) {
    return text == null
        ? null
        : worded(
            "UpdateExpression",
            () -> new UpdateBinder(bindings).bound(ParsedExpressions.UPDATES.of(text)));
  }

  /** A projection; null for null. */
  public Projection projection(String text) {
    return text == null
        ? null
        : worded(
            "ProjectionExpression",
            () -> {
              List<Path> paths =
                  ParsedExpressions.PROJECTIONS.of(text).stream()
                      .map(path -> path.bound(bindings))
                      .toList();
              PathOverlap.check(paths);
              return Projection.of(paths);
            });
  }

  private static <T> T worded(String parameter, Supplier<T> parse) {
    try {
      return parse.get();
    } catch (ExpressionFault fault) {
      throw Validation.error("Invalid " + parameter + ": " + fault.getMessage());
    }
  }

  /** Refuses names and values that no expression uses. */
  public void checkAllUsed() {
    checkUsed("ExpressionAttributeNames", bindings.unusedNames());
    checkUsed("ExpressionAttributeValues", bindings.unusedValues());
  }

  private static void checkUsed(String parameter, Set<String> unused) {
    if (!unused.isEmpty()) {
      throw Validation.error(
          "Value provided in "
              + parameter
              + " unused in expressions: keys: {"
              + String.join(", ", unused)
              + "}");
    }
  }
}
