package dev.brume.s3.lifecycle;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Counts the days of lifecycle rules: they begin at any time and end at the following midnight UTC.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html#intro-lifecycle-rules-number-of-days">Lifecycle
 *     rules: based on an object's age</a>
 */
public final class UtcMidnight {
  public static final long DAY_MILLIS = 86_400_000;

  private static final int LONGEST_YEAR = 9;

  /** HTTP's date format, also beyond the year 9999: days can be any integer. */
  private static final DateTimeFormatter HTTP_DATE =
      new DateTimeFormatterBuilder()
          .appendPattern("EEE, dd MMM ")
          .appendValue(ChronoField.YEAR, 4, LONGEST_YEAR, SignStyle.NORMAL)
          .appendPattern(" HH:mm:ss 'GMT'")
          .toFormatter(Locale.US)
          .withZone(ZoneOffset.UTC);

  private UtcMidnight() {}

  /** The first midnight after a time; the next day's if it is a midnight itself. */
  public static long after(long millis) {
    return (Math.floorDiv(millis, DAY_MILLIS) + 1) * DAY_MILLIS;
  }

  /** The midnight at which that many days after a time have passed. */
  public static long after(long millis, int days) {
    return after(millis + days * DAY_MILLIS);
  }

  /** Whether it is a midnight. */
  static boolean is(Instant moment) {
    return moment.getNano() == 0 && Math.floorMod(moment.toEpochMilli(), DAY_MILLIS) == 0;
  }

  /** In the format of headers: {@code Fri, 21 Dec 2012 00:00:00 GMT}. */
  public static String text(long millis) {
    return HTTP_DATE.format(Instant.ofEpochMilli(millis));
  }
}
