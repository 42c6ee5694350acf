package dev.brume.s3.object;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Dates in headers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110: date/time
 *     formats</a>
 */
final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  static String format(Instant moment) {
    return FORMAT.format(moment);
  }

  /** The parsed time, or null if {@code text} is not a date. */
  static Instant parse(String text) {
    try {
      return FORMAT.parse(text.trim(), Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
