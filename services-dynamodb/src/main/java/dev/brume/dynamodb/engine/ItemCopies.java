package dev.brume.dynamodb.engine;

import dev.brume.core.state.ByteKey;
import dev.brume.core.state.Table;
import dev.brume.core.state.TableSpec;
import dev.brume.core.state.Tables;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Items on their way into tables and backups that are being made. They are copied in many sections
 * of the store, so a crash may come between; what it leaves is dropped when the region is opened.
 */
final class ItemCopies {
  private final Tables store;
  private final Table<String, UnfinishedCopy> unfinished;

  /** Drops what a crash has left. */
  ItemCopies(Tables store) {
    this.store = store;
    unfinished = store.table(DynamoDbTables.UNFINISHED, DynamoDbTables.REGION);
    List<String> left = new ArrayList<>();
    unfinished.forEach((id, copy) -> left.add(id));
    left.forEach(this::drop);
  }

  /**
   * Begins a copy.
   *
   * @param into {@link DynamoDbTables#ITEMS} or {@link DynamoDbTables#BACKUP_ITEMS}
   * @param id of the table or backup
   * @param rows in the order of their keys
   * @param fill gets each item; null for nobody
   */
  ItemCopy begin(
      TableSpec<ByteKey, StoredItem> into,
      String id,
      Iterator<Map.Entry<ByteKey, StoredItem>> rows,
      ItemFill fill) {
    unfinished.put(id, new UnfinishedCopy(id));
    return new ItemCopy(id, rows, store.sorted(into, id), fill);
  }

  /** The copy is done, and somebody has it from now on. */
  void finish(ItemCopy copy) {
    unfinished.remove(copy.id());
  }

  /** Nobody wants it any more. */
  void drop(ItemCopy copy) {
    drop(copy.id());
  }

  /** How many are under way. */
  int underWay() {
    return unfinished.size();
  }

  private void drop(String id) {
    store.drop(DynamoDbTables.ITEMS, id);
    store.drop(DynamoDbTables.BACKUP_ITEMS, id);
    unfinished.remove(id);
  }
}
