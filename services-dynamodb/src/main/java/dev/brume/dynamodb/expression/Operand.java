package dev.brume.dynamodb.expression;

import dev.brume.dynamodb.item.ItemValue;
import java.util.List;

/** What has a value in an expression. */
public sealed interface Operand
    permits Path, Operand.Placeholder, Operand.Literal, Operand.Call, Operand.Arithmetic {

  /**
   * A value that the request gives beside the expression.
   *
   * @param name with its colon
   */
  record Placeholder(String name) implements Operand {}

  /** A value itself. */
  record Literal(ItemValue value) implements Operand {}

  /**
   * A function's call.
   *
   * @param name as written
   */
  record Call(String name, List<Operand> arguments) implements Operand {}

  /** A sum, or a difference. */
  record Arithmetic(boolean subtract, Operand left, Operand right) implements Operand {
    String operator() {
      return subtract ? "-" : "+";
    }
  }
}
