package dev.brume.core.protocol;

import dev.brume.core.schema.TimestampFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * JsonTimestamps as text. Written with milliseconds at most, as AWS does; read to the nanosecond.
 *
 * @see <a
 *     href="https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait">timestampFormat</a>
 */
final class JsonTimestamps {
  /** Digits before the point of a number of seconds: milliseconds of it still fit 64 bits. */
  private static final int MAX_SECONDS_DIGITS = 15;

  private static final int NANO_DIGITS = 9;

  /** Longest text of a number of seconds that is looked at: bounds the work for exponents. */
  private static final int MAX_NUMBER_LENGTH = 64;

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private JsonTimestamps() {}

  /** Writes {@code time} in {@code format}. */
  static String format(Instant time, TimestampFormat format) {
    return switch (format) {
      case DATE_TIME -> DateTimeFormatter.ISO_INSTANT.format(milliseconds(time));
      case HTTP_DATE -> HTTP_DATE.format(time) + fraction(time) + " GMT";
      case EPOCH_SECONDS -> epochSeconds(time);
    };
  }

  /**
   * Reads {@code text} in {@code format}.
   *
   * @throws DateTimeException where the text is not exactly in that format
   */
  static Instant parse(String text, TimestampFormat format) {
    return switch (format) {
      case DATE_TIME -> parseDateTime(text);
      case HTTP_DATE -> parseHttpDate(text);
      case EPOCH_SECONDS -> parseEpochSeconds(text);
    };
  }

  /**
   * The moment that many seconds after 1970 began.
   *
   * @throws DateTimeException where it is out of range
   */
  static Instant ofEpochSeconds(BigDecimal seconds) {
    if (seconds.signum() != 0
        && (long) seconds.precision() - seconds.scale() > MAX_SECONDS_DIGITS) {
      throw new DateTimeException("Out of range");
    }
    if (seconds.scale() > MAX_NUMBER_LENGTH) {
      throw new DateTimeException("Too many fractional digits");
    }
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    BigDecimal rest = seconds.subtract(whole).movePointRight(NANO_DIGITS);
    return Instant.ofEpochSecond(
        whole.longValueExact(), rest.setScale(0, RoundingMode.DOWN).longValueExact());
  }

  private static Instant milliseconds(Instant time) {
    return time.minusNanos(time.getNano() % 1_000_000);
  }

  private static String epochSeconds(Instant time) {
    int millis = time.getNano() / 1_000_000;
    if (millis == 0) {
      return Long.toString(time.getEpochSecond());
    }
    BigDecimal value = BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(millis, 3));
    return value.stripTrailingZeros().toPlainString();
  }

  /** Smithy lets http-date carry milliseconds, which RFC 7231 does not know. */
  private static String fraction(Instant time) {
    int millis = time.getNano() / 1_000_000;
    if (millis == 0) {
      return "";
    }
    String digits = Integer.toString(1000 + millis).substring(1);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return "." + digits.substring(0, end);
  }

  private static Instant parseEpochSeconds(String text) {
    if (text.isEmpty() || text.length() > MAX_NUMBER_LENGTH) {
      throw new DateTimeException("Not a number of seconds");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && "+-.eE".indexOf(c) < 0) {
        throw new DateTimeException("Not a number of seconds");
      }
    }
    try {
      return ofEpochSeconds(new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw new DateTimeException("Not a number of seconds", e);
    }
  }

  /** RFC 3339 in UTC: {@code 1985-04-12T23:20:50.52Z}. */
  private static Instant parseDateTime(String text) {
    int length = text.length();
    if (length < 20
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(length - 1) != 'Z') {
      throw new DateTimeException("Not an RFC 3339 timestamp in UTC");
    }
    return LocalDateTime.of(
            digits(text, 0, 4),
            digits(text, 5, 7),
            digits(text, 8, 10),
            digits(text, 11, 13),
            digits(text, 14, 16),
            digits(text, 17, 19),
            nanos(text, 19, length - 1))
        .toInstant(ZoneOffset.UTC);
  }

  /** RFC 7231 IMF-fixdate: {@code Tue, 29 Apr 2014 18:30:38 GMT}. */
  private static Instant parseHttpDate(String text) {
    int end = text.length() - " GMT".length();
    if (end < 25 || !text.endsWith(" GMT")) {
      throw new DateTimeException("Not an IMF-fixdate");
    }
    Instant second = HTTP_DATE.parse(text.substring(0, 25), Instant::from);
    return second.plusNanos(nanos(text, 25, end));
  }

  private static int digits(String text, int start, int end) {
    int value = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("Not a digit");
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** The fraction of a second between {@code start}, where its dot stands, and {@code end}. */
  private static int nanos(String text, int start, int end) {
    if (start == end) {
      return 0;
    }
    if (text.charAt(start) != '.' || start + 1 == end || end - start - 1 > MAX_NUMBER_LENGTH) {
      throw new DateTimeException("Not a fraction of a second");
    }
    int value = 0;
    for (int i = 0; i < Math.max(NANO_DIGITS, end - start - 1); i++) {
      int at = start + 1 + i;
      int digit = at < end ? digits(text, at, at + 1) : 0;
      value = i < NANO_DIGITS ? value * 10 + digit : value;
    }
    return value;
  }
}
