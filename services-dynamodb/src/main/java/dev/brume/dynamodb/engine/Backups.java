package dev.brume.dynamodb.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.SortedTable;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The backups of a region's tables: their items as they were. The items' bytes are shared with the
 * tables as long as both have them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/backuprestore_HowItWorks.html">Backup
 *     and restore for DynamoDB: how it works</a>
 */
public final class Backups {
  /** "DynamoDB automatically creates a system backup … retained for 35 days". */
  private static final long SYSTEM_LIFE_MILLIS = 35L * 86_400_000;

  private static final String OF_DELETED_TABLE = "$DeletedTableBackup";
  private static final int SUFFIX_LENGTH = 8;
  private static final String HEXADECIMAL = "0123456789abcdef";

  private final Tables store;
  private final Surroundings surroundings;
  private final Table<String, BackupRecord> records;

  Backups(Tables store, Surroundings surroundings) {
    this.store = store;
    this.surroundings = surroundings;
    records = store.table(DynamoDbTables.BACKUPS, DynamoDbTables.REGION);
  }

  /** Makes a backup that stays until it is deleted. */
  public BackupRecord create(ItemTable table, String name) {
    return add(table, name, BackupRecord.USER, 0);
  }

  /** Keeps the items of a table with point-in-time recovery that is being deleted. */
  void keepDeleted(ItemTable table) {
    long expiry = surroundings.timeline().nowMillis() + SYSTEM_LIFE_MILLIS;
    add(table, table.record().name() + OF_DELETED_TABLE, BackupRecord.SYSTEM, expiry);
  }

  private synchronized BackupRecord add(
      ItemTable table, String name, String type, long expiryMillis) {
    forgetExpired();
    long now = surroundings.timeline().nowMillis();
    String id = "%014d-%s".formatted(now, surroundings.ids().text(SUFFIX_LENGTH, HEXADECIMAL));
    SortedTable<StoredItem> items = store.sorted(DynamoDbTables.BACKUP_ITEMS, id);
    long[] bytes = new long[1];
    TableRecord record =
        table.copyTo(
            (key, item) -> {
              items.put(ByteKey.of(key), item);
              bytes[0] += item.value().sizeBytes();
            });
    BackupRecord backup =
        new BackupRecord(id, name, type, record, bytes[0], items.size(), now, expiryMillis);
    records.put(id, backup);
    return backup;
  }

  private void forgetExpired() {
    all().stream().filter(this::isExpired).forEach(this::remove);
  }

  private boolean isExpired(BackupRecord backup) {
    return backup.expiryMillis() != 0
        && backup.expiryMillis() <= surroundings.timeline().nowMillis();
  }

  /** The backup of that id and table, or null. */
  public synchronized BackupRecord find(String tableName, String id) {
    BackupRecord backup = records.get(id);
    return backup == null || !backup.table().name().equals(tableName) || isExpired(backup)
        ? null
        : backup;
  }

  /** All that have not expired, the oldest first. */
  public synchronized List<BackupRecord> list() {
    return all().stream().filter(backup -> !isExpired(backup)).toList();
  }

  private List<BackupRecord> all() {
    NavigableMap<String, BackupRecord> all = new TreeMap<>(Comparator.naturalOrder());
    records.forEach(all::put);
    return List.copyOf(all.values());
  }

  /** Deletes a backup. */
  public synchronized void delete(BackupRecord backup) {
    remove(backup);
  }

  private void remove(BackupRecord backup) {
    records.remove(backup.id());
    store.drop(DynamoDbTables.BACKUP_ITEMS, backup.id());
  }

  /** Puts the items of a backup into a new table. */
  synchronized void copyTo(BackupRecord backup, SortedTable<StoredItem> items) {
    store.sorted(DynamoDbTables.BACKUP_ITEMS, backup.id()).forEach(items::put);
  }
}
