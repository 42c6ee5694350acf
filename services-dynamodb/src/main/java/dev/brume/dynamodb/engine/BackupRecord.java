package dev.brume.dynamodb.engine;

/**
 * A backup as it is kept, without its items.
 *
 * @param id the end of its ARN; sorts by time
 * @param name as its maker called it
 * @param type USER or SYSTEM
 * @param table the table as it was
 * @param sizeBytes how big its items are
 * @param itemCount how many they are
 * @param createdMillis when it was made
 * @param expiryMillis when it goes by itself; 0 for never
 */
public record BackupRecord(
    String id,
    String name,
    String type,
    TableRecord table,
    long sizeBytes,
    long itemCount,
    long createdMillis,
    long expiryMillis) {
  /** The type of backups that somebody asked for. */
  public static final String USER = "USER";

  /** The type of backups that DynamoDB makes by itself. */
  public static final String SYSTEM = "SYSTEM";

  /** The same with so many items. */
  BackupRecord withContents(long bytes, long items) {
    return new BackupRecord(id, name, type, table, bytes, items, createdMillis, expiryMillis);
  }
}
