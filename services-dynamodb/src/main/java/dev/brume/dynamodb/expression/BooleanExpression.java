package dev.brume.dynamodb.expression;

import java.util.List;

/** A condition: what holds or does not hold of an item. */
public sealed interface BooleanExpression {

  /**
   * Two operands compared.
   *
   * @param operator one of = <> < <= > >=
   */
  record Comparison(String operator, Operand left, Operand right) implements BooleanExpression {}

  /** Whether a value lies between two others, these included. */
  record Between(Operand value, Operand low, Operand high) implements BooleanExpression {}

  /** Whether a value is one of several. */
  record In(Operand value, List<Operand> candidates) implements BooleanExpression {}

  /** A function that is true or false. */
  record Test(Operand.Call call) implements BooleanExpression {}

  /** Whether both hold. */
  record And(BooleanExpression left, BooleanExpression right) implements BooleanExpression {}

  /** Whether at least one holds. */
  record Or(BooleanExpression left, BooleanExpression right) implements BooleanExpression {}

  /** Whether the other does not hold. */
  record Not(BooleanExpression inner) implements BooleanExpression {}
}
