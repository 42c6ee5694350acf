package dev.brume.core.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes structures to a token stream, by schema; absent members are omitted by default. */
public abstract class StructWriter {
  /** The format's name of {@code member}. */
  protected abstract String name(Member member);

  protected abstract void writeTimestamp(JsonGenerator out, Instant value, Member member)
      throws IOException;

  protected abstract void writeDouble(JsonGenerator out, double value) throws IOException;

  protected abstract void writeFloat(JsonGenerator out, float value) throws IOException;

  /** Writes a member without a value: nothing, in most formats. */
  protected void writeAbsent(JsonGenerator out, Member member) throws IOException {}

  /** Writes a structure or union with its braces. */
  protected final void writeStruct(JsonGenerator out, Struct value) throws IOException {
    out.writeStartObject();
    writeMembers(out, value, false);
    out.writeEndObject();
  }

  /**
   * Writes the members between the braces.
   *
   * @param bodyOnly whether members that HTTP bindings place elsewhere are omitted
   */
  protected final void writeMembers(JsonGenerator out, Struct value, boolean bodyOnly)
      throws IOException {
    Schema schema = value.schema();
    int count = schema.memberCount();
    for (int i = 0; i < count; i++) {
      Object content = value.get(i);
      if (content == null) {
        writeAbsent(out, schema.member(i));
        continue;
      }
      Member member = schema.member(i);
      if (!bodyOnly || member.location().isInResponseBody()) {
        out.writeFieldName(name(member));
        writeValue(out, content, member);
      }
    }
  }

  /** Writes a non-null value. */
  protected final void writeValue(JsonGenerator out, Object value, Member member)
      throws IOException {
    Schema target = member.target();
    switch (target.type()) {
      case STRING, ENUM -> out.writeString((String) value);
      case STRUCTURE, UNION -> writeStruct(out, (Struct) value);
      case LIST -> writeList(out, (List<?>) value, target);
      case MAP -> writeMap(out, (Map<?, ?>) value, target);
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case BYTE, SHORT, INTEGER, INT_ENUM -> out.writeNumber(((Number) value).intValue());
      case LONG -> out.writeNumber(((Number) value).longValue());
      case FLOAT -> writeFloat(out, (Float) value);
      case DOUBLE -> writeDouble(out, (Double) value);
      case BIG_INTEGER -> out.writeNumber((BigInteger) value);
      case BIG_DECIMAL -> out.writeNumber((BigDecimal) value);
      case BLOB -> out.writeBinary(((Blob) value).bytes());
      case TIMESTAMP -> writeTimestamp(out, (Instant) value, member);
      case DOCUMENT -> Documents.write(out, (JsonNode) value);
    }
  }

  private void writeList(JsonGenerator out, List<?> list, Schema target) throws IOException {
    Member element = target.element();
    out.writeStartArray();
    for (Object value : list) {
      writeNullable(out, value, element);
    }
    out.writeEndArray();
  }

  private void writeMap(JsonGenerator out, Map<?, ?> map, Schema target) throws IOException {
    if (map instanceof SelfWritten own) {
      own.writeTo(out);
      return;
    }
    Member element = target.value();
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.writeFieldName((String) entry.getKey());
      writeNullable(out, entry.getValue(), element);
    }
    out.writeEndObject();
  }

  private void writeNullable(JsonGenerator out, Object value, Member element) throws IOException {
    if (value == null) {
      out.writeNull();
    } else {
      writeValue(out, value, element);
    }
  }
}
