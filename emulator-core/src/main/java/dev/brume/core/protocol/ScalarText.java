package dev.brume.core.protocol;

import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.TimestampFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/**
 * Simple values as text: shared by form parameters, XML, headers, labels and query strings. Reading
 * is strict: malformed values are refused.
 */
public final class ScalarText {
  /** The most digits of a big number; longer ones take more than linear time. */
  private static final int MOST_DIGITS = 1_000;

  private ScalarText() {}

  /**
   * Writes a simple value.
   *
   * @param format the format of timestamps; ignored for other shapes
   */
  public static String write(Object value, Schema schema, TimestampFormat format) {
    return switch (schema.type()) {
      case BLOB -> Base64.getEncoder().encodeToString(((Blob) value).bytes());
      case TIMESTAMP -> Timestamps.write((Instant) value, format);
      case FLOAT, DOUBLE -> floating(((Number) value).doubleValue(), value.toString());
      case BIG_DECIMAL -> ((BigDecimal) value).toString();
      default -> value.toString();
    };
  }

  private static String floating(double number, String text) {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString((long) number);
    }
    return text;
  }

  /**
   * Reads a simple value.
   *
   * @param format the format of timestamps; ignored for other shapes
   * @throws MalformedValue if {@code text} is not a value of the shape
   */
  public static Object read(String text, Schema schema, TimestampFormat format) {
    return switch (schema.type()) {
      case STRING, ENUM -> text;
      case BOOLEAN -> readBoolean(text);
      case BYTE -> (byte) readInteger(text, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SHORT -> (short) readInteger(text, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER, INT_ENUM -> (int) readInteger(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> readInteger(text, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> (float) readDouble(text);
      case DOUBLE -> readDouble(text);
      case BIG_INTEGER -> readBigInteger(text);
      case BIG_DECIMAL -> readBigDecimal(text);
      case TIMESTAMP -> Timestamps.read(text, format);
      case BLOB -> readBlob(text);
      case DOCUMENT, LIST, MAP, STRUCTURE, UNION ->
          throw new MalformedValue("Text found where a " + name(schema) + " was expected");
    };
  }

  /**
   * Reads a simple value of a form or a document, which accept more than others: date-times with
   * any offset or none, and space around everything but strings.
   *
   * @throws MalformedValue if {@code text} is not a value of the member's shape
   */
  public static Object readFreely(String text, Member member) {
    Schema schema = member.target();
    if (schema.type() == ShapeType.STRING || schema.type() == ShapeType.ENUM) {
      return text;
    }
    TimestampFormat format = member.timestampFormat();
    boolean dateTime = format == null || format == TimestampFormat.DATE_TIME;
    return schema.type() == ShapeType.TIMESTAMP && dateTime
        ? Timestamps.readIso(text.strip())
        : read(text.strip(), schema, format);
  }

  private static String name(Schema schema) {
    return schema.type().name().toLowerCase(Locale.ROOT);
  }

  private static Boolean readBoolean(String text) {
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw malformed(text, "boolean");
    };
  }

  private static long readInteger(String text, long least, long most) {
    if (!isInteger(text)) {
      throw malformed(text, "integer");
    }
    long number;
    try {
      number = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw malformed(text, "number in range");
    }
    if (number < least || number > most) {
      throw malformed(text, "number in range");
    }
    return number;
  }

  private static double readDouble(String text) {
    switch (text) {
      case "NaN":
        return Double.NaN;
      case "Infinity":
        return Double.POSITIVE_INFINITY;
      case "-Infinity":
        return Double.NEGATIVE_INFINITY;
      default:
        if (!isDecimal(text)) {
          throw malformed(text, "number");
        }
        return Double.parseDouble(text);
    }
  }

  private static BigInteger readBigInteger(String text) {
    if (!isInteger(text) || text.length() > MOST_DIGITS) {
      throw malformed(text, "integer");
    }
    return new BigInteger(text);
  }

  private static BigDecimal readBigDecimal(String text) {
    if (!isDecimal(text) || text.length() > MOST_DIGITS) {
      throw malformed(text, "number");
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw malformed(text, "number in range");
    }
  }

  /** Base64 as AWS accepts it: the standard alphabet, padded; white space is skipped. */
  public static Blob readBlob(String text) {
    String base64 = withoutSpace(text);
    if (base64.length() % 4 != 0) {
      throw new MalformedValue("Invalid base64");
    }
    try {
      return Blob.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new MalformedValue("Invalid base64");
    }
  }

  private static String withoutSpace(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ') {
        return text.replaceAll("[ \t\r\n]", "");
      }
    }
    return text;
  }

  /** Whether {@code text} is an optional minus and decimal digits. */
  public static boolean isInteger(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    return start < text.length() && digits(text, start) == text.length();
  }

  /** Whether {@code text} is a JSON number, or one with leading zeros or a plus. */
  static boolean isDecimal(String text) {
    int length = text.length();
    int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int afterWhole = digits(text, at);
    boolean any = afterWhole > at;
    at = afterWhole;
    if (at < length && text.charAt(at) == '.') {
      int afterFraction = digits(text, at + 1);
      any |= afterFraction > at + 1;
      at = afterFraction;
    }
    if (!any) {
      return false;
    }
    if (at < length && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < length && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      int afterExponent = digits(text, at);
      if (afterExponent == at || afterExponent - at > 9) {
        return false;
      }
      at = afterExponent;
    }
    return at == length;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static MalformedValue malformed(String text, String kind) {
    String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return new MalformedValue("'" + shown + "' is no " + kind);
  }
}
