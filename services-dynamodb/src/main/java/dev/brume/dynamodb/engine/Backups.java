package dev.brume.dynamodb.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.KeyRange;
import dev.brume.core.state.SortedTable;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * The backups of a region's tables: their items at the time of the backup. The items' bytes are
 * shared with the tables while both have them.
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

  private final ItemCopies copies;

  Backups(Tables store, Surroundings surroundings, ItemCopies copies) {
    this.store = store;
    this.copies = copies;
    this.surroundings = surroundings;
    records = store.table(DynamoDbTables.BACKUPS, DynamoDbTables.REGION);
  }

  /**
   * A backup that is being made.
   *
   * @param record what it will be
   * @param copy its items; what is copied does not change any more
   */
  public record Unfinished(BackupRecord record, ItemCopy copy) {}

  /**
   * Begins a backup of a table as it is now, which stays until it is deleted: have its items
   * copied, then {@link #finish} it.
   */
  public synchronized Unfinished begin(ItemTable table, String name) {
    return begin(table, name, BackupRecord.USER, 0);
  }

  /** Keeps the items of a table with point-in-time recovery that is being deleted. */
  synchronized void keepDeleted(ItemTable table) {
    long expiry = surroundings.timeline().nowMillis() + SYSTEM_LIFE_MILLIS;
    String name = table.record().name() + OF_DELETED_TABLE;
    Unfinished backup = begin(table, name, BackupRecord.SYSTEM, expiry);
    while (backup.copy().step()) {}
    finish(backup);
  }

  private Unfinished begin(ItemTable table, String name, String type, long expiryMillis) {
    forgetExpired();
    long now = surroundings.timeline().nowMillis();
    String id = "%014d-%s".formatted(now, surroundings.ids().text(SUFFIX_LENGTH, HEXADECIMAL));
    TableCopy source = table.copy();
    return new Unfinished(
        new BackupRecord(id, name, type, source.record(), 0, 0, now, expiryMillis),
        copies.begin(DynamoDbTables.BACKUP_ITEMS, id, rows(source.rows()), null));
  }

  static Iterator<Map.Entry<ByteKey, StoredItem>> rows(
      Iterable<SortedTable.Entry<StoredItem>> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> Map.entry(row.key(), row.value()))
        .iterator();
  }

  /** All items are copied: the backup is there from now on. */
  public synchronized BackupRecord finish(Unfinished made) {
    BackupRecord backup = made.record().withContents(made.copy().sizeBytes(), made.copy().count());
    records.put(backup.id(), backup);
    copies.finish(made.copy());
    return backup;
  }

  private void forgetExpired() {
    all().stream().filter(this::isExpired).forEach(this::remove);
  }

  private boolean isExpired(BackupRecord backup) {
    return backup.expiryMillis() != 0
        && backup.expiryMillis() <= surroundings.timeline().nowMillis();
  }

  /** The backup with that id and table, or null. */
  public synchronized BackupRecord find(String tableName, String id) {
    BackupRecord backup = records.get(id);
    return backup == null || !backup.table().name().equals(tableName) || isExpired(backup)
        ? null
        : backup;
  }

  /** All unexpired backups, oldest first. */
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

  /** The items of a backup. */
  Iterator<Map.Entry<ByteKey, StoredItem>> rows(BackupRecord backup) {
    return rows(store.sorted(DynamoDbTables.BACKUP_ITEMS, backup.id()).scan(KeyRange.ALL));
  }
}
