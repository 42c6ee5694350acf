package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.core.state.Table;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Rows in the order of their keys. Those of a table are in the store too, from which the order is
 * made when the table is opened; those of an index are made from the table's. The lock of their
 * table guards them.
 */
final class SortedRows {
  private final Table<String, StoredItem> kept;
  private NavigableMap<Blob, StoredItem> rows = new TreeMap<>();

  private SortedRows(Table<String, StoredItem> kept) {
    this.kept = kept;
  }

  /** Rows that are made from others. */
  static SortedRows derived() {
    return new SortedRows(null);
  }

  /** Rows that {@code kept} has, and keeps. */
  static SortedRows of(Table<String, StoredItem> kept) {
    SortedRows rows = new SortedRows(kept);
    kept.forEach((key, item) -> rows.rows.put(keyOf(key), item));
    return rows;
  }

  /** A key as the store takes it: a character for each byte. */
  static String textOf(Blob key) {
    return new String(key.bytes(), StandardCharsets.ISO_8859_1);
  }

  private static Blob keyOf(String text) {
    return Blob.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  StoredItem get(Blob key) {
    return rows.get(key);
  }

  void put(Blob key, StoredItem item) {
    rows.put(key, item);
    if (kept != null) {
      kept.put(textOf(key), item);
    }
  }

  void remove(Blob key) {
    rows.remove(key);
    if (kept != null) {
      kept.remove(textOf(key));
    }
  }

  int size() {
    return rows.size();
  }

  /** Has the rows of {@code other}, which is not used any more. */
  void takeOver(SortedRows other) {
    rows = other.rows;
  }

  /**
   * Visits the rows of a range until {@code visitor} says false.
   *
   * @param forward whether in the order of the keys, or against it
   */
  void visit(ItemRange range, boolean forward, BiPredicate<Blob, StoredItem> visitor) {
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
