package dev.brume.dynamodb.expression;

/**
 * One action of an update.
 *
 * @param kind its kind
 * @param path its target
 * @param value its operand; null for a removal
 */
public record UpdateAction(Kind kind, Path path, Operand value) {
  /** The kinds of actions. */
  public enum Kind {
    /** Sets a value. */
    SET,
    /** Removes an attribute or an element. */
    REMOVE,
    /** Adds to a number or a set. */
    ADD,
    /** Removes elements of a set. */
    DELETE
  }
}
