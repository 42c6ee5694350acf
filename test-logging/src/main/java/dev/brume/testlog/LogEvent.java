package dev.brume.testlog;

import org.slf4j.event.Level;

/**
 * One event of the log.
 *
 * @param logger the logger's name
 * @param level WARN or ERROR
 * @param message the formatted message
 * @param failure what was thrown, or null
 */
public record LogEvent(String logger, Level level, String message, Throwable failure) {

  /** The message with the failure and its causes, one text to look for words in. */
  String text() {
    StringBuilder text = new StringBuilder(message);
    for (Throwable at = failure; at != null; at = at.getCause()) {
      text.append('\n').append(at);
    }
    return text.toString();
  }
}
