package dev.brume.core.netty;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The value of the Date header, formatted once a second. Safe for use by many threads. */
final class DateHeader {
  /** The form that RFC 9110 demands; RFC_1123_DATE_TIME would write days of one digit. */
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private record Formatted(long second, byte[] bytes) {}

  private final LongSupplier clockMillis;
  private volatile Formatted last = new Formatted(Long.MIN_VALUE, new byte[0]);

  DateHeader(LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
  }

  /** The present second as ASCII bytes, not to be changed. */
  byte[] bytes() {
    long second = Math.floorDiv(clockMillis.getAsLong(), 1000L);
    Formatted known = last;
    if (known.second != second) {
      String text = FORMAT.format(Instant.ofEpochSecond(second));
      known = new Formatted(second, text.getBytes(StandardCharsets.US_ASCII));
      last = known;
    }
    return known.bytes;
  }
}
