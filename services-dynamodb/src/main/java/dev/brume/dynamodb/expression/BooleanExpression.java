package dev.brume.dynamodb.expression;

import java.util.List;

/** A condition on an item. */
public sealed interface BooleanExpression {

  /**
   * A comparison of two operands.
   *
   * @param operator one of = <> < <= > >=
   */
  record Comparison(String operator, Operand left, Operand right) implements BooleanExpression {}

  /** Whether a value is between two others, inclusive. */
  record Between(Operand value, Operand low, Operand high) implements BooleanExpression {}

  /** Whether a value is one of several. */
  record In(Operand value, List<Operand> candidates) implements BooleanExpression {}

  /** A boolean function. */
  record Test(Operand.Call call) implements BooleanExpression {}

  /** Conjunction. */
  record And(BooleanExpression left, BooleanExpression right) implements BooleanExpression {}

  /** Disjunction. */
  record Or(BooleanExpression left, BooleanExpression right) implements BooleanExpression {}

  /** Negation. */
  record Not(BooleanExpression inner) implements BooleanExpression {}
}
