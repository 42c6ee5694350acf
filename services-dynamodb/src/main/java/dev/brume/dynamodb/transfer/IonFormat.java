package dev.brume.dynamodb.transfer;

import dev.brume.dynamodb.item.ItemValue;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Amazon Ion in its text format, one line per item.
 *
 * @see <a href="https://amazon-ion.github.io/ion-docs/docs/spec.html">Amazon Ion specification</a>
 */
public final class IonFormat implements ItemFormat {
  /** The prefix of each line. */
  static final String VERSION = "$ion_1_0";

  private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_$]*");
  private static final Set<String> KEYWORDS = Set.of("null", "true", "false", "nan");

  @Override
  public String ending() {
    return ".ion";
  }

  @Override
  public void item(StringBuilder out, ItemValue item) {
    out.append(VERSION).append(" {Item:");
    struct(out, item);
    out.append("}\n");
  }

  @Override
  public void change(StringBuilder out, ChangedItem change) {
    out.append(VERSION)
        .append(" {Record:{Metadata:{WriteTimestampMicros:")
        .append(change.writtenMicros())
        .append(".},Keys:");
    struct(out, change.keys());
    if (change.before() != null) {
      out.append(",OldImage:");
      struct(out, change.before());
    }
    if (change.after() != null) {
      out.append(",NewImage:");
      struct(out, change.after());
    }
    out.append("}}\n");
  }

  private static void struct(StringBuilder out, ItemValue map) {
    out.append('{');
    boolean first = true;
    for (ItemValue.Entries entries = map.entries(); entries.next(); first = false) {
      if (!first) {
        out.append(',');
      }
      symbol(out, entries.name());
      out.append(':');
      value(out, entries.value());
    }
    out.append('}');
  }

  private static void symbol(StringBuilder out, String name) {
    if (IDENTIFIER.matcher(name).matches() && !KEYWORDS.contains(name)) {
      out.append(name);
      return;
    }
    StringBuilder quoted = new StringBuilder();
    JsonStrings.quote(quoted, name);
    out.append('\'')
        .append(quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"").replace("'", "\\'"))
        .append('\'');
  }

  private static void value(StringBuilder out, ItemValue value) {
    switch (value.type()) {
      case S -> JsonStrings.quote(out, value.text());
      case N -> decimal(out, value.decimal());
      case B ->
          out.append("{{").append(Base64.getEncoder().encodeToString(value.content())).append("}}");
      case BOOL -> out.append(value.isTrue());
      case NULL -> out.append("null");
      case M -> struct(out, value);
      case L -> list(out, value);
      case SS, NS, BS -> {
        out.append("$dynamodb_").append(value.type()).append("::");
        list(out, value);
      }
    }
  }

  private static void list(StringBuilder out, ItemValue list) {
    out.append('[');
    boolean first = true;
    ItemValue.Elements elements = list.elements();
    for (ItemValue each = elements.next(); each != null; each = elements.next()) {
      if (!first) {
        out.append(',');
      }
      value(out, each);
      first = false;
    }
    out.append(']');
  }

  /** {@code 103.}, {@code 6d2}: with a point or a d, so that no number is read as an integer. */
  private static void decimal(StringBuilder out, BigDecimal number) {
    BigDecimal trimmed = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    int scale = trimmed.scale();
    if (scale == 0) {
      out.append(trimmed.toPlainString()).append('.');
    } else if (scale > 0 && scale <= trimmed.precision()) {
      out.append(trimmed.toPlainString());
    } else {
      out.append(trimmed.unscaledValue()).append('d').append(-(long) scale);
    }
  }
}
