package dev.brume.dynamodb.expression;

/**
 * One thing that an update does.
 *
 * @param kind how
 * @param path to what
 * @param value with what; null where something is removed
 */
public record UpdateAction(Kind kind, Path path, Operand value) {
  /** The ways to change an attribute. */
  public enum Kind {
    /** Gives a value. */
    SET,
    /** Takes an attribute, or an element, away. */
    REMOVE,
    /** Adds to a number or a set. */
    ADD,
    /** Takes elements out of a set. */
    DELETE
  }
}
