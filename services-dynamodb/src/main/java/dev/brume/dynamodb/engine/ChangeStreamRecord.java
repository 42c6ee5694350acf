package dev.brume.dynamodb.engine;

/**
 * The stored form of a stream, without its changes.
 *
 * @param tableName its table
 * @param label when it was enabled, in AWS's format; distinguishes it from the table's other
 *     streams
 * @param view KEYS_ONLY, NEW_IMAGE, OLD_IMAGE or NEW_AND_OLD_IMAGES
 * @param key the table's primary key
 * @param createdMillis when it was enabled
 * @param endedMillis when it was disabled, or its table deleted; 0 while it is enabled
 * @param trimmedSequence the number of the newest change that has been trimmed; 0 for none
 * @param policy its resource-based policy, or null
 */
record ChangeStreamRecord(
    String tableName,
    String label,
    String view,
    KeyDefinition key,
    long createdMillis,
    long endedMillis,
    long trimmedSequence,
    AttachedPolicy policy) {

  /** The same, ended. */
  ChangeStreamRecord endedAt(long millis) {
    return new ChangeStreamRecord(
        tableName, label, view, key, createdMillis, millis, trimmedSequence, policy);
  }

  /** The same with changes trimmed up to {@code sequence}. */
  ChangeStreamRecord trimmedTo(long sequence) {
    return new ChangeStreamRecord(
        tableName, label, view, key, createdMillis, endedMillis, sequence, policy);
  }

  /** The same with another policy, or none. */
  ChangeStreamRecord withPolicy(AttachedPolicy changed) {
    return new ChangeStreamRecord(
        tableName, label, view, key, createdMillis, endedMillis, trimmedSequence, changed);
  }
}
