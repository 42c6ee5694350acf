package dev.brume.s3.logging;

import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.HostId;
import dev.brume.s3.engine.Bucket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A record of an access log. "Any field can be set to - to indicate that the data was unknown or
 * unavailable, or that the field was not applicable to this request."
 *
 * <p>What clients choose can't break out of its field: white space, quotes, backslashes and what is
 * not ASCII are written as {@code \\xHH}. How S3 does that is not documented.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Amazon S3
 *     server access log format</a>
 */
final class LogLine {
  private static final String UNKNOWN = "-";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("'['dd/MMM/uuuu:HH:mm:ss xx']'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String[] values = new String[LogField.values().length];
  private final long timeMillis;

  /** A record of what {@code requestId} stands for, with the fields that every record has. */
  LogLine(Bucket bucket, long timeMillis, String requestId) {
    this.timeMillis = timeMillis;
    set(LogField.BUCKET_OWNER, CanonicalUserIds.canonicalId(bucket.owner()));
    set(LogField.BUCKET, bucket.name());
    set(LogField.TIME, TIME.format(Instant.ofEpochMilli(timeMillis)));
    set(LogField.REQUEST_ID, requestId);
    set(LogField.HOST_ID, HostId.of(requestId));
  }

  long timeMillis() {
    return timeMillis;
  }

  /** Sets a field to what S3 makes itself; null for unknown. */
  LogLine set(LogField field, String value) {
    values[field.ordinal()] = value;
    return this;
  }

  /** Sets a number; one that is not positive stands for none. */
  LogLine count(LogField field, long value) {
    return set(field, value > 0 ? Long.toString(value) : null);
  }

  /** Sets a field to what a client chose; null for unknown. */
  LogLine foreign(LogField field, String value) {
    return set(field, value == null || value.isEmpty() ? null : escaped(value, false));
  }

  /** Sets a field to what a client chose, in quotes, in which spaces may stand. */
  LogLine quoted(LogField field, String value) {
    return set(field, '"' + (value == null ? UNKNOWN : escaped(value, true)) + '"');
  }

  /** The key, URL-encoded but for its slashes. */
  LogLine key(String key) {
    return key == null || key.isEmpty()
        ? this
        : set(
            LogField.KEY,
            URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/"));
  }

  private static String escaped(String value, boolean spaces) {
    StringBuilder text = null;
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      boolean plain =
          character > ' ' && character < 0x7f && character != '"' && character != '\\'
              || spaces && character == ' ';
      if (!plain && text == null) {
        text = new StringBuilder(value.length() + 16).append(value, 0, i);
      }
      if (text != null && plain) {
        text.append(character);
      } else if (text != null) {
        escape(text, character);
      }
    }
    return text == null ? value : text.toString();
  }

  private static void escape(StringBuilder text, char character) {
    for (byte octet : String.valueOf(character).getBytes(StandardCharsets.UTF_8)) {
      text.append(String.format("\\x%02X", octet));
    }
  }

  /** The record, without the end of the line. */
  String text() {
    StringBuilder text = new StringBuilder(512);
    for (String value : values) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      text.append(value == null ? UNKNOWN : value);
    }
    return text.toString();
  }
}
