package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import java.util.function.BiPredicate;

/** Rows in key order. The lock of their table guards them. */
interface SortedRows {
  /** The row at {@code key}, or null. */
  StoredItem get(Blob key);

  void put(Blob key, StoredItem item);

  void remove(Blob key);

  int size();

  /**
   * Visits the rows of a range until {@code visitor} returns false. They must not change meanwhile.
   *
   * @param forward whether in ascending key order, else descending
   */
  void visit(ItemRange range, boolean forward, BiPredicate<Blob, StoredItem> visitor);
}
