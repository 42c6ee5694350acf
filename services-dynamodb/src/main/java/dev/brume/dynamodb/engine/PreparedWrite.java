package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.item.ItemValue;

/**
 * A write that can be done: what it found, and what it will leave.
 *
 * @param key where the item stands in the table
 * @param before the item as it was, or null
 * @param after the item as it will be, or null
 * @param changes whether anything is written at all
 */
record PreparedWrite(Blob key, StoredItem before, StoredItem after, boolean changes) {
  /** The item as it was, or null. */
  ItemValue itemBefore() {
    return before == null ? null : before.value();
  }
}
