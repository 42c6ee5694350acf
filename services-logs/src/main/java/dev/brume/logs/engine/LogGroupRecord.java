package dev.brume.logs.engine;

import java.util.Map;

/**
 * A log group, without its streams and events.
 *
 * @param name its name
 * @param createdMillis when it was made
 * @param retentionDays how long its events are kept; 0 for ever
 * @param logClass STANDARD or INFREQUENT_ACCESS
 * @param storedBytes the sizes of its events, with what each costs beside its message
 * @param lastSequence the number of the latest event; the first has 1
 * @param tags in their order
 * @param isProtected whether it can't be deleted
 */
public record LogGroupRecord(
    String name,
    long createdMillis,
    int retentionDays,
    String logClass,
    long storedBytes,
    long lastSequence,
    Map<String, String> tags,
    boolean isProtected) {

  /** The same with other tags. */
  public LogGroupRecord withTags(Map<String, String> newTags) {
    return new LogGroupRecord(
        name,
        createdMillis,
        retentionDays,
        logClass,
        storedBytes,
        lastSequence,
        newTags,
        isProtected);
  }

  /** The same with another retention; 0 for none. */
  public LogGroupRecord withRetention(int days) {
    return new LogGroupRecord(
        name, createdMillis, days, logClass, storedBytes, lastSequence, tags, isProtected);
  }

  LogGroupRecord withEvents(long bytes, long sequence) {
    return new LogGroupRecord(
        name, createdMillis, retentionDays, logClass, bytes, sequence, tags, isProtected);
  }

  /** The same, protected from being deleted or not. */
  public LogGroupRecord withProtection(boolean nowProtected) {
    return new LogGroupRecord(
        name,
        createdMillis,
        retentionDays,
        logClass,
        storedBytes,
        lastSequence,
        tags,
        nowProtected);
  }
}
