package dev.brume.core.schema;

import java.util.Arrays;
import java.util.function.Supplier;

/** A structure of any schema, as generated records are structures of their own. */
public final class DynamicStruct implements Struct {
  private final Supplier<Schema> schema;
  private final Object[] values;

  private DynamicStruct(Supplier<Schema> schema, Object[] values) {
    this.schema = schema;
    this.values = values;
  }

  /** The prototype of the schema that {@code schema} gives once it exists. */
  public static DynamicStruct prototype(Supplier<Schema> schema) {
    return new DynamicStruct(schema, new Object[0]);
  }

  /** A value of {@code schema} with members by name: {@code of(S, "Name", value, …)}. */
  public static DynamicStruct of(Schema schema, Object... namesAndValues) {
    Object[] values = new Object[schema.memberCount()];
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Member member = schema.member((String) namesAndValues[i]);
      values[member.index()] = namesAndValues[i + 1];
    }
    return new DynamicStruct(() -> schema, values);
  }

  /** The member called {@code name}. */
  public Object get(String name) {
    return values[schema().member(name).index()];
  }

  @Override
  public Schema schema() {
    return schema.get();
  }

  @Override
  public Object get(int index) {
    return values[index];
  }

  @Override
  public Struct create(Object[] all) {
    return new DynamicStruct(schema, all.clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DynamicStruct struct
        && schema() == struct.schema()
        && Arrays.equals(values, struct.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return schema().name() + Arrays.toString(values);
  }
}
