package dev.brume.dynamodb.engine;

import dev.brume.core.state.ByteKey;
import dev.brume.core.state.SortedTable;
import java.util.Iterator;
import java.util.Map;

/** Items that are copied some at a time, each time in a section of the store. */
public final class ItemCopy {
  private final String id;
  private final Iterator<Map.Entry<ByteKey, StoredItem>> from;
  private final SortedTable<StoredItem> to;
  private final ItemFill fill;
  private long sizeBytes;

  ItemCopy(
      String id,
      Iterator<Map.Entry<ByteKey, StoredItem>> from,
      SortedTable<StoredItem> to,
      ItemFill fill) {
    this.id = id;
    this.from = from;
    this.to = to;
    this.fill = fill;
  }

  String id() {
    return id;
  }

  /** Copies some items; false where none is left. Call inside a section. */
  public boolean step() {
    for (int i = 0; i < ItemFill.SLICE_ITEMS && from.hasNext(); i++) {
      Map.Entry<ByteKey, StoredItem> row = from.next();
      to.put(row.getKey(), row.getValue());
      sizeBytes += row.getValue().value().sizeBytes();
      if (fill != null) {
        fill.add(row.getKey().blob(), row.getValue());
      }
    }
    if (from.hasNext()) {
      return true;
    }
    if (fill != null) {
      fill.complete();
    }
    return false;
  }

  /** What was made of the items; null where nothing was. */
  ItemFill fill() {
    return fill;
  }

  /** How many items there are. */
  int count() {
    return to.size();
  }

  /** How big they are together. */
  long sizeBytes() {
    return sizeBytes;
  }
}
