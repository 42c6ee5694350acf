package dev.brume.logs.engine;

import java.nio.charset.StandardCharsets;

/**
 * An event.
 *
 * @param stream its log stream
 * @param timestamp the sender's time, in milliseconds
 * @param ingestedMillis when it was received
 * @param sequence its number within the group
 * @param message its text
 */
public record LogEventRecord(
    String stream, long timestamp, long ingestedMillis, long sequence, String message) {

  /** Its position in the group. */
  public LogEventPosition position() {
    return new LogEventPosition(timestamp, sequence);
  }

  /** Its billed size in bytes. */
  public long bytes() {
    return size(message);
  }

  /** The billed size of a message: its UTF-8 bytes "plus 26 bytes for each log event". */
  public static long size(String message) {
    return message.getBytes(StandardCharsets.UTF_8).length + LogsQuotas.EVENT_OVERHEAD_BYTES;
  }
}
