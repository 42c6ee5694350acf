package dev.brume.dynamodb.engine;

import java.util.function.Consumer;

/**
 * A write of a transaction.
 *
 * @param table where
 * @param write what
 * @param check checks the write against the table as it is, and throws a ValidationException
 */
public record TransactionPart(ItemTable table, ItemWrite write, Consumer<TableRecord> check) {}
