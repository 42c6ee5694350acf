package dev.brume.dynamodb.engine;

import dev.brume.core.state.SortedTable;

/**
 * A table as it was at a moment, whatever is changed later.
 *
 * @param record what it was
 * @param rows its items; reading them needs no lock
 */
record TableCopy(TableRecord record, Iterable<SortedTable.Entry<StoredItem>> rows) {}
