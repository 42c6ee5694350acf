package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import java.util.function.BiPredicate;

/** Rows in the order of their keys. The lock of their table guards them. */
interface SortedRows {
  /** The row at {@code key}, or null. */
  StoredItem get(Blob key);

  void put(Blob key, StoredItem item);

  void remove(Blob key);

  int size();

  /**
   * Visits the rows of a range until {@code visitor} says false. They are not changed meanwhile.
   *
   * @param forward whether in the order of the keys, or against it
   */
  void visit(ItemRange range, boolean forward, BiPredicate<Blob, StoredItem> visitor);
}
