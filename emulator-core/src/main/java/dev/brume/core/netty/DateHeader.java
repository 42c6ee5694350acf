package dev.brume.core.netty;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** The value of the Date header, formatted once a second. Safe for use by many threads. */
final class DateHeader {
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private record Formatted(long second, byte[] bytes) {}

  private final LongSupplier clockMillis;
  private volatile Formatted last = new Formatted(Long.MIN_VALUE, new byte[0]);

  DateHeader(LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
  }

  /** The current second as ASCII bytes; must not be modified. */
  byte[] bytes() {
    long second = Math.floorDiv(clockMillis.getAsLong(), 1000L);
    Formatted known = last;
    if (known.second != second) {
      known = new Formatted(second, format(second).getBytes(StandardCharsets.US_ASCII));
      last = known;
    }
    return known.bytes;
  }

  /**
   * The RFC 9110 format: {@code Sun, 01 Jun 2025 12:00:00 GMT}. A formatter would load day and
   * month names from the locale's tables, which delays the first response.
   */
  private static String format(long second) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(29);
    text.append(DAYS[time.getDayOfWeek().ordinal()]).append(", ");
    digits(text, time.getDayOfMonth(), 2).append(' ');
    text.append(MONTHS[time.getMonthValue() - 1]).append(' ');
    digits(text, time.getYear(), 4).append(' ');
    digits(text, time.getHour(), 2).append(':');
    digits(text, time.getMinute(), 2).append(':');
    return digits(text, time.getSecond(), 2).append(" GMT").toString();
  }

  private static StringBuilder digits(StringBuilder text, int value, int count) {
    String number = Integer.toString(value);
    for (int i = number.length(); i < count; i++) {
      text.append('0');
    }
    return text.append(number);
  }
}
