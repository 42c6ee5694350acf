package dev.brume.logs.engine;

/**
 * A task that exports the events of a group to a bucket.
 *
 * @param id a UUID
 * @param name null where it has none
 * @param group the group's name
 * @param streamPrefix what the names of streams must begin with; null for all
 * @param fromMillis the first moment of events
 * @param toMillis the last one
 * @param bucket where they go
 * @param keyPrefix what the keys of all objects begin with
 * @param status such as {@code PENDING}
 * @param message more of that; null for nothing
 * @param createdMillis when it was made
 * @param completedMillis null before its end
 */
public record LogsExportRecord(
    String id,
    String name,
    String group,
    String streamPrefix,
    long fromMillis,
    long toMillis,
    String bucket,
    String keyPrefix,
    String status,
    String message,
    long createdMillis,
    Long completedMillis) {
  public static final String PENDING = "PENDING";
  public static final String RUNNING = "RUNNING";
  public static final String COMPLETED = "COMPLETED";
  public static final String CANCELLED = "CANCELLED";
  public static final String FAILED = "FAILED";

  /** Whether it has not ended. */
  public boolean isActive() {
    return completedMillis == null;
  }

  /** The same in another status; {@code endMillis} is null where that is not its last. */
  public LogsExportRecord in(String newStatus, String newMessage, Long endMillis) {
    return new LogsExportRecord(
        id,
        name,
        group,
        streamPrefix,
        fromMillis,
        toMillis,
        bucket,
        keyPrefix,
        newStatus,
        newMessage,
        createdMillis,
        endMillis);
  }
}
