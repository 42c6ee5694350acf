package dev.brume.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The grammar of expressions, by chance: what is written means what it says, and of anything else
 * no more than a fault comes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html#Expressions.OperatorsAndFunctions.Precedence">Precedence
 *     in conditions</a>: comparisons, IN, BETWEEN, functions, parentheses, NOT, AND, OR
 */
final class ExpressionGrammarTest {
  private static final List<String> TOKENS =
      List.of(
          "a",
          "b",
          "#n",
          ":v",
          ":w",
          "size",
          "contains",
          "begins_with",
          "attribute_exists",
          "attribute_type",
          "if_not_exists",
          "list_append",
          "(",
          ")",
          "[",
          "]",
          ".",
          ",",
          "=",
          "<>",
          "<",
          "<=",
          ">",
          ">=",
          "+",
          "-",
          "AND",
          "or",
          "Not",
          "BETWEEN",
          "in",
          "SET",
          "remove",
          "ADD",
          "delete",
          "0",
          "1",
          "99999999999",
          "order",
          "\u00e9",
          "\"",
          "'",
          "\\",
          "#",
          ":",
          "_",
          "a_b",
          "1a",
          " ");

  // ------------------------------------------------------------------------ any tokens at all

  @Property(tries = 4000)
  void anythingElseIsAFault(@ForAll Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(14); i >= 0; i--) {
      text.append(TOKENS.get(random.nextInt(TOKENS.size())));
      text.append(random.nextInt(4) == 0 ? "" : " ");
    }
    List<Function<String, ?>> parsers =
        List.of(ConditionParser::parse, UpdateParser::parse, ProjectionParser::parse);
    for (Function<String, ?> parser : parsers) {
      try {
        assertThat(parser.apply(text.toString())).isNotNull();
      } catch (ExpressionFault fault) {
        assertThat(fault.getMessage()).isNotBlank();
      }
    }
  }

  // ------------------------------------------------------------------------- what it means

  /** How tightly a part of a condition holds together. */
  private enum Level {
    OR,
    AND,
    NOT,
    SINGLE
  }

  /**
   * A condition and what it means.
   *
   * @param holds of the numbers that the item has by their names
   */
  private record Meaning(String text, Level level, Predicate<Map<String, Integer>> holds) {
    /** In parentheses, where it would fall apart without, or where {@code wanted}. */
    String within(Level outer, boolean wanted) {
      boolean needed = level.ordinal() < outer.ordinal();
      return needed || wanted && level != Level.SINGLE ? "(" + text + ")" : text;
    }
  }

  private static final List<String> NAMES = List.of("a", "b", "c");

  private final Map<String, AttributeValue> values = new LinkedHashMap<>();

  private String value(int number) {
    String name = ":v" + values.size();
    values.put(name, AttributeValue.builder().n(Integer.toString(number)).build());
    return name;
  }

  private static String word(Random random, String word) {
    return random.nextBoolean() ? word : word.toLowerCase(java.util.Locale.ROOT);
  }

  private Meaning single(Random random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    int number = random.nextInt(4);
    return switch (random.nextInt(9)) {
      case 0 ->
          new Meaning(
              name + " = " + value(number),
              Level.SINGLE,
              item -> item.containsKey(name) && item.get(name) == number);
      case 1 ->
          new Meaning(
              name + "<>" + value(number),
              Level.SINGLE,
              item -> !item.containsKey(name) || item.get(name) != number);
      case 2 ->
          new Meaning(
              name + " < " + value(number),
              Level.SINGLE,
              item -> item.containsKey(name) && item.get(name) < number);
      case 3 ->
          new Meaning(
              value(number) + " <= " + name,
              Level.SINGLE,
              item -> item.containsKey(name) && number <= item.get(name));
      case 4 ->
          new Meaning(
              name + " >= " + value(number),
              Level.SINGLE,
              item -> item.containsKey(name) && item.get(name) >= number);
      case 5 -> {
        String low = value(number);
        String high = value(number + 1);
        yield new Meaning(
            name
                + " "
                + word(random, "BETWEEN")
                + " "
                + low
                + " "
                + word(random, "AND")
                + " "
                + high,
            Level.SINGLE,
            item ->
                item.containsKey(name) && item.get(name) >= number && item.get(name) <= number + 1);
      }
      case 6 -> {
        String first = value(number);
        String second = value(number + 2);
        yield new Meaning(
            name + " " + word(random, "IN") + "(" + first + "," + second + ")",
            Level.SINGLE,
            item ->
                item.containsKey(name)
                    && (item.get(name) == number || item.get(name) == number + 2));
      }
      case 7 ->
          new Meaning(
              "attribute_exists(" + name + ")", Level.SINGLE, item -> item.containsKey(name));
      default ->
          new Meaning(
              "attribute_not_exists ( " + name + " )",
              Level.SINGLE,
              item -> !item.containsKey(name));
    };
  }

  private Meaning condition(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return single(random);
    }
    Meaning left = condition(random, depth - 1);
    boolean more = random.nextInt(3) == 0;
    if (random.nextInt(4) == 0) {
      return new Meaning(
          word(random, "NOT") + " " + left.within(Level.NOT, more),
          Level.NOT,
          item -> !left.holds().test(item));
    }
    Meaning right = condition(random, depth - 1);
    boolean and = random.nextBoolean();
    Level level = and ? Level.AND : Level.OR;
    String text =
        left.within(level, more)
            + " "
            + word(random, and ? "AND" : "OR")
            + " "
            + right.within(level, more);
    return new Meaning(
        text,
        level,
        item ->
            and
                ? left.holds().test(item) && right.holds().test(item)
                : left.holds().test(item) || right.holds().test(item));
  }

  @Property(tries = 1500)
  void conditionsMeanWhatTheySay(@ForAll Random random) {
    values.clear();
    Meaning meaning = condition(random, 4);
    RequestExpressions expressions =
        RequestExpressions.of(null, values.isEmpty() ? null : new HashMap<>(values));
    BooleanExpression parsed = expressions.condition("ConditionExpression", meaning.text());
    expressions.checkAllUsed();
    for (int i = 0; i < 10; i++) {
      Map<String, Integer> numbers = new HashMap<>();
      Map<String, AttributeValue> attributes = new HashMap<>();
      for (String name : NAMES) {
        if (random.nextInt(4) > 0) {
          int number = random.nextInt(6);
          numbers.put(name, number);
          attributes.put(name, AttributeValue.builder().n(Integer.toString(number)).build());
        }
      }
      ItemValue item = AttributeReader.item(attributes);
      assertThat(ConditionEvaluation.holds(parsed, item))
          .as("%s of %s", meaning.text(), numbers)
          .isEqualTo(meaning.holds().test(numbers));
    }
  }
}
