package dev.brume.core.schema;

/**
 * A value of a structure or union shape, as every generated record is. Codecs read and make values
 * by member index alone, so that one codec serves every shape of every service without reflection.
 */
public interface Struct {
  /** The shape of this value. */
  Schema schema();

  /** The value of the member at {@code index}, or null where it is absent. */
  Object get(int index);

  /**
   * A new value of the same shape; {@code this} serves only as the prototype.
   *
   * @param values one value a member in the order of {@link Schema#members()}, null where absent;
   *     not kept
   */
  Struct create(Object[] values);
}
