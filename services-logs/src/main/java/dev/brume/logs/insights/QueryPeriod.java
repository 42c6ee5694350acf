package dev.brume.logs.insights;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A period such as {@code 5m}, whose multiples begin in 1970; months and longer ones follow the
 * calendar.
 *
 * @param millis 0 if it counts months
 * @param months 0 if it counts milliseconds
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html">
 *     Datetime functions</a>
 */
record QueryPeriod(long millis, long months) {
  private static final int MAX_DIGITS = 9;
  private static final int YEAR = 12;
  private static final int MAX_MONTHS = 1_000_000;

  /**
   * Reads one.
   *
   * @throws MalformedQuery if it has no number or no known unit
   */
  static QueryPeriod of(String text, int start) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0 || digits > MAX_DIGITS) {
      throw new MalformedQuery("invalid period", start);
    }
    long count = Math.max(1, Long.parseLong(text.substring(0, digits)));
    QueryPeriod period = of(count, text.substring(digits));
    if (period == null || period.months > MAX_MONTHS) {
      throw new MalformedQuery("invalid period", start);
    }
    return period;
  }

  private static QueryPeriod of(long count, String unit) {
    return switch (unit) {
      case "ms", "msec", "millisecond", "milliseconds" -> new QueryPeriod(count, 0);
      case "s", "sec", "second", "seconds" -> new QueryPeriod(count * 1000, 0);
      case "m", "min", "minute", "minutes" -> new QueryPeriod(count * 60_000, 0);
      case "h", "hr", "hour", "hours" -> new QueryPeriod(count * 3_600_000, 0);
      case "d", "day", "days" -> new QueryPeriod(count * 86_400_000, 0);
      case "w", "week", "weeks" -> new QueryPeriod(count * 604_800_000, 0);
      case "mo", "mon", "month", "months" -> new QueryPeriod(0, count);
      case "q", "qtr", "quarter", "quarters" -> new QueryPeriod(0, count * 3);
      case "y", "yr", "year", "years" -> new QueryPeriod(0, count * YEAR);
      default -> null;
    };
  }

  /** The latest beginning of a period that is not after a time in milliseconds since 1970. */
  long floor(long time) {
    return months == 0 ? Math.floorDiv(time, millis) * millis : monthly(time, 0);
  }

  /** The earliest beginning of a period that is not before a time. */
  long ceil(long time) {
    long floor = floor(time);
    if (floor == time) {
      return time;
    }
    return months == 0 ? floor + millis : monthly(time, months);
  }

  private long monthly(long time, long more) {
    LocalDate day = Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC).toLocalDate();
    long since = (day.getYear() - 1970L) * YEAR + day.getMonthValue() - 1;
    return LocalDate.EPOCH
        .plusMonths(Math.floorDiv(since, months) * months + more)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant()
        .toEpochMilli();
  }
}
