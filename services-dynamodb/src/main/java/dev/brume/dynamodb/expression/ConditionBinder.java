package dev.brume.dynamodb.expression;

import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Binds a request's names and values to a parsed condition, and checks the operands of each
 * comparison and function: first that all are defined, then their number, then that they differ,
 * then their types.
 */
final class ConditionBinder {
  /** The most operands of IN. */
  static final int MAX_CANDIDATES = 100;

  private static final Set<AttributeType> ORDERED =
      Set.of(AttributeType.S, AttributeType.N, AttributeType.B);

  private static final Set<AttributeType> PREFIXES = Set.of(AttributeType.S, AttributeType.B);

  private static final Set<AttributeType> SIZELESS =
      Set.of(AttributeType.N, AttributeType.BOOL, AttributeType.NULL);

  private final Bindings bindings;

  ConditionBinder(Bindings bindings) {
    this.bindings = bindings;
  }

  BooleanExpression bound(BooleanExpression expression) {
    return switch (expression) {
      case BooleanExpression.And and ->
          new BooleanExpression.And(bound(and.left()), bound(and.right()));
      case BooleanExpression.Or or -> new BooleanExpression.Or(bound(or.left()), bound(or.right()));
      case BooleanExpression.Not not -> new BooleanExpression.Not(bound(not.inner()));
      case BooleanExpression.Comparison comparison -> boundComparison(comparison);
      case BooleanExpression.Between between -> boundBetween(between);
      case BooleanExpression.In in -> boundIn(in);
      case BooleanExpression.Test test -> new BooleanExpression.Test(boundCall(test.call()));
    };
  }

  private Operand resolved(Operand operand) {
    return switch (operand) {
      case Path path -> path.bound(bindings);
      case Operand.Placeholder placeholder ->
          new Operand.Literal(bindings.value(placeholder.name()));
      case Operand.Literal literal -> literal;
      case Operand.Call call -> boundCall(call);
      case Operand.Arithmetic sum ->
          new Operand.Arithmetic(sum.subtract(), resolved(sum.left()), resolved(sum.right()));
    };
  }

  private List<Operand> resolved(List<Operand> operands) {
    List<Operand> all = new ArrayList<>(operands.size());
    for (Operand operand : operands) {
      all.add(resolved(operand));
    }
    return all;
  }

  private BooleanExpression boundComparison(BooleanExpression.Comparison comparison) {
    Operand left = resolved(comparison.left());
    Operand right = resolved(comparison.right());
    String operator = comparison.operator();
    checkDistinct(operator, left, right);
    if (!operator.equals("=") && !operator.equals("<>")) {
      checkType(operator, left, ORDERED);
      checkType(operator, right, ORDERED);
    }
    return new BooleanExpression.Comparison(operator, left, right);
  }

  private BooleanExpression boundBetween(BooleanExpression.Between between) {
    Operand value = resolved(between.value());
    Operand low = resolved(between.low());
    Operand high = resolved(between.high());
    for (Operand operand : List.of(value, low, high)) {
      checkType("BETWEEN", operand, ORDERED);
    }
    if (low instanceof Operand.Literal lower && high instanceof Operand.Literal upper) {
      checkBounds(lower.value(), upper.value());
    }
    return new BooleanExpression.Between(value, low, high);
  }

  private static void checkBounds(ItemValue low, ItemValue high) {
    String wrong =
        low.type() != high.type()
            ? "requires same data type for lower and upper bounds"
            : low.compare(high) > 0
                ? "requires upper bound to be greater than or equal to lower bound"
                : null;
    if (wrong != null) {
      throw new ExpressionFault(
          "The BETWEEN operator "
              + wrong
              + "; lower bound operand: AttributeValue: "
              + low
              + ", upper bound operand: AttributeValue: "
              + high);
    }
  }

  private BooleanExpression boundIn(BooleanExpression.In in) {
    if (in.candidates().size() > MAX_CANDIDATES) {
      throw new ExpressionFault(
          "The IN operator is provided with too many operands; number of operands: "
              + in.candidates().size());
    }
    return new BooleanExpression.In(resolved(in.value()), resolved(in.candidates()));
  }

  private Operand.Call boundCall(Operand.Call call) {
    List<Operand> arguments = resolved(call.arguments());
    String name = call.name();
    int wanted =
        switch (name) {
          case "attribute_type", "begins_with", "contains" -> 2;
          default -> 1;
        };
    if (arguments.size() != wanted) {
      throw wrongCount(name, arguments.size());
    }
    if (wanted == 2) {
      checkDistinct(name, arguments.get(0), arguments.get(1));
    }
    checkArguments(name, arguments);
    return new Operand.Call(name, arguments);
  }

  static ExpressionFault wrongCount(String name, int count) {
    return new ExpressionFault(
        "Incorrect number of operands for operator or function; operator or function: "
            + name
            + ", number of operands: "
            + count);
  }

  static ExpressionFault pathWanted(String name) {
    return new ExpressionFault(
        "Operator or function requires a document path; operator or function: " + name);
  }

  static ExpressionFault wrongType(String name, Object type) {
    return new ExpressionFault(
        "Incorrect operand type for operator or function; operator or function: "
            + name
            + ", operand type: "
            + type);
  }

  private static void checkArguments(String name, List<Operand> arguments) {
    switch (name) {
      case "attribute_exists", "attribute_not_exists" -> {
        if (!(arguments.getFirst() instanceof Path)) {
          throw pathWanted(name);
        }
      }
      case "begins_with" -> {
        checkType(name, arguments.get(0), PREFIXES);
        checkType(name, arguments.get(1), PREFIXES);
      }
      case "attribute_type" -> checkTypeName(name, arguments.get(1));
      case "size" -> {
        AttributeType type = type(arguments.getFirst());
        if (type != null && SIZELESS.contains(type)) {
          throw wrongType(name, type);
        }
      }
      default -> {
        // contains accepts operands of any type
      }
    }
  }

  private static void checkTypeName(String name, Operand operand) {
    AttributeType type = type(operand);
    if (type != AttributeType.S) {
      throw wrongType(name, type == null ? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}" : type);
    }
    String named = ((Operand.Literal) operand).value().text();
    if (AttributeType.of(named) == null) {
      throw new ExpressionFault(
          "Invalid attribute type name found; type: "
              + named
              + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
    }
  }

  private static void checkType(String name, Operand operand, Set<AttributeType> allowed) {
    AttributeType type = type(operand);
    if (type != null && !allowed.contains(type)) {
      throw wrongType(name, type);
    }
  }

  /** The type of an operand that does not depend on the item, or null. */
  private static AttributeType type(Operand operand) {
    return switch (operand) {
      case Operand.Literal literal -> literal.value().type();
      case Operand.Call call -> call.name().equals("size") ? AttributeType.N : AttributeType.BOOL;
      case Path path -> null;
      case Operand.Placeholder placeholder -> null;
      case Operand.Arithmetic sum -> AttributeType.N;
    };
  }

  private static void checkDistinct(String operator, Operand left, Operand right) {
    if (left instanceof Path first && right instanceof Path second && first.isSameAs(second)) {
      throw new ExpressionFault(
          "The first operand must be distinct from the remaining operands for this operator or"
              + " function; operator: "
              + operator
              + ", first operand: "
              + first);
    }
  }
}
