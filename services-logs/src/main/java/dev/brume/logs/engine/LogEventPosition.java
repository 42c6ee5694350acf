package dev.brume.logs.engine;

import dev.brume.core.state.ByteKey;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of an event in its group: ordered by time, then by number. Its id has 56 digits, as
 * on AWS.
 *
 * @param timestamp in milliseconds
 * @param sequence the event's number
 */
public record LogEventPosition(long timestamp, long sequence) {
  private static final Pattern ID = Pattern.compile("3(\\d{19})(\\d{36})");

  /** The id of the event. */
  public String id() {
    return String.format(Locale.ROOT, "3%019d%036d", timestamp, sequence);
  }

  /** The position that an id encodes; empty if it is invalid. */
  public static Optional<LogEventPosition> ofId(String id) {
    Matcher matcher = ID.matcher(id);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LogEventPosition(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
    } catch (NumberFormatException tooBig) {
      return Optional.empty();
    }
  }

  /** The next position. */
  public LogEventPosition next() {
    return new LogEventPosition(timestamp, sequence + 1);
  }

  /** The earlier of two positions. */
  public static LogEventPosition earlier(LogEventPosition one, LogEventPosition other) {
    return one.key().compareTo(other.key()) <= 0 ? one : other;
  }

  /** The later of two positions. */
  public static LogEventPosition later(LogEventPosition one, LogEventPosition other) {
    return one.key().compareTo(other.key()) >= 0 ? one : other;
  }

  ByteKey key() {
    return ByteKey.builder().whole(timestamp).whole(sequence).build();
  }

  ByteKey keyIn(String stream) {
    return ByteKey.builder().text(stream).whole(timestamp).whole(sequence).build();
  }
}
