package dev.brume.dynamodb.engine;

/**
 * The origin of a restored table.
 *
 * @param backupArn the backup; null for a point-in-time restore
 * @param tableArn the source table
 * @param restoreMillis the time to which it was restored, or at which
 */
public record RestoreOrigin(String backupArn, String tableArn, long restoreMillis) {}
