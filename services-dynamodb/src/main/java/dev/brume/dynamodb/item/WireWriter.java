package dev.brume.dynamodb.item;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes values with their type names, directly from their bytes. */
final class WireWriter {
  private final JsonGenerator out;

  WireWriter(JsonGenerator out) {
    this.out = out;
  }

  /** Writes the entries of a map, with their brackets. */
  void entries(ItemValue map) throws IOException {
    out.writeStartObject();
    for (ItemValue.Entries entries = map.entries(); entries.next(); ) {
      out.writeFieldName(entries.name());
      value(entries.value());
    }
    out.writeEndObject();
  }

  private void value(ItemValue value) throws IOException {
    AttributeType type = value.type();
    out.writeStartObject();
    out.writeFieldName(type.name());
    switch (type) {
      case S, N, B -> scalar(value, type);
      case BOOL -> out.writeBoolean(value.isTrue());
      case NULL -> out.writeBoolean(true);
      case M -> entries(value);
      case L, SS, NS, BS -> elements(value, type == AttributeType.L);
    }
    out.writeEndObject();
  }

  private void elements(ItemValue list, boolean typed) throws IOException {
    out.writeStartArray();
    ItemValue.Elements elements = list.elements();
    for (ItemValue each = elements.next(); each != null; each = elements.next()) {
      if (typed) {
        value(each);
      } else {
        scalar(each, each.type());
      }
    }
    out.writeEndArray();
  }

  private void scalar(ItemValue value, AttributeType type) throws IOException {
    int from = value.contentStart();
    int length = value.end - from;
    switch (type) {
      case S -> out.writeUTF8String(value.bytes, from, length);
      case B -> out.writeBinary(value.bytes, from, length);
      default -> out.writeString(NumberEncoding.format(value.bytes, from, length));
    }
  }
}
