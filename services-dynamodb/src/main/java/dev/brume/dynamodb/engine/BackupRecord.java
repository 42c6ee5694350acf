package dev.brume.dynamodb.engine;

/**
 * The stored form of a backup, without its items.
 *
 * @param id the end of its ARN; sorts by time
 * @param name as requested
 * @param type USER or SYSTEM
 * @param table the table as it was
 * @param sizeBytes the size of its items
 * @param itemCount the number of its items
 * @param createdMillis when it was created
 * @param expiryMillis when it expires; 0 for never
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
  /** The type of requested backups. */
  public static final String USER = "USER";

  /** The type of DynamoDB's own backups. */
  public static final String SYSTEM = "SYSTEM";

  /** The same with so many items. */
  BackupRecord withContents(long bytes, long items) {
    return new BackupRecord(id, name, type, table, bytes, items, createdMillis, expiryMillis);
  }
}
