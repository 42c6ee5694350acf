package dev.brume.dynamodb.engine;

import dev.brume.core.state.ByteKey;
import dev.brume.core.state.TableSpec;
import java.util.List;
import java.util.stream.Stream;

/** The tables of the store for all of DynamoDB's state. */
final class DynamoDbTables {
  /** The service that owns them. */
  static final String SERVICE = "dynamodb";

  /** The owner of the region's tables; a table's own belong to its id. */
  static final String REGION = "";

  /** Tables by name; of the region. */
  static final TableSpec<String, TableRecord> TABLES =
      new TableSpec<>(SERVICE, "tables", String.class, TableRecord.class);

  /** Items by key; of a table. */
  static final TableSpec<ByteKey, StoredItem> ITEMS =
      TableSpec.sorted(SERVICE, "items", StoredItem.class);

  /** Performed transactions by client token; of the region. */
  static final TableSpec<String, DoneTransaction> TRANSACTIONS =
      new TableSpec<>(SERVICE, "transactions", String.class, DoneTransaction.class);

  /** Streams by table name and label; of the region. */
  static final TableSpec<String, ChangeStreamRecord> STREAMS =
      new TableSpec<>(SERVICE, "streams", String.class, ChangeStreamRecord.class);

  /** Changes of items by number; of a stream. */
  static final TableSpec<ByteKey, ItemChange> CHANGES =
      TableSpec.sorted(SERVICE, "changes", ItemChange.class);

  /** Backups by id; of the region. */
  static final TableSpec<String, BackupRecord> BACKUPS =
      new TableSpec<>(SERVICE, "backups", String.class, BackupRecord.class);

  /** Backed-up items by key; of a backup. */
  static final TableSpec<ByteKey, StoredItem> BACKUP_ITEMS =
      TableSpec.sorted(SERVICE, "backup-items", StoredItem.class);

  /** Undo records of writes by number; of a table with point-in-time recovery. */
  static final TableSpec<ByteKey, UndoneWrite> RECOVERY =
      TableSpec.sorted(SERVICE, "recovery", UndoneWrite.class);

  /** Exports by id; of the region. */
  static final TableSpec<String, ExportRecord> EXPORTS =
      new TableSpec<>(SERVICE, "exports", String.class, ExportRecord.class);

  /** Imports by id; of the region. */
  static final TableSpec<String, ImportRecord> IMPORTS =
      new TableSpec<>(SERVICE, "imports", String.class, ImportRecord.class);

  /** Tables and backups that are being filled, by their ids; of the region. */
  static final TableSpec<String, UnfinishedCopy> UNFINISHED =
      new TableSpec<>(SERVICE, "unfinished", String.class, UnfinishedCopy.class);

  /** Bulk puts by their ids; of the region. */
  static final TableSpec<String, BulkPutRecord> BULK_PUTS =
      new TableSpec<>(SERVICE, "bulk-puts", String.class, BulkPutRecord.class);

  /** All tables. */
  static List<TableSpec<?, ?>> all() {
    return Stream.concat(
            Stream.of(
                TABLES,
                ITEMS,
                TRANSACTIONS,
                STREAMS,
                CHANGES,
                BACKUPS,
                BACKUP_ITEMS,
                RECOVERY,
                EXPORTS,
                IMPORTS,
                UNFINISHED,
                BULK_PUTS),
            Stream.of(
                    ChangeFeed.DELIVERIES,
                    ReplicaFeed.REPLICATIONS,
                    Transfers.TASKS,
                    DynamoDbRegion.DELETIONS)
                .flatMap(tasks -> tasks.tables().stream()))
        .toList();
  }

  private DynamoDbTables() {}
}
