package dev.brume.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.TimestampFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Simple values as text in headers, URIs, forms and XML. */
final class ScalarTexts {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);

  private ScalarTexts() {}

  /** A value as text; {@code usual} is the default timestamp format. */
  static String write(Member member, JsonNode value, TimestampFormat usual) {
    if (member == null || member.target().type() != ShapeType.TIMESTAMP || !value.isNumber()) {
      return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }
    BigDecimal seconds = value.decimalValue();
    Instant time = Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    TimestampFormat stated = member.timestampFormat();
    return switch (stated == null ? usual : stated) {
      case DATE_TIME -> time.toString();
      case HTTP_DATE -> HTTP_DATE.format(time.atZone(ZoneOffset.UTC));
      case EPOCH_SECONDS -> seconds.toPlainString();
    };
  }

  /** Parses a value from text. */
  static JsonNode read(Member member, String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (member.target().type()) {
      case BOOLEAN -> nodes.booleanNode(Boolean.parseBoolean(text));
      case BYTE, SHORT, INTEGER, INT_ENUM -> nodes.numberNode(Integer.parseInt(text));
      case LONG -> nodes.numberNode(Long.parseLong(text));
      case FLOAT, DOUBLE, BIG_INTEGER, BIG_DECIMAL -> number(text);
      case TIMESTAMP -> timestamp(text);
      default -> nodes.textNode(text);
    };
  }

  private static JsonNode number(String text) {
    try {
      return JsonNodeFactory.instance.numberNode(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return JsonNodeFactory.instance.textNode(text);
    }
  }

  private static JsonNode timestamp(String text) {
    Instant time;
    if (text.indexOf('T') > 0 && text.endsWith("Z")) {
      time = Instant.parse(text);
    } else if (text.endsWith("GMT")) {
      time = ZonedDateTime.parse(text, HTTP_DATE.withZone(ZoneOffset.UTC)).toInstant();
    } else {
      return number(text);
    }
    BigDecimal seconds = BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros();
    return JsonNodeFactory.instance.numberNode(seconds.scale() < 0 ? seconds.setScale(0) : seconds);
  }
}
