package dev.brume.dynamodb.engine;

import dev.brume.core.state.ByteKey;
import dev.brume.core.state.TableSpec;
import java.util.List;

/** The tables of the store that hold everything DynamoDB knows. */
final class DynamoDbTables {
  /** The service that they belong to. */
  static final String SERVICE = "dynamodb";

  /** The owner of what belongs to no single table; a table's own belongs to its id. */
  static final String REGION = "";

  /** Tables by name; of the region. */
  static final TableSpec<String, TableRecord> TABLES =
      new TableSpec<>(SERVICE, "tables", String.class, TableRecord.class);

  /** Items by their keys' bytes, a character each; of a table. */
  static final TableSpec<String, StoredItem> ITEMS =
      new TableSpec<>(SERVICE, "items", String.class, StoredItem.class);

  /** Transactions that were done, by their client's token; of the region. */
  static final TableSpec<String, DoneTransaction> TRANSACTIONS =
      new TableSpec<>(SERVICE, "transactions", String.class, DoneTransaction.class);

  /** Streams by their tables' names and their labels; of the region. */
  static final TableSpec<String, ChangeStreamRecord> STREAMS =
      new TableSpec<>(SERVICE, "streams", String.class, ChangeStreamRecord.class);

  /** Changes of items by their numbers; of a stream. */
  static final TableSpec<ByteKey, ItemChange> CHANGES =
      TableSpec.sorted(SERVICE, "changes", ItemChange.class);

  /** All tables. */
  static final List<TableSpec<?, ?>> ALL = List.of(TABLES, ITEMS, TRANSACTIONS, STREAMS, CHANGES);

  private DynamoDbTables() {}
}
