package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.item.ItemValue;

/**
 * The stored form of an item.
 *
 * @param content an encoded value of type M
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
