package dev.brume.core.protocol;

import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A structure of any shape, in the place of a generated record. */
final class GenericStruct implements Struct {
  private Schema schema;
  private final Object[] values;

  private GenericStruct(Schema schema, Object[] values) {
    this.schema = schema;
    this.values = values;
  }

  /** A structure shape whose values are of this class. */
  static Schema structure(String name, Member... members) {
    GenericStruct prototype = new GenericStruct(null, null);
    prototype.schema = Schema.structure("test", name, prototype, members);
    return prototype.schema;
  }

  /** A union shape whose values are of this class. */
  static Schema union(String name, Member... members) {
    GenericStruct prototype = new GenericStruct(null, null);
    prototype.schema = Schema.union("test", name, prototype, members);
    return prototype.schema;
  }

  /** A value with the members given as name, value, name, value … */
  static GenericStruct of(Schema schema, Object... namesAndValues) {
    Object[] values = new Object[schema.memberCount()];
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values[schema.member((String) namesAndValues[i]).index()] = namesAndValues[i + 1];
    }
    return new GenericStruct(schema, values);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Object get(int index) {
    return values[index];
  }

  @Override
  public Struct create(Object[] newValues) {
    return new GenericStruct(schema, newValues.clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GenericStruct struct
        && struct.schema == schema
        && Arrays.deepEquals(struct.values, values);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values);
  }

  @Override
  public String toString() {
    Map<String, Object> set = new LinkedHashMap<>();
    for (Member member : schema.members()) {
      if (values[member.index()] != null) {
        set.put(member.name(), values[member.index()]);
      }
    }
    return schema.name() + set;
  }
}
