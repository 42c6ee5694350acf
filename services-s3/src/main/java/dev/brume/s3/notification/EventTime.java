package dev.brume.s3.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times in the format of events. */
final class EventTime {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private EventTime() {}

  /** Always with three decimals. */
  static String millis(long millis) {
    return MILLIS.format(Instant.ofEpochMilli(millis));
  }

  /** With whole seconds. */
  static String seconds(long millis) {
    return Instant.ofEpochSecond(Math.floorDiv(millis, 1000)).toString();
  }
}
