package dev.brume.dynamodb.engine;

import java.util.function.Consumer;

/**
 * A write of a transaction.
 *
 * @param table the table
 * @param write the write
 * @param check checks the write against the present table, and throws a ValidationException
 */
public record TransactionPart(ItemTable table, ItemWrite write, Consumer<TableRecord> check) {}
