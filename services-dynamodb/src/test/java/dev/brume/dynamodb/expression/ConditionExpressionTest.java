package dev.brume.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Condition and filter expressions: grammar, error texts, meaning.
 *
 * <p>Source of truth: Amazon DynamoDB Developer Guide, "Condition and filter expressions,
 * operators, and functions". The texts of errors are those that clients report of AWS:
 * workflow-core issue 1315, aws-cdk issue 7591, aiodynamo issue 2; and what dynalite's authors
 * observed.
 */
final class ConditionExpressionTest {
  private static final Map<String, AttributeValue> VALUES = new HashMap<>();

  static {
    VALUES.put(":s", AttributeValue.builder().s("text").build());
    VALUES.put(":te", AttributeValue.builder().s("te").build());
    VALUES.put(":n", number("5"));
    VALUES.put(":m", number("7"));
    VALUES.put(":l", AttributeValue.builder().l(List.of(number("5"))).build());
    VALUES.put(":t", AttributeValue.builder().bool(true).build());
    VALUES.put(":type", AttributeValue.builder().s("N").build());
    VALUES.put(":zero", number("0"));
  }

  private static final ItemValue ITEM =
      AttributeReader.item(
          Map.of(
              "s", AttributeValue.builder().s("text").build(),
              "n", number("5.0"),
              "blank", AttributeValue.builder().s("").build(),
              "arr", AttributeValue.builder().l(List.of(number("5"), number("6"))).build(),
              "letters", AttributeValue.builder().ss(List.of("text", "b")).build(),
              "deep",
                  AttributeValue.builder()
                      .m(Map.of("x", AttributeValue.builder().m(Map.of("y", number("5"))).build()))
                      .build()));

  private static AttributeValue number(String text) {
    return AttributeValue.builder().n(text).build();
  }

  private static BooleanExpression parsed(String text) {
    return RequestExpressions.of(Map.of("#n", "n", "#d", "deep"), VALUES)
        .condition("ConditionExpression", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s = :s",
        "n = :n",
        "#n = :n",
        "n <> :s",
        "gone <> :s",
        "n < :m",
        "n <= :n",
        ":m > n",
        "n BETWEEN :n AND :m",
        "n IN (:m, :n)",
        "attribute_exists(s)",
        "attribute_exists(blank)",
        "attribute_not_exists(gone)",
        "NOT attribute_exists(gone)",
        "attribute_type(n, :type)",
        "begins_with(s, :te)",
        "contains(s, :te)",
        "contains(letters, :s)",
        "contains(arr, :n)",
        "size(arr) < :n",
        "size(blank) = :zero",
        "#d.x.y = :n",
        "(deep).x.y = :n",
        "arr[0] = :n",
        "arr[1] > arr[0]",
        "(n = :n)",
        "((n) = (:n)) AND (s = :s)",
        "n = :m OR n = :n AND s = :s",
        "NOT n = :m AND NOT (s = :te)",
        "not n = :m and s between :s and :s",
      })
  void holds(String text) {
    assertThat(ConditionEvaluation.holds(parsed(text), ITEM)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s = :n",
        "gone = :s",
        "gone < :n",
        "s < :n",
        "n BETWEEN :m AND :m",
        "n IN (:m)",
        "attribute_exists(deep.z)",
        "begins_with(n, :te)",
        "contains(n, :n)",
        "contains(letters, :te)",
        "arr[2] = :n",
        "s.x = :n",
        "NOT (n = :n OR s = :te)",
      })
  void doesNotHold(String text) {
    assertThat(ConditionEvaluation.holds(parsed(text), ITEM)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a =|Syntax error; token: \"<EOF>\", near: \"=\"",
        "foo|Syntax error; token: \"<EOF>\", near: \"foo\"",
        "a = = :n|Syntax error; token: \"=\", near: \"= = :n\"",
        "a : n|Syntax error; token: \":\", near: \"a : n\"",
        "a = :n b|Syntax error; token: \"b\", near: \":n b\"",
        "__typename = :n|Syntax error; token: \"_\", near: \"__\"",
        "a[x] = :n|Syntax error; token: \"x\", near: \"[x]\"",
        "a IN ()|Syntax error; token: \")\", near: \"()\"",
        "size = :n|Attribute name is a reserved keyword; reserved keyword: size",
        "a.Name = :n|Attribute name is a reserved keyword; reserved keyword: Name",
        "foo(a)|Invalid function name; function: foo",
        "Size(a) = :n|Invalid function name; function: Size",
        "((a = :n))|The expression has redundant parentheses;",
        "a = ((:n))|The expression has redundant parentheses;",
        "size(a)|The function is not allowed to be used this way in an expression; function: size",
        "contains(a, :n) = :t|The function is not allowed to be used this way in an expression; function: contains",
        "#x = :n|An expression attribute name used in the document path is not defined; attribute name: #x",
        "a = :x|An expression attribute value used in expression is not defined; attribute value: :x",
        "attribute_exists(a, b)|Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2",
        "attribute_exists(:n)|Operator or function requires a document path; operator or function: attribute_exists",
        "begins_with(a, :n)|Incorrect operand type for operator or function; operator or function: begins_with, operand type: N",
        "attribute_type(a, :s)|Invalid attribute type name found; type: text, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
        "size(:n) = :n|Incorrect operand type for operator or function; operator or function: size, operand type: N",
        "a < :l|Incorrect operand type for operator or function; operator or function: <, operand type: L",
        "a = a|The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]",
        "a.b[0] = a.b[0]|The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a, b, [0]]",
        "a BETWEEN :m AND :n|The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:7}, upper bound operand: AttributeValue: {N:5}",
        "a BETWEEN :s AND :n|The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:text}, upper bound operand: AttributeValue: {N:5}",
        "a[99999999999] = :n|List index is not within the allowable range; index: [99999999999]",
      })
  void isRefused(String text, String message) {
    assertThatThrownBy(() -> parsed(text)).hasMessage("Invalid ConditionExpression: " + message);
  }

  @Test
  void hasToSaySomething() {
    assertThatThrownBy(() -> parsed(" "))
        .hasMessage("Invalid ConditionExpression: The expression can not be empty;");
  }

  /** Source of truth: Quotas in Amazon DynamoDB, "Expression parameters". */
  @Test
  void hasLimits() {
    String many = "a = :n" + " OR a = :n".repeat(150);
    assertThatThrownBy(() -> parsed(many))
        .hasMessage(
            "Invalid ConditionExpression: The expression contains too many operators; operator"
                + " count: 301");
    String big = "a = :n" + " ".repeat(4091);
    assertThatThrownBy(() -> parsed(big))
        .hasMessage(
            "Invalid ConditionExpression: Expression size has exceeded the maximum allowed size;"
                + " expression size: 4097");
    String candidates = "a IN (:n" + ", :n".repeat(100) + ")";
    assertThatThrownBy(() -> parsed(candidates))
        .hasMessage(
            "Invalid ConditionExpression: The IN operator is provided with too many operands;"
                + " number of operands: 101");
  }

  /** A stack that is deep, but no deeper than an expression can be long, is no bug. */
  @Test
  void bearsManyParentheses() {
    String deep = "(".repeat(2000) + "a = :n" + ")".repeat(2000);
    assertThatThrownBy(() -> parsed(deep)).hasMessageStartingWith("Invalid ConditionExpression: ");
  }

  @Test
  void wantsAllThatIsGivenUsed() {
    RequestExpressions expressions =
        RequestExpressions.of(Map.of("#a", "a", "#b", "b"), Map.of(":a", number("1")));
    expressions.condition("ConditionExpression", "#a = :a");
    assertThatThrownBy(expressions::checkAllUsed)
        .hasMessage("Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}");
  }
}
