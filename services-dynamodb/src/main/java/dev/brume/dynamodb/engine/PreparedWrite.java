package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.item.ItemValue;

/**
 * A write ready to be performed.
 *
 * @param key the item's key in the table
 * @param before the present item, or null
 * @param after the resulting item, or null
 * @param changes whether anything is written at all
 */
record PreparedWrite(Blob key, StoredItem before, StoredItem after, boolean changes) {
  /** The size of the resulting item; 0 if there is none. */
  long bytesAfter() {
    return after == null ? 0 : after.value().sizeBytes();
  }

  /** The item before the write, or null. */
  ItemValue itemBefore() {
    return before == null ? null : before.value();
  }
}
