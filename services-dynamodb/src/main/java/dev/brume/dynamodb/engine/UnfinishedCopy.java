package dev.brume.dynamodb.engine;

/**
 * A table or backup that is being filled and that nobody can see yet. One that is left over from a
 * crash is dropped.
 *
 * @param id of the table, or of the backup
 */
record UnfinishedCopy(String id) {}
