package dev.brume.dynamodb.transfer;

import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import java.util.Base64;

/** JSON with a type for each value, one line per item. */
public final class DynamoDbJsonFormat implements ItemFormat {
  @Override
  public String ending() {
    return ".json";
  }

  @Override
  public void item(StringBuilder out, ItemValue item) {
    out.append("{\"Item\":");
    entries(out, item);
    out.append("}\n");
  }

  @Override
  public void change(StringBuilder out, ChangedItem change) {
    out.append("{\"Metadata\":{\"WriteTimestampMicros\":{\"N\":\"")
        .append(change.writtenMicros())
        .append("\"}},\"Keys\":");
    entries(out, change.keys());
    if (change.before() != null) {
      out.append(",\"OldImage\":");
      entries(out, change.before());
    }
    if (change.after() != null) {
      out.append(",\"NewImage\":");
      entries(out, change.after());
    }
    out.append("}\n");
  }

  /** Writes the entries of a map, in braces. */
  public static void entries(StringBuilder out, ItemValue map) {
    out.append('{');
    boolean first = true;
    for (ItemValue.Entries entries = map.entries(); entries.next(); first = false) {
      if (!first) {
        out.append(',');
      }
      JsonStrings.quote(out, entries.name());
      out.append(':');
      value(out, entries.value());
    }
    out.append('}');
  }

  private static void value(StringBuilder out, ItemValue value) {
    AttributeType type = value.type();
    out.append("{\"").append(type).append("\":");
    switch (type) {
      case BOOL -> out.append(value.isTrue());
      case NULL -> out.append(true);
      case M -> entries(out, value);
      case L -> {
        out.append('[');
        elements(out, value, true);
      }
      case SS, NS, BS -> {
        out.append('[');
        elements(out, value, false);
      }
      case S, N, B -> scalar(out, value);
    }
    out.append('}');
  }

  private static void elements(StringBuilder out, ItemValue list, boolean typed) {
    boolean first = true;
    ItemValue.Elements elements = list.elements();
    for (ItemValue each = elements.next(); each != null; each = elements.next()) {
      if (!first) {
        out.append(',');
      }
      if (typed) {
        value(out, each);
      } else {
        scalar(out, each);
      }
      first = false;
    }
    out.append(']');
  }

  private static void scalar(StringBuilder out, ItemValue value) {
    if (value.type() == AttributeType.B) {
      out.append('"').append(Base64.getEncoder().encodeToString(value.content())).append('"');
    } else {
      JsonStrings.quote(out, value.text());
    }
  }
}
