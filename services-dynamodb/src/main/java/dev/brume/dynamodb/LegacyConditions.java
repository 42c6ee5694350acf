package dev.brume.dynamodb;

import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.api.Condition;
import dev.brume.dynamodb.api.ExpectedAttributeValue;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.Operand;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The conditions of Expected, QueryFilter, ScanFilter and KeyConditions, converted to the trees of
 * expressions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html">Legacy
 *     DynamoDB conditional parameters</a>
 */
final class LegacyConditions {
  private static final Set<AttributeType> SCALARS =
      EnumSet.of(AttributeType.S, AttributeType.N, AttributeType.B);

  private static final Set<AttributeType> PREFIXES = EnumSet.of(AttributeType.S, AttributeType.B);

  private LegacyConditions() {}

  /** A comparison's checked values. */
  static List<ItemValue> values(String operator, List<AttributeValue> given) {
    List<ItemValue> values = new ArrayList<>();
    if (given != null) {
      given.forEach(value -> values.add(AttributeReader.value(value)));
    }
    checkCount(operator, values.size());
    checkTypes(operator, values);
    return values;
  }

  private static void checkCount(String operator, int count) {
    boolean right =
        switch (operator) {
          case "NULL", "NOT_NULL" -> count == 0;
          case "IN" -> count > 0;
          case "BETWEEN" -> count == 2;
          default -> count == 1;
        };
    if (!right) {
      throw Validation.parameter(
          "Invalid number of argument(s) for the " + operator + " ComparisonOperator");
    }
  }

  private static void checkTypes(String operator, List<ItemValue> values) {
    for (ItemValue value : values) {
      if (value.type() != values.getFirst().type()) {
        throw Validation.parameter(
            "AttributeValues inside AttributeValueList must be of same type");
      }
    }
    Set<AttributeType> allowed =
        switch (operator) {
          case "LE", "LT", "GE", "GT", "BETWEEN", "IN", "CONTAINS", "NOT_CONTAINS" -> SCALARS;
          case "BEGINS_WITH" -> PREFIXES;
          default -> EnumSet.allOf(AttributeType.class);
        };
    for (ItemValue value : values) {
      if (!allowed.contains(value.type())) {
        throw Validation.parameter(
            "ComparisonOperator "
                + operator
                + " is not valid for "
                + value.type()
                + " AttributeValue type");
      }
    }
    if (operator.equals("BETWEEN") && values.getFirst().compare(values.getLast()) > 0) {
      throw Validation.error(
          "The BETWEEN condition was provided a range where the lower bound is greater than the"
              + " upper bound");
    }
  }

  /** A filter; null if there is none. */
  static BooleanExpression filter(Map<String, Condition> filter, String operator) {
    checkOperator(filter, operator);
    if (filter == null) {
      return null;
    }
    List<BooleanExpression> all = new ArrayList<>();
    filter.forEach(
        (name, condition) -> {
          String comparison = condition.comparisonOperator();
          all.add(expression(name, comparison, values(comparison, condition.attributeValueList())));
        });
    return joined(all, operator);
  }

  private static void checkOperator(Map<String, ?> conditions, String operator) {
    if (operator != null && conditions == null) {
      throw Validation.parameter("ConditionalOperator cannot be used without Filter or Expected");
    }
  }

  private static BooleanExpression joined(List<BooleanExpression> all, String operator) {
    BooleanExpression joined = null;
    for (BooleanExpression each : all) {
      if (joined == null) {
        joined = each;
      } else if ("OR".equals(operator)) {
        joined = new BooleanExpression.Or(joined, each);
      } else {
        joined = new BooleanExpression.And(joined, each);
      }
    }
    return joined;
  }

  /** A condition of a write; null if there is none. */
  static BooleanExpression expected(Map<String, ExpectedAttributeValue> expected, String operator) {
    checkOperator(expected, operator);
    if (expected == null) {
      return null;
    }
    List<BooleanExpression> all = new ArrayList<>();
    expected.forEach((name, each) -> all.add(expected(name, each)));
    return joined(all, operator);
  }

  private static BooleanExpression expected(String name, ExpectedAttributeValue expected) {
    if (expected.attributeValueList() != null && expected.value() != null) {
      throw blame("Value and AttributeValueList cannot be used together", name);
    }
    if (expected.comparisonOperator() == null) {
      return existence(name, expected);
    }
    String operator = expected.comparisonOperator();
    if (expected.exists() != null) {
      throw blame("Exists and ComparisonOperator cannot be used together", name);
    }
    boolean takesNone = operator.equals("NULL") || operator.equals("NOT_NULL");
    if (!takesNone && expected.attributeValueList() == null && expected.value() == null) {
      throw blame(
          "Value or AttributeValueList must be used with ComparisonOperator: " + operator, name);
    }
    List<AttributeValue> given =
        expected.value() != null ? List.of(expected.value()) : expected.attributeValueList();
    return expression(name, operator, values(operator, given));
  }

  private static BooleanExpression existence(String name, ExpectedAttributeValue expected) {
    if (expected.attributeValueList() != null) {
      throw blame("AttributeValueList can only be used with a ComparisonOperator", name);
    }
    boolean exists = expected.exists() == null || expected.exists();
    if (exists && expected.value() == null) {
      throw blame("Value must be provided when Exists is " + expected.exists(), name);
    }
    if (!exists && expected.value() != null) {
      throw blame("Value cannot be used when Exists is false", name);
    }
    return exists
        ? expression(name, "EQ", List.of(AttributeReader.value(expected.value())))
        : expression(name, "NULL", List.of());
  }

  private static RuntimeException blame(String what, String name) {
    return Validation.parameter(what + " for Attribute: " + name);
  }

  private static BooleanExpression expression(
      String name, String operator, List<ItemValue> values) {
    Path path = Path.of(name);
    List<Operand> operands = new ArrayList<>();
    values.forEach(value -> operands.add(new Operand.Literal(value)));
    return switch (operator) {
      case "EQ" -> new BooleanExpression.Comparison("=", path, operands.getFirst());
      case "NE" -> new BooleanExpression.Comparison("<>", path, operands.getFirst());
      case "LT" -> new BooleanExpression.Comparison("<", path, operands.getFirst());
      case "LE" -> new BooleanExpression.Comparison("<=", path, operands.getFirst());
      case "GT" -> new BooleanExpression.Comparison(">", path, operands.getFirst());
      case "GE" -> new BooleanExpression.Comparison(">=", path, operands.getFirst());
      case "BETWEEN" ->
          new BooleanExpression.Between(path, operands.getFirst(), operands.getLast());
      case "IN" -> new BooleanExpression.In(path, operands);
      case "NULL" -> test("attribute_not_exists", path, operands);
      case "NOT_NULL" -> test("attribute_exists", path, operands);
      case "BEGINS_WITH" -> test("begins_with", path, operands);
      case "CONTAINS" -> test("contains", path, operands);
      default -> new BooleanExpression.Not(test("contains", path, operands));
    };
  }

  private static BooleanExpression test(String function, Path path, List<Operand> operands) {
    List<Operand> arguments = new ArrayList<>(List.of(path));
    arguments.addAll(operands);
    return new BooleanExpression.Test(new Operand.Call(function, arguments));
  }
}
