package dev.brume.core.schema;

/**
 * A value of a structure or union shape, implemented by every generated record. Codecs read and
 * create values by member index only, so that one codec serves all shapes of all services without
 * reflection.
 */
public interface Struct {
  /** The shape of this value. */
  Schema schema();

  /** The value of the member at {@code index}, or null if absent. */
  Object get(int index);

  /**
   * A new value of the same shape; {@code this} only serves as the prototype.
   *
   * @param values one value per member in the order of {@link Schema#members()}, null where absent;
   *     not kept
   */
  Struct create(Object[] values);
}
