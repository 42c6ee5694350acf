package dev.brume.core.schema;

/** The input or output of an operation that has none. */
public record Unit() implements Struct {
  /** The only value needed. */
  public static final Unit INSTANCE = new Unit();

  /** A structure without members. */
  public static final Schema SCHEMA = Schema.structure("smithy.api", "Unit", INSTANCE);

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public Object get(int index) {
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  public Struct create(Object[] values) {
    return INSTANCE;
  }
}
