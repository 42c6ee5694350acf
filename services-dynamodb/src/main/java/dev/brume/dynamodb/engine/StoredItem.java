package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.item.ItemValue;

/**
 * An item as it is kept.
 *
 * @param content a value of type M in its own form
 */
public record StoredItem(Blob content) {
  static StoredItem of(ItemValue item) {
    return new StoredItem(item.encoded());
  }

  /** The item. */
  public ItemValue value() {
    return ItemValue.of(content);
  }
}
