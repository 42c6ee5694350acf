package dev.brume.core.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Points in time in policies: the ISO 8601 forms that the W3C's note allows, and epoch seconds.
 *
 * @see <a href="https://www.w3.org/TR/NOTE-datetime">Date and Time Formats</a>
 */
final class PolicyDate {
  private static final int YEAR = 4;
  private static final int YEAR_MONTH = 7;
  private static final int YEAR_MONTH_DAY = 10;
  private static final int MAX_LENGTH = 40;

  private PolicyDate() {}

  /** The instant that {@code text} denotes; null if invalid. Four digits are a year. */
  static Instant parse(String text) {
    try {
      return switch (text.length()) {
        case YEAR -> day(text + "-01-01");
        case YEAR_MONTH -> text.indexOf('-') < 0 ? epoch(text) : day(text + "-01");
        case YEAR_MONTH_DAY -> text.indexOf('-') < 0 ? epoch(text) : day(text);
        default -> text.indexOf('T') < 0 ? epoch(text) : OffsetDateTime.parse(text).toInstant();
      };
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static Instant day(String date) {
    return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Instant epoch(String text) {
    BigDecimal seconds = text.length() > MAX_LENGTH ? null : PolicyNumber.parse(text);
    if (seconds == null) {
      return null;
    }
    long whole = seconds.longValue();
    long nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue();
    return seconds.toBigInteger().bitLength() < Long.SIZE
        ? Instant.ofEpochSecond(whole, nanos)
        : null;
  }
}
