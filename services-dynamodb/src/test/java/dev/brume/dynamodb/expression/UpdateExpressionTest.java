package dev.brume.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Update expressions: grammar, error texts, meaning.
 *
 * <p>Source of truth: Amazon DynamoDB Developer Guide, "Update expressions". The texts of errors
 * are those that clients report of AWS (aws-cdk issue 7591, aiodynamo issue 2, dynoxide issue 12)
 * and what dynalite's authors observed.
 */
final class UpdateExpressionTest {
  private static final Map<String, AttributeValue> VALUES = new HashMap<>();

  static {
    VALUES.put(":s", AttributeValue.builder().s("text").build());
    VALUES.put(":n", number(5));
    VALUES.put(":l", list(8, 9));
    VALUES.put(":set", AttributeValue.builder().ss(List.of("a", "b")).build());
  }

  private static AttributeValue number(long value) {
    return AttributeValue.builder().n(Long.toString(value)).build();
  }

  private static AttributeValue list(long... values) {
    return AttributeValue.builder()
        .l(Arrays.stream(values).mapToObj(UpdateExpressionTest::number).toList())
        .build();
  }

  private static UpdatePlan parsed(String text) {
    return RequestExpressions.of(Map.of("#n", "n"), VALUES).update(text);
  }

  private static ItemValue item() {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    item.put("n", number(2));
    item.put("l", list(1, 2, 3));
    item.put("m", AttributeValue.builder().m(Map.of("x", number(1))).build());
    item.put("letters", AttributeValue.builder().ss(List.of("b", "c")).build());
    return AttributeReader.item(item);
  }

  private static String after(String text, String path) {
    ItemValue value = parsed(text).appliedTo(item());
    for (String step : path.split("\\.")) {
      value =
          Character.isDigit(step.charAt(0)) ? value.at(Integer.parseInt(step)) : value.get(step);
      if (value == null) {
        return "none";
      }
    }
    return value.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SET a = :n|a|{N:5}",
        "set a = n|a|{N:2}",
        "SET n = n + :n|n|{N:7}",
        "SET n = :n - #n|n|{N:3}",
        "SET n = (n + :n)|n|{N:7}",
        "SET n = if_not_exists(n, :n)|n|{N:2}",
        "SET a = if_not_exists(a, :n)|a|{N:5}",
        "SET a = if_not_exists(a, n) + :n|a|{N:7}",
        "SET l = list_append(l, :l)|l|{L:[{N:1}, {N:2}, {N:3}, {N:8}, {N:9}]}",
        "SET l[1] = :n|l|{L:[{N:1}, {N:5}, {N:3}]}",
        "SET l[9] = :n, l[7] = :s|l|{L:[{N:1}, {N:2}, {N:3}, {S:text}, {N:5}]}",
        "REMOVE l[0], l[1]|l|{L:[{N:3}]}",
        "REMOVE l[7], gone|l|{L:[{N:1}, {N:2}, {N:3}]}",
        "SET m.y = :n|m.y|{N:5}",
        "SET m.y = m.x|m.y|{N:1}",
        "SET n = l[2], l[2] = n|l|{L:[{N:1}, {N:2}, {N:2}]}",
        "REMOVE m.x|m|{M:{}}",
        "ADD n :n|n|{N:7}",
        "ADD a :n|a|{N:5}",
        "ADD letters :set|letters|{SS:[{S:b}, {S:c}, {S:a}]}",
        "DELETE letters :set|letters|{SS:[{S:c}]}",
        "ADD m.x :n|m.x|{N:6}",
        "SET a = :n REMOVE n|n|none",
        "REMOVE n SET a = n|a|{N:2}",
      })
  void applies(String text, String path, String expected) {
    assertThat(after(text, path)).isEqualTo(expected);
  }

  @Test
  void leavesNoEmptySet() {
    ItemValue once = parsed("DELETE another :set").appliedTo(item());
    assertThat(once).isEqualTo(item());
    ItemValue item =
        AttributeReader.item(Map.of("letters", AttributeValue.builder().ss(List.of("a")).build()));
    assertThat(parsed("DELETE letters :set").appliedTo(item)).isEqualTo(ItemValue.emptyMap());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "INVALID SYNTAX HERE|Syntax error; token: \"INVALID\", near: \"INVALID SYNTAX\"",
        "ADD hits : incr|Syntax error; token: \":\", near: \"hits : incr\"",
        "SET foo = VALUE 1|Syntax error; token: \"1\", near: \"VALUE 1\"",
        "SET a = :n, |Syntax error; token: \"<EOF>\", near: \",\"",
        "SET a = :n + :n + :n|Syntax error; token: \"+\", near: \":n + :n\"",
        "SET status = :n|Attribute name is a reserved keyword; reserved keyword: status",
        "SET a = foo(:n)|Invalid function name; function: foo",
        "SET a = :n SET b = :n|The \"SET\" section can only be used once in an update expression;",
        "SET #x = :x|An expression attribute name used in the document path is not defined; attribute name: #x",
        "SET a = :x|An expression attribute value used in expression is not defined; attribute value: :x",
        "SET a = :n, a.b = :n|Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]",
        "SET a.b = :n, a[0] = :n|Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]",
        "ADD a :s|Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND",
        "DELETE a :n|Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND",
        "SET a = :s + :n|Incorrect operand type for operator or function; operator or function: +, operand type: S",
        "SET a = list_append(l, :n)|Incorrect operand type for operator or function; operator or function: list_append, operand type: N",
        "SET a = list_append(l)|Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1",
        "SET a = if_not_exists(:n, :n)|Operator or function requires a document path; operator or function: if_not_exists",
      })
  void isRefused(String text, String message) {
    assertThatThrownBy(() -> parsed(text)).hasMessage("Invalid UpdateExpression: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SET a = gone|The provided expression refers to an attribute that does not exist in the item",
        "SET a = l + :n|An operand in the update expression has an incorrect data type",
        "SET a = list_append(n, :l)|An operand in the update expression has an incorrect data type",
        "ADD l :n|An operand in the update expression has an incorrect data type",
        "DELETE n :set|An operand in the update expression has an incorrect data type",
        "SET x.y = :n|The document path provided in the update expression is invalid for update",
        "SET n.y = :n|The document path provided in the update expression is invalid for update",
        "SET m[0] = :n|The document path provided in the update expression is invalid for update",
        "REMOVE x.y|The document path provided in the update expression is invalid for update",
      })
  void doesNotSuitTheItem(String text, String message) {
    assertThatThrownBy(() -> parsed(text).appliedTo(item())).hasMessage(message);
  }

  private static UpdatePlan many(int count, String action) {
    return parsed(
        IntStream.range(0, count)
            .mapToObj(number -> "a" + number + action)
            .collect(Collectors.joining(",", "SET ", "")));
  }

  /**
   * "The maximum number of operators or functions in an UpdateExpression is 300. For example, the
   * UpdateExpression SET a = :val1 + :val2 + :val3 contains two operators": an assignment is none.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters">Limits
   *     of expression parameters</a>
   */
  @Test
  void hasLimits() {
    assertThat(many(400, "=:n").appliedTo(item()).get("a399")).isNotNull();
    assertThat(many(300, "=n+:n").appliedTo(item()).get("a299")).isNotNull();
    assertThatThrownBy(() -> many(301, "=n+:n"))
        .hasMessage(
            "Invalid UpdateExpression: The expression contains too many operators; operator count:"
                + " 301");
  }
}
