package dev.brume.logs.engine;

import java.nio.charset.StandardCharsets;

/**
 * An event.
 *
 * @param stream the log stream that it belongs to
 * @param timestamp what its sender says, in milliseconds
 * @param ingestedMillis when it came
 * @param sequence its number within the group
 * @param message its text
 */
public record LogEventRecord(
    String stream, long timestamp, long ingestedMillis, long sequence, String message) {

  /** Where it stands. */
  public LogEventPosition position() {
    return new LogEventPosition(timestamp, sequence);
  }

  /** What it counts. */
  public long bytes() {
    return size(message);
  }

  /** What an event with a message counts: its bytes in UTF-8 "plus 26 bytes for each log event". */
  public static long size(String message) {
    return message.getBytes(StandardCharsets.UTF_8).length + LogsQuotas.EVENT_OVERHEAD_BYTES;
  }
}
