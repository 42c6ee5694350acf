package dev.brume.dynamodb.engine;

/**
 * A table that is to be deleted.
 *
 * @param tableName the table
 * @param tableId tells it from a later one of the same name
 */
record TableDeletion(String tableName, String tableId) {}
