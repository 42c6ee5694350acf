package dev.brume.core.protocol;

import dev.brume.core.schema.TimestampFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Timestamps as text in the three formats of AWS's protocols. Writes at most milliseconds, as AWS
 * does, and only if not zero; reads up to nanoseconds and refuses text in another format.
 *
 * @see <a href="https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait">Smithy:
 *     timestampFormat</a>
 */
public final class Timestamps {
  /** The longest text that is parsed; a timestamp needs at most 40 characters. */
  private static final int LONGEST_TEXT = 64;

  /**
   * The largest distance from 1970 in seconds: its milliseconds must be exact as a floating-point
   * number, which limits years to 287396. Milliseconds mistaken for seconds are within the limit.
   */
  private static final long MOST_SECONDS = (1L << 53) / 1000;

  private static final int NANOS_OF_A_MILLISECOND = 1_000_000;

  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  /** RFC 7231's IMF-fixdate, with the fractions that Smithy allows. Made when first needed. */
  private static final class HttpDateFormat {
    private static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss[.SSS][.SS][.S] 'GMT'", Locale.US)
            .withResolverStyle(ResolverStyle.STRICT);
  }

  private Timestamps() {}

  /** Writes {@code time} in {@code format}. */
  public static String write(Instant time, TimestampFormat format) {
    return switch (format) {
      case DATE_TIME -> dateTime(time, false);
      case HTTP_DATE -> httpDate(time);
      case EPOCH_SECONDS -> epochSeconds(time);
    };
  }

  /**
   * Reads a timestamp.
   *
   * @throws MalformedValue if {@code text} is not in the format, or too far from 1970
   */
  public static Instant read(String text, TimestampFormat format) {
    if (text.length() > LONGEST_TEXT) {
      throw malformed(text.substring(0, LONGEST_TEXT));
    }
    try {
      return inRange(
          switch (format) {
            case DATE_TIME -> readDateTime(text);
            case HTTP_DATE ->
                LocalDateTime.parse(text, HttpDateFormat.FORMAT).toInstant(ZoneOffset.UTC);
            case EPOCH_SECONDS -> readEpochSeconds(text);
          });
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw malformed(text);
    }
  }

  /**
   * Reads a date-time as XML Schema and AWS's query services accept it: with any offset, or without
   * one, which means UTC; a date alone means its start.
   *
   * @throws MalformedValue if {@code text} is none of these
   */
  static Instant readIso(String text) {
    if (text.endsWith("Z") || text.length() > LONGEST_TEXT) {
      return read(text, TimestampFormat.DATE_TIME);
    }
    try {
      if (text.length() == "2015-01-25".length()) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      int time = text.indexOf('T');
      boolean offset = text.indexOf('+') > time || text.lastIndexOf('-') > time;
      return inRange(
          offset
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      throw malformed(text);
    }
  }

  private static MalformedValue malformed(String text) {
    return new MalformedValue("'" + text + "' is no timestamp");
  }

  private static Instant readDateTime(String text) {
    boolean shaped =
        text.length() >= 20
            && text.charAt(4) == '-'
            && text.charAt(10) == 'T'
            && text.charAt(16) == ':'
            && text.endsWith("Z");
    if (!shaped) {
      throw new DateTimeException("not RFC 3339 in UTC");
    }
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Instant readEpochSeconds(String text) {
    if (!ScalarText.isDecimal(text)) {
      throw new NumberFormatException(text);
    }
    return ofEpochSeconds(new BigDecimal(text));
  }

  /**
   * The time {@code seconds} after 1970; digits beyond milliseconds are dropped.
   *
   * @throws DateTimeException if that is too far from 1970, or has too many digits
   */
  public static Instant ofEpochSeconds(BigDecimal seconds) {
    if (seconds.precision() - (long) seconds.scale() > 18 || seconds.scale() > LONGEST_TEXT) {
      throw new DateTimeException("too far from 1970, or too fine");
    }
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    long nanos = seconds.subtract(whole).movePointRight(9).longValue();
    return inRange(Instant.ofEpochSecond(whole.longValueExact(), nanos));
  }

  /**
   * Returns {@code time} truncated to milliseconds, which all formats can write.
   *
   * @throws DateTimeException if it is too far from 1970
   */
  public static Instant inRange(Instant time) {
    if (Math.abs(time.getEpochSecond()) >= MOST_SECONDS) {
      throw new DateTimeException("too far from 1970");
    }
    return time.getNano() % NANOS_OF_A_MILLISECOND == 0
        ? time
        : time.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Writes a date-time.
   *
   * @param milliseconds whether they are written even if zero
   */
  public static String dateTime(Instant time, boolean milliseconds) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(24);
    padded(text, utc.getYear(), 4).append('-');
    padded(text, utc.getMonthValue(), 2).append('-');
    padded(text, utc.getDayOfMonth(), 2).append('T');
    clock(text, utc);
    fraction(text, time, milliseconds);
    return text.append('Z').toString();
  }

  private static String httpDate(Instant time) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(32);
    text.append(DAYS[utc.getDayOfWeek().getValue() - 1]).append(", ");
    padded(text, utc.getDayOfMonth(), 2).append(' ');
    text.append(MONTHS[utc.getMonthValue() - 1]).append(' ');
    padded(text, utc.getYear(), 4).append(' ');
    clock(text, utc);
    return text.append(" GMT").toString();
  }

  private static String epochSeconds(Instant time) {
    int milliseconds = time.getNano() / NANOS_OF_A_MILLISECOND;
    long seconds = time.getEpochSecond();
    if (milliseconds == 0) {
      return Long.toString(seconds);
    }
    return BigDecimal.valueOf(seconds)
        .add(BigDecimal.valueOf(milliseconds, 3))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static void clock(StringBuilder text, OffsetDateTime utc) {
    padded(text, utc.getHour(), 2).append(':');
    padded(text, utc.getMinute(), 2).append(':');
    padded(text, utc.getSecond(), 2);
  }

  private static void fraction(StringBuilder text, Instant time, boolean always) {
    int milliseconds = time.getNano() / NANOS_OF_A_MILLISECOND;
    if (always || milliseconds != 0) {
      padded(text.append('.'), milliseconds, 3);
    }
  }

  private static StringBuilder padded(StringBuilder text, int number, int digits) {
    if (digits == 2 && number < 100) {
      return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
    String plain = Integer.toString(number);
    for (int i = plain.length(); i < digits; i++) {
      text.append('0');
    }
    return text.append(plain);
  }
}
