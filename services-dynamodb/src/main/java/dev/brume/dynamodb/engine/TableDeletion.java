package dev.brume.dynamodb.engine;

/**
 * A table that is to be deleted.
 *
 * @param tableName the table
 * @param tableId distinguishes it from a later table with the same name
 */
record TableDeletion(String tableName, String tableId) {}
