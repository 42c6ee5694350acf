package dev.brume.dynamodb.engine;

import java.util.Map;

/**
 * What is kept with a table and does not change how items are read or written.
 *
 * @param tableClass STANDARD or STANDARD_INFREQUENT_ACCESS; null where never set
 * @param tableClassMillis when it was last changed; 0 for never
 * @param deletionProtection whether the table can't be deleted
 * @param encryptionKeyArn the KMS key, or null for the key that DynamoDB owns
 * @param streamView NEW_IMAGE and the like; null while there is no stream
 * @param streamLabel of the latest stream, enabled or not; null where there never was one
 * @param tags by key
 */
public record TableSettings(
    String tableClass,
    long tableClassMillis,
    boolean deletionProtection,
    String encryptionKeyArn,
    String streamView,
    String streamLabel,
    Map<String, String> tags) {

  /** The same with another class. */
  public TableSettings withTableClass(String changed, long nowMillis) {
    return new TableSettings(
        changed, nowMillis, deletionProtection, encryptionKeyArn, streamView, streamLabel, tags);
  }

  /** The same with deletion protection on or off. */
  public TableSettings withDeletionProtection(boolean on) {
    return new TableSettings(
        tableClass, tableClassMillis, on, encryptionKeyArn, streamView, streamLabel, tags);
  }

  /** The same with another key, or null for DynamoDB's own. */
  public TableSettings withEncryptionKey(String arn) {
    return new TableSettings(
        tableClass, tableClassMillis, deletionProtection, arn, streamView, streamLabel, tags);
  }

  /** The same with a stream, or with none where {@code view} is null. */
  public TableSettings withStream(String view, String label) {
    return new TableSettings(
        tableClass, tableClassMillis, deletionProtection, encryptionKeyArn, view, label, tags);
  }

  /** The same with other tags. */
  public TableSettings withTags(Map<String, String> changed) {
    return new TableSettings(
        tableClass,
        tableClassMillis,
        deletionProtection,
        encryptionKeyArn,
        streamView,
        streamLabel,
        changed);
  }
}
