package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.core.state.SortedTable;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The items of a table as they were at a moment of the recovery period. Asking for them costs
 * nothing; they are put together by whoever needs them, without a lock and on no event loop.
 *
 * @param rows the items as they are now
 * @param undone what was written since the moment, the latest first
 */
public record PastItems(
    Iterable<SortedTable.Entry<StoredItem>> rows, Iterable<SortedTable.Entry<UndoneWrite>> undone) {

  /**
   * The items in the order of their keys; takes as long as all items and all writes since then
   * take.
   */
  public NavigableMap<Blob, StoredItem> items() {
    NavigableMap<Blob, StoredItem> items = new TreeMap<>();
    rows.forEach(row -> items.put(row.key().blob(), row.value()));
    for (SortedTable.Entry<UndoneWrite> each : undone) {
      UndoneWrite write = each.value();
      if (write.before() == null) {
        items.remove(write.key());
      } else {
        items.put(write.key(), new StoredItem(write.before()));
      }
    }
    return items;
  }
}
