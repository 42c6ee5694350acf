package dev.brume.logs.engine;

import java.util.Map;

/**
 * A log group, without its streams and events.
 *
 * @param name its name
 * @param createdMillis its creation time
 * @param retentionDays the retention of its events; 0 for unlimited
 * @param logClass STANDARD or INFREQUENT_ACCESS
 * @param storedBytes the billed size of its events, including the overhead of each
 * @param lastSequence the number of the latest event, counted from 1
 * @param tags in their order
 * @param isProtected whether it can't be deleted
 * @param kmsKeyArn of its own key; null for AWS's
 */
public record LogGroupRecord(
    String name,
    long createdMillis,
    int retentionDays,
    String logClass,
    long storedBytes,
    long lastSequence,
    Map<String, String> tags,
    boolean isProtected,
    String kmsKeyArn) {

  /** A copy with other tags. */
  public LogGroupRecord withTags(Map<String, String> newTags) {
    return new LogGroupRecord(
        name,
        createdMillis,
        retentionDays,
        logClass,
        storedBytes,
        lastSequence,
        newTags,
        isProtected,
        kmsKeyArn);
  }

  /** A copy with another retention; 0 for unlimited. */
  public LogGroupRecord withRetention(int days) {
    return new LogGroupRecord(
        name,
        createdMillis,
        days,
        logClass,
        storedBytes,
        lastSequence,
        tags,
        isProtected,
        kmsKeyArn);
  }

  LogGroupRecord withEvents(long bytes, long sequence) {
    return new LogGroupRecord(
        name,
        createdMillis,
        retentionDays,
        logClass,
        bytes,
        sequence,
        tags,
        isProtected,
        kmsKeyArn);
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
        nowProtected,
        kmsKeyArn);
  }

  /** The same, encrypted with another key; null for AWS's. */
  public LogGroupRecord withKey(String newKeyArn) {
    return new LogGroupRecord(
        name,
        createdMillis,
        retentionDays,
        logClass,
        storedBytes,
        lastSequence,
        tags,
        isProtected,
        newKeyArn);
  }
}
