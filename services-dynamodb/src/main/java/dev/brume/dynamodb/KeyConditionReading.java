package dev.brume.dynamodb;

import dev.brume.dynamodb.api.Condition;
import dev.brume.dynamodb.engine.ItemRange;
import dev.brume.dynamodb.engine.KeyDefinition;
import dev.brume.dynamodb.engine.KeyPart;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.Operand;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The key conditions of a query, from a KeyConditionExpression or from KeyConditions: a comparison
 * per key attribute.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html">Key
 *     condition expressions for the Query operation</a>
 */
final class KeyConditionReading {
  /** Partition and sort keys of a global secondary index have up to four attributes each. */
  private static final int MAX_CONDITIONS = 8;

  private static final Map<String, String> COMPARISONS =
      Map.of("=", "EQ", "<", "LT", "<=", "LE", ">", "GT", ">=", "GE");

  private static final Map<String, String> TURNED =
      Map.of("=", "EQ", "<", "GT", "<=", "GE", ">", "LT", ">=", "LE");

  private static final String INVALID = "Invalid condition in KeyConditionExpression: ";

  private final Map<String, Comparison> comparisons = new LinkedHashMap<>();

  /** The comparison of an attribute, with its operands. */
  private record Comparison(String operator, List<ItemValue> values) {}

  private KeyConditionReading() {}

  /** From KeyConditions. */
  static KeyConditionReading of(Map<String, Condition> conditions) {
    KeyConditionReading reading = new KeyConditionReading();
    conditions.forEach(
        (name, condition) ->
            reading.comparisons.put(
                name,
                new Comparison(
                    condition.comparisonOperator(),
                    LegacyConditions.values(
                        condition.comparisonOperator(), condition.attributeValueList()))));
    reading.checkCount();
    return reading;
  }

  /** From a KeyConditionExpression. */
  static KeyConditionReading of(BooleanExpression expression) {
    KeyConditionReading reading = new KeyConditionReading();
    reading.add(expression);
    reading.checkCount();
    return reading;
  }

  /** The required value of the attribute {@code name}; null if there is no equality condition. */
  ItemValue equalTo(String name) {
    Comparison comparison = comparisons.get(name);
    return comparison != null && comparison.operator().equals("EQ")
        ? comparison.values().getFirst()
        : null;
  }

  private void checkCount() {
    if (comparisons.isEmpty() || comparisons.size() > MAX_CONDITIONS) {
      throw Validation.error("Conditions can be of length 1 or 2 only");
    }
  }

  private void add(BooleanExpression expression) {
    switch (expression) {
      case BooleanExpression.And and -> {
        add(and.left());
        add(and.right());
      }
      case BooleanExpression.Or or -> throw invalidOperator("OR");
      case BooleanExpression.Not not -> throw invalidOperator("NOT");
      case BooleanExpression.In in -> throw invalidOperator("IN");
      case BooleanExpression.Comparison comparison -> addComparison(comparison);
      case BooleanExpression.Between between -> {
        checkFirst("BETWEEN", between.value());
        put(
            single(List.of(between.value(), between.low(), between.high())),
            "BETWEEN",
            List.of(literal(between.low()), literal(between.high())));
      }
      case BooleanExpression.Test test -> addTest(test.call());
    }
  }

  private static RuntimeException invalidOperator(String operator) {
    return Validation.error("Invalid operator used in KeyConditionExpression: " + operator);
  }

  private void addTest(Operand.Call call) {
    if (!call.name().equals("begins_with")) {
      throw invalidOperator(call.name());
    }
    checkFirst("begins_with", call.arguments().getFirst());
    put(single(call.arguments()), "BEGINS_WITH", List.of(literal(call.arguments().getLast())));
  }

  private static void checkFirst(String operator, Operand first) {
    checkNotCall(first);
    if (!(first instanceof Path)) {
      throw Validation.error(
          INVALID + operator + " operator must have the key attribute as its first operand");
    }
  }

  private void addComparison(BooleanExpression.Comparison comparison) {
    if (comparison.operator().equals("<>")) {
      throw invalidOperator("<>");
    }
    Path path = single(List.of(comparison.left(), comparison.right()));
    boolean turned = comparison.right() instanceof Path;
    Operand other = turned ? comparison.left() : comparison.right();
    put(path, (turned ? TURNED : COMPARISONS).get(comparison.operator()), List.of(literal(other)));
  }

  /** The only path in {@code operands}. */
  private static Path single(List<Operand> operands) {
    Path found = null;
    for (Operand operand : operands) {
      checkNotCall(operand);
      if (operand instanceof Path path) {
        if (found != null) {
          throw Validation.error(INVALID + "Multiple attribute names used in one condition");
        }
        if (path.isNested()) {
          throw Validation.error(
              "KeyConditionExpressions cannot have conditions on nested attributes");
        }
        found = path;
      }
    }
    if (found == null) {
      throw Validation.error(INVALID + "No key attribute specified");
    }
    return found;
  }

  private static void checkNotCall(Operand operand) {
    if (operand instanceof Operand.Call) {
      throw Validation.error("KeyConditionExpressions cannot contain nested operations");
    }
  }

  private static ItemValue literal(Operand operand) {
    return ((Operand.Literal) operand).value();
  }

  private void put(Path path, String operator, List<ItemValue> values) {
    if (comparisons.put(path.root(), new Comparison(operator, values)) != null) {
      throw Validation.error("KeyConditionExpressions must only contain one condition per key");
    }
  }

  // ------------------------------------------------------------------------ against a key

  /**
   * The range of a table or index with that key that the conditions select.
   *
   * @throws dev.brume.core.error.AwsError ValidationException if they do not match the key
   */
  ItemRange range(KeyDefinition key) {
    if (key.sort().isEmpty() && comparisons.size() > key.partition().size()) {
      throw Validation.error("Query key condition not supported");
    }
    List<ItemValue> partition = new ArrayList<>();
    for (KeyPart part : key.partition()) {
      partition.add(partitionValue(part));
    }
    int left = comparisons.size() - partition.size();
    List<ItemValue> sort = new ArrayList<>();
    for (int i = 0; i < left; i++) {
      if (i == key.sort().size()) {
        throw Validation.error("Conditions can be of length 1 or 2 only");
      }
      KeyPart part = key.sort().get(i);
      Comparison comparison = comparison(part);
      if (i == left - 1) {
        return ItemRange.of(
            partition,
            sort,
            ItemRange.Comparison.valueOf(comparison.operator()),
            comparison.values());
      }
      if (!comparison.operator().equals("EQ")) {
        throw Validation.error("Query key condition not supported");
      }
      sort.add(comparison.values().getFirst());
    }
    return ItemRange.of(partition, sort);
  }

  private ItemValue partitionValue(KeyPart part) {
    Comparison comparison = comparison(part);
    if (!comparison.operator().equals("EQ")) {
      throw Validation.error("Query key condition not supported");
    }
    return comparison.values().getFirst();
  }

  private Comparison comparison(KeyPart part) {
    Comparison comparison = comparisons.get(part.name());
    if (comparison == null) {
      throw Validation.error("Query condition missed key schema element: " + part.name());
    }
    switch (comparison.operator()) {
      case "NULL", "NOT_NULL", "NE", "CONTAINS", "NOT_CONTAINS", "IN" ->
          throw Validation.error("Attempted conditional constraint is not an indexable operation");
      default -> {
        // a comparison that an index supports
      }
    }
    for (ItemValue value : comparison.values()) {
      checkValue(part, value);
    }
    return comparison;
  }

  private static void checkValue(KeyPart part, ItemValue value) {
    if (value.type() != part.type()) {
      throw Validation.parameter("Condition parameter type does not match schema type");
    }
    if (value.contentLength() == 0) {
      throw Validation.error(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty "
              + (value.type() == AttributeType.B ? "binary" : "string")
              + " value. Key: "
              + part.name());
    }
  }
}
