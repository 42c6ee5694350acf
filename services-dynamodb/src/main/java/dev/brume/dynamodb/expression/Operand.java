package dev.brume.dynamodb.expression;

import dev.brume.dynamodb.item.ItemValue;
import java.util.List;

/** An operand: an expression with a value. */
public sealed interface Operand
    permits Path, Operand.Placeholder, Operand.Literal, Operand.Call, Operand.Arithmetic {

  /**
   * A placeholder of a value in the request.
   *
   * @param name with its colon
   */
  record Placeholder(String name) implements Operand {}

  /** A literal value. */
  record Literal(ItemValue value) implements Operand {}

  /**
   * A function call.
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
