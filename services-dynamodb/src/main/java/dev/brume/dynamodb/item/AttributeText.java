package dev.brume.dynamodb.item;

/** Values in the format of error texts: {@code {S:text}}. */
final class AttributeText {
  private AttributeText() {}

  static String of(ItemValue value) {
    StringBuilder text = new StringBuilder();
    add(text, value);
    return text.toString();
  }

  private static void add(StringBuilder text, ItemValue value) {
    text.append('{').append(value.type()).append(':');
    switch (value.type()) {
      case S, N -> text.append(value.text());
      case B ->
          text.append("java.nio.HeapByteBuffer[pos=0 lim=")
              .append(value.contentLength())
              .append(" cap=")
              .append(value.contentLength())
              .append(']');
      case NULL -> text.append("true");
      case BOOL -> text.append(value.isTrue());
      case SS, NS, BS, L -> addElements(text, value);
      case M -> addEntries(text, value);
    }
    text.append('}');
  }

  private static void addElements(StringBuilder text, ItemValue value) {
    String separator = "[";
    ItemValue.Elements elements = value.elements();
    for (ItemValue element = elements.next(); element != null; element = elements.next()) {
      text.append(separator);
      add(text, element);
      separator = ", ";
    }
    text.append(separator.equals("[") ? "[]" : "]");
  }

  private static void addEntries(StringBuilder text, ItemValue value) {
    String separator = "{";
    for (ItemValue.Entries entries = value.entries(); entries.next(); separator = ", ") {
      text.append(separator).append(entries.name()).append('=');
      add(text, entries.value());
    }
    text.append(separator.equals("{") ? "{}" : "}");
  }
}
