package dev.brume.core.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads structures from a token stream, by schema, in one pass. JSON and CBOR differ only in their
 * blobs and timestamps, and in which other tokens they accept as numbers.
 *
 * <p>Unknown members are skipped, a null member is absent, and of several members (or map entries)
 * with the same name the last one counts.
 */
public abstract class StructReader {
  private static final String TYPE = "__type";

  /** The largest decimal scale: written out, a number with a huge exponent would fill the heap. */
  private static final int MAX_DECIMAL_SCALE = 1_000;

  /** The member with the format's name {@code name}, or null. */
  protected abstract Member member(Schema schema, String name);

  /** Reads a blob from the current token. */
  protected abstract Object readBlob(JsonParser in, JsonToken token, Schema target)
      throws IOException;

  /** Reads a timestamp from the current token. */
  protected abstract Object readTimestamp(JsonParser in, JsonToken token, Member member)
      throws IOException;

  /** Reads a boolean from a token that is neither true nor false. */
  protected abstract Boolean coerceBoolean(JsonParser in, JsonToken token, Schema target)
      throws IOException;

  /** Reads an integer from a token that is none. */
  protected abstract long coerceLong(JsonParser in, JsonToken token, Schema target)
      throws IOException;

  /** Reads a floating-point number from a token that is not a number. */
  protected abstract double coerceDouble(JsonParser in, JsonToken token, Schema target)
      throws IOException;

  /** Reads the structure or union that starts with the current token. */
  protected final Struct readStruct(JsonParser in, Schema schema) throws IOException {
    Object[] values = new Object[schema.memberCount()];
    if (schema.type() == ShapeType.UNION) {
      readUnionMembers(in, schema, values);
    } else {
      readMembers(in, schema, values, false);
    }
    return schema.create(values);
  }

  /**
   * Reads the members of the structure that starts with the current token.
   *
   * @param bodyOnly whether members that HTTP bindings place elsewhere count as unknown
   */
  protected final void readMembers(JsonParser in, Schema schema, Object[] values, boolean bodyOnly)
      throws IOException {
    String name;
    while ((name = in.nextFieldName()) != null) {
      Member member = member(schema, name);
      JsonToken token = in.nextToken();
      if (member == null || (bodyOnly && !member.location().isInRequestBody())) {
        in.skipChildren();
      } else {
        values[member.index()] =
            token == JsonToken.VALUE_NULL ? null : readValue(in, token, member);
      }
    }
  }

  private void readUnionMembers(JsonParser in, Schema schema, Object[] values) throws IOException {
    boolean unknown = false;
    String name;
    while ((name = in.nextFieldName()) != null) {
      Member member = member(schema, name);
      JsonToken token = in.nextToken();
      if (member == null) {
        unknown |= token != JsonToken.VALUE_NULL && !name.equals(TYPE);
        in.skipChildren();
      } else {
        values[member.index()] =
            token == JsonToken.VALUE_NULL ? null : readValue(in, token, member);
      }
    }
    int set = 0;
    for (Object value : values) {
      set += value == null ? 0 : 1;
    }
    if (set != 1 || unknown) {
      throw SerializationErrors.error(
          "Exactly one known member of " + schema.name() + " must be set");
    }
  }

  /** Reads the non-null value that starts with {@code token}, the current one. */
  protected final Object readValue(JsonParser in, JsonToken token, Member member)
      throws IOException {
    Schema target = member.target();
    return switch (target.type()) {
      case STRING, ENUM -> readString(in, token, target);
      case STRUCTURE, UNION ->
          readStruct(expect(in, token, JsonToken.START_OBJECT, target), target);
      case LIST -> readList(expect(in, token, JsonToken.START_ARRAY, target), target);
      case MAP -> readMap(expect(in, token, JsonToken.START_OBJECT, target), target);
      case BOOLEAN -> readBoolean(in, token, target);
      case INTEGER, INT_ENUM ->
          (int) readLong(in, token, target, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> readLong(in, token, target, Long.MIN_VALUE, Long.MAX_VALUE);
      case BYTE -> (byte) readLong(in, token, target, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SHORT -> (short) readLong(in, token, target, Short.MIN_VALUE, Short.MAX_VALUE);
      case FLOAT -> readFloat(in, token, target);
      case DOUBLE -> readDouble(in, token, target);
      case BIG_INTEGER -> readBigInteger(in, token, target);
      case BIG_DECIMAL -> readBigDecimal(in, token, target);
      case BLOB -> readBlob(in, token, target);
      case TIMESTAMP -> readTimestamp(in, token, member);
      case DOCUMENT -> Documents.read(in, token);
    };
  }

  private static JsonParser expect(
      JsonParser in, JsonToken token, JsonToken wanted, Schema target) {
    if (token != wanted) {
      throw SerializationErrors.unexpected(token, target);
    }
    return in;
  }

  private static String readString(JsonParser in, JsonToken token, Schema target)
      throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      throw SerializationErrors.unexpected(token, target);
    }
    return in.getText();
  }

  private List<Object> readList(JsonParser in, Schema target) throws IOException {
    JsonToken token = in.nextToken();
    if (token == JsonToken.END_ARRAY) {
      return List.of();
    }
    Member element = target.element();
    List<Object> list = new ArrayList<>();
    while (token != JsonToken.END_ARRAY) {
      if (token != JsonToken.VALUE_NULL) {
        list.add(readValue(in, token, element));
      } else if (target.isSparse()) {
        list.add(null);
      } else {
        throw SerializationErrors.error("Unexpected null in the list " + target.name());
      }
      token = in.nextToken();
    }
    return Collections.unmodifiableList(list);
  }

  private Map<String, Object> readMap(JsonParser in, Schema target) throws IOException {
    String key = in.nextFieldName();
    if (key == null) {
      return Map.of();
    }
    Member element = target.value();
    Map<String, Object> map = new LinkedHashMap<>();
    while (key != null) {
      JsonToken token = in.nextToken();
      if (token != JsonToken.VALUE_NULL) {
        map.put(key, readValue(in, token, element));
      } else if (target.isSparse()) {
        map.put(key, null);
      } else {
        throw SerializationErrors.error("Unexpected null in the map " + target.name());
      }
      key = in.nextFieldName();
    }
    return Collections.unmodifiableMap(map);
  }

  private Boolean readBoolean(JsonParser in, JsonToken token, Schema target) throws IOException {
    if (token == JsonToken.VALUE_TRUE) {
      return Boolean.TRUE;
    }
    return token == JsonToken.VALUE_FALSE ? Boolean.FALSE : coerceBoolean(in, token, target);
  }

  private long readLong(JsonParser in, JsonToken token, Schema target, long min, long max)
      throws IOException {
    long value;
    if (token != JsonToken.VALUE_NUMBER_INT) {
      value = coerceLong(in, token, target);
    } else if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw outOfRange(target);
    } else {
      value = in.getLongValue();
    }
    if (value < min || value > max) {
      throw outOfRange(target);
    }
    return value;
  }

  private Float readFloat(JsonParser in, JsonToken token, Schema target) throws IOException {
    if (!token.isNumeric()) {
      return (float) coerceDouble(in, token, target);
    }
    float value = in.getFloatValue();
    if (Float.isInfinite(value) && !isInfinite(in)) {
      throw outOfRange(target);
    }
    return value;
  }

  private Double readDouble(JsonParser in, JsonToken token, Schema target) throws IOException {
    if (!token.isNumeric()) {
      return coerceDouble(in, token, target);
    }
    double value = in.getDoubleValue();
    if (Double.isInfinite(value) && !isInfinite(in)) {
      throw outOfRange(target);
    }
    return value;
  }

  /** Whether the token itself is infinite, as in CBOR, rather than a number that is too large. */
  protected boolean isInfinite(JsonParser in) throws IOException {
    return false;
  }

  private static BigInteger readBigInteger(JsonParser in, JsonToken token, Schema target)
      throws IOException {
    if (token != JsonToken.VALUE_NUMBER_INT) {
      throw SerializationErrors.unexpected(token, target);
    }
    return in.getBigIntegerValue();
  }

  private static BigDecimal readBigDecimal(JsonParser in, JsonToken token, Schema target)
      throws IOException {
    if (!token.isNumeric()) {
      throw SerializationErrors.unexpected(token, target);
    }
    BigDecimal value = in.getDecimalValue();
    if (Math.abs((long) value.scale()) > MAX_DECIMAL_SCALE) {
      throw outOfRange(target);
    }
    return value;
  }

  protected static RuntimeException outOfRange(Schema target) {
    return SerializationErrors.error("The number is out of range for " + target.type().name());
  }
}
