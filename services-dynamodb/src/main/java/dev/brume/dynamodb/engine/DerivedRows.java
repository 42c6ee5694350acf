package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** The rows of an index: derived from those of its table, and not stored. */
final class DerivedRows implements SortedRows {
  private NavigableMap<Blob, StoredItem> rows = new TreeMap<>();

  @Override
  public StoredItem get(Blob key) {
    return rows.get(key);
  }

  @Override
  public void put(Blob key, StoredItem item) {
    rows.put(key, item);
  }

  @Override
  public void remove(Blob key) {
    rows.remove(key);
  }

  @Override
  public int size() {
    return rows.size();
  }

  /** Takes the rows of {@code other}, which is not used afterwards. */
  void takeOver(DerivedRows other) {
    rows = other.rows;
  }

  @Override
  public void visit(ItemRange range, boolean forward, BiPredicate<Blob, StoredItem> visitor) {
    NavigableMap<Blob, StoredItem> part = rows;
    if (range.from() != null && range.to() != null) {
      if (range.from().compareTo(range.to()) >= 0) {
        return;
      }
      part = rows.subMap(range.from(), true, range.to(), false);
    } else if (range.from() != null) {
      part = rows.tailMap(range.from(), true);
    } else if (range.to() != null) {
      part = rows.headMap(range.to(), false);
    }
    for (Map.Entry<Blob, StoredItem> row : (forward ? part : part.descendingMap()).entrySet()) {
      if (!visitor.test(row.getKey(), row.getValue())) {
        return;
      }
    }
  }
}
