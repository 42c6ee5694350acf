package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.core.state.ByteKey;
import dev.brume.core.state.KeyRange;
import dev.brume.core.state.SortedTable;
import java.util.function.BiPredicate;

/** The stored rows of a table. */
final class StoredRows implements SortedRows {
  private final SortedTable<StoredItem> table;

  StoredRows(SortedTable<StoredItem> table) {
    this.table = table;
  }

  @Override
  public StoredItem get(Blob key) {
    return table.get(ByteKey.of(key));
  }

  @Override
  public void put(Blob key, StoredItem item) {
    table.put(ByteKey.of(key), item);
  }

  @Override
  public void remove(Blob key) {
    table.remove(ByteKey.of(key));
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public void visit(ItemRange range, boolean forward, BiPredicate<Blob, StoredItem> visitor) {
    if (range.from() != null && range.to() != null && range.from().compareTo(range.to()) >= 0) {
      return;
    }
    KeyRange keys = new KeyRange(key(range.from()), true, key(range.to()), false);
    for (SortedTable.Entry<StoredItem> row :
        forward ? table.scan(keys) : table.scanBackwards(keys)) {
      if (!visitor.test(row.key().blob(), row.value())) {
        return;
      }
    }
  }

  /** The rows as they are now, whatever is changed later; the lock is not needed to read them. */
  Iterable<SortedTable.Entry<StoredItem>> snapshot() {
    return table.scan(KeyRange.ALL);
  }

  private static ByteKey key(Blob bound) {
    return bound == null ? null : ByteKey.of(bound);
  }
}
