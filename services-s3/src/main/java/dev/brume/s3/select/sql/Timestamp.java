package dev.brume.s3.select.sql;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A timestamp with its precision and UTC offset.
 *
 * @param local date and time in that offset; parts beyond the precision have their lowest value
 * @param offset from UTC; null if unknown, which is written {@code -00:00} and treated as UTC
 * @param precision the smallest part that was given
 * @param fractionDigits the number of given fraction digits, at most nine: further ones are cut off
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-data-types.html">Data
 *     types</a>
 */
public record Timestamp(
    LocalDateTime local, ZoneOffset offset, Precision precision, int fractionDigits) {

  /** The smallest part that is given. */
  enum Precision {
    YEAR,
    MONTH,
    DAY,
    MINUTE,
    SECOND
  }

  private static final int MOST_DIGITS = 9;

  /** Offsets are optional, as in examples of the documentation, although its text requires them. */
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})(?:T|-(\\d\\d)(?:T|-(\\d\\d)(?:T?|T(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d+))?)?"
              + "(Z|[+-]\\d\\d:\\d\\d)?)))");

  /** Parses {@code text}; null if it is not a timestamp. */
  static Timestamp parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    String fraction = parts.group(7) == null ? "" : parts.group(7);
    int digits = Math.min(fraction.length(), MOST_DIGITS);
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(parts.group(1), 1),
              number(parts.group(2), 1),
              number(parts.group(3), 1),
              number(parts.group(4), 0),
              number(parts.group(5), 0),
              number(parts.group(6), 0),
              number((fraction + "0".repeat(MOST_DIGITS)).substring(0, MOST_DIGITS), 0));
      return new Timestamp(local, offset(parts.group(8)), precision(parts), digits);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private static ZoneOffset offset(String text) {
    return text == null || text.equals("-00:00") ? null : ZoneOffset.of(text);
  }

  private static Precision precision(Matcher parts) {
    if (parts.group(6) != null) {
      return Precision.SECOND;
    }
    if (parts.group(4) != null) {
      return Precision.MINUTE;
    }
    if (parts.group(3) != null) {
      return Precision.DAY;
    }
    return parts.group(2) == null ? Precision.YEAR : Precision.MONTH;
  }

  /** {@code instant} in UTC, to the millisecond. */
  public static Timestamp ofUtc(Instant instant) {
    LocalDateTime local =
        LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    return new Timestamp(local, ZoneOffset.UTC, Precision.SECOND, 3);
  }

  /** The date and time in its offset. */
  OffsetDateTime moment() {
    return local.atOffset(offset == null ? ZoneOffset.UTC : offset);
  }

  /**
   * This timestamp moved by an amount, with at least the precision of {@code part}. Null if the
   * year is out of range.
   */
  Timestamp plus(DatePart part, long amount) {
    try {
      LocalDateTime moved =
          switch (part) {
            case YEAR -> local.plusYears(amount);
            case MONTH -> local.plusMonths(amount);
            case DAY -> local.plusDays(amount);
            case HOUR -> local.plusHours(amount);
            case MINUTE -> local.plusMinutes(amount);
            case SECOND -> local.plusSeconds(amount);
            case TIMEZONE_HOUR, TIMEZONE_MINUTE -> throw new IllegalArgumentException();
          };
      if (moved.getYear() < 1 || moved.getYear() > 9999) {
        return null;
      }
      Precision least =
          switch (part) {
            case YEAR -> Precision.YEAR;
            case MONTH -> Precision.MONTH;
            case DAY -> Precision.DAY;
            case HOUR, MINUTE -> Precision.MINUTE;
            case SECOND, TIMEZONE_HOUR, TIMEZONE_MINUTE -> Precision.SECOND;
          };
      Precision then = precision.compareTo(least) < 0 ? least : precision;
      return new Timestamp(moved, offset, then, fractionDigits);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** The number of whole {@code part}s from this timestamp to {@code other}. */
  long until(Timestamp other, DatePart part) {
    OffsetDateTime from = moment();
    OffsetDateTime to = other.moment();
    return switch (part) {
      case YEAR -> ChronoUnit.YEARS.between(from, to);
      case MONTH -> ChronoUnit.MONTHS.between(from, to);
      case DAY -> Duration.between(from, to).toDays();
      case HOUR -> Duration.between(from, to).toHours();
      case MINUTE -> Duration.between(from, to).toMinutes();
      case SECOND -> Duration.between(from, to).toSeconds();
      case TIMEZONE_HOUR, TIMEZONE_MINUTE -> throw new IllegalArgumentException();
    };
  }

  /** The value of {@code part}. */
  int get(DatePart part) {
    int offsetMinutes = offset == null ? 0 : offset.getTotalSeconds() / 60;
    return switch (part) {
      case YEAR -> local.getYear();
      case MONTH -> local.getMonthValue();
      case DAY -> local.getDayOfMonth();
      case HOUR -> local.getHour();
      case MINUTE -> local.getMinute();
      case SECOND -> local.getSecond();
      case TIMEZONE_HOUR -> offsetMinutes / 60;
      case TIMEZONE_MINUTE -> offsetMinutes % 60;
    };
  }

  /** The text form, which {@link #parse} reads. */
  @Override
  public String toString() {
    String date =
        "%04d-%02d-%02d".formatted(local.getYear(), local.getMonthValue(), local.getDayOfMonth());
    return switch (precision) {
      case YEAR -> date.substring(0, 4) + "T";
      case MONTH -> date.substring(0, 7) + "T";
      case DAY -> date;
      case MINUTE ->
          date + "T%02d:%02d".formatted(local.getHour(), local.getMinute()) + offsetText();
      case SECOND ->
          date
              + "T%02d:%02d:%02d".formatted(local.getHour(), local.getMinute(), local.getSecond())
              + fraction()
              + offsetText();
    };
  }

  private String fraction() {
    return fractionDigits == 0
        ? ""
        : "." + "%09d".formatted(local.getNano()).substring(0, fractionDigits);
  }

  private String offsetText() {
    return offset == null ? "-00:00" : offset.getId();
  }
}
