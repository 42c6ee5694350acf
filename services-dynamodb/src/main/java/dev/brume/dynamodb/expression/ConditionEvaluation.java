package dev.brume.dynamodb.expression;

import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import java.math.BigDecimal;

/**
 * Evaluates a bound condition on an item. Comparisons of different types, or with a missing value,
 * are false, except {@code <>}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">Condition
 *     and filter expressions, operators, and functions</a>
 */
public final class ConditionEvaluation {
  private ConditionEvaluation() {}

  /**
   * Whether {@code expression} is true.
   *
   * @param item a value of type M; an empty one if there is no item
   */
  public static boolean holds(BooleanExpression expression, ItemValue item) {
    return switch (expression) {
      case BooleanExpression.And and -> holds(and.left(), item) && holds(and.right(), item);
      case BooleanExpression.Or or -> holds(or.left(), item) || holds(or.right(), item);
      case BooleanExpression.Not not -> !holds(not.inner(), item);
      case BooleanExpression.Comparison comparison ->
          compares(
              comparison.operator(),
              value(comparison.left(), item),
              value(comparison.right(), item));
      case BooleanExpression.Between between ->
          isBetween(
              value(between.value(), item),
              value(between.low(), item),
              value(between.high(), item));
      case BooleanExpression.In in -> isIn(in, item);
      case BooleanExpression.Test test -> passes(test.call(), item);
    };
  }

  /** The value of an operand; null if it is missing. */
  private static ItemValue value(Operand operand, ItemValue item) {
    return switch (operand) {
      case Path path -> path.in(item);
      case Operand.Literal literal -> literal.value();
      case Operand.Call call -> size(value(call.arguments().getFirst(), item));
      case Operand.Placeholder placeholder -> throw new IllegalStateException("Not bound");
      case Operand.Arithmetic sum -> throw new IllegalStateException("No sums in conditions");
    };
  }

  /** The characters of a string, bytes of a binary, elements of other types. */
  private static ItemValue size(ItemValue value) {
    if (value == null) {
      return null;
    }
    return switch (value.type()) {
      case S -> ItemValue.number(BigDecimal.valueOf(value.text().length()));
      case B -> ItemValue.number(BigDecimal.valueOf(value.contentLength()));
      case SS, NS, BS, L, M -> ItemValue.number(BigDecimal.valueOf(value.count()));
      case N, NULL, BOOL -> null;
    };
  }

  /** Whether {@code left operator right} is true. */
  static boolean compares(String operator, ItemValue left, ItemValue right) {
    if (operator.equals("=")) {
      return left != null && left.equals(right);
    }
    if (operator.equals("<>")) {
      return left == null || !left.equals(right);
    }
    if (!isComparable(left, right)) {
      return false;
    }
    int order = left.compare(right);
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static boolean isComparable(ItemValue left, ItemValue right) {
    return left != null && right != null && left.type() == right.type() && left.type().isOrdered();
  }

  private static boolean isBetween(ItemValue value, ItemValue low, ItemValue high) {
    return isComparable(value, low)
        && isComparable(value, high)
        && value.compare(low) >= 0
        && value.compare(high) <= 0;
  }

  private static boolean isIn(BooleanExpression.In in, ItemValue item) {
    ItemValue value = value(in.value(), item);
    if (value == null) {
      return false;
    }
    for (Operand candidate : in.candidates()) {
      if (value.equals(value(candidate, item))) {
        return true;
      }
    }
    return false;
  }

  private static boolean passes(Operand.Call call, ItemValue item) {
    ItemValue first = value(call.arguments().getFirst(), item);
    return switch (call.name()) {
      case "attribute_exists" -> first != null;
      case "attribute_not_exists" -> first == null;
      case "attribute_type" ->
          first != null
              && first.type() == AttributeType.of(value(call.arguments().get(1), item).text());
      case "begins_with" -> beginsWith(first, value(call.arguments().get(1), item));
      default -> contains(first, value(call.arguments().get(1), item));
    };
  }

  private static boolean beginsWith(ItemValue value, ItemValue prefix) {
    return value != null
        && prefix != null
        && value.type() == prefix.type()
        && (value.type() == AttributeType.S || value.type() == AttributeType.B)
        && value.startsWith(prefix);
  }

  static boolean contains(ItemValue value, ItemValue part) {
    if (value == null || part == null) {
      return false;
    }
    return switch (value.type()) {
      case S, B -> value.type() == part.type() && value.hasPart(part);
      case SS, NS, BS, L -> value.contains(part);
      case N, M, NULL, BOOL -> false;
    };
  }
}
