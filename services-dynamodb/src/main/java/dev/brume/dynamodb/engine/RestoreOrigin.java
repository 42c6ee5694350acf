package dev.brume.dynamodb.engine;

/**
 * What a table was restored from.
 *
 * @param backupArn the backup; null where it was restored to a point in time
 * @param tableArn the source table
 * @param restoreMillis the moment to which it was restored, or at which
 */
public record RestoreOrigin(String backupArn, String tableArn, long restoreMillis) {}
