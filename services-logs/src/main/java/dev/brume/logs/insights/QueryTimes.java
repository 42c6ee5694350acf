package dev.brume.logs.insights;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The format of times in results. */
final class QueryTimes {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private QueryTimes() {}

  /** Milliseconds since 1970 as {@code 2026-02-05 10:00:00.000}; other values unchanged. */
  static String shown(String millis) {
    BigDecimal number = QueryValues.number(millis);
    return number == null ? millis : SHOWN.format(Instant.ofEpochMilli(number.longValue()));
  }
}
