package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.ItemValue;

/**
 * A change of an item in a stream.
 *
 * @param event INSERT, MODIFY or REMOVE
 * @param keys the item's primary key, a value of type M
 * @param oldImage the item before; null if there was none, or the view excludes it
 * @param newImage the item afterwards; null if there is none, or the view excludes it
 * @param expired whether the item was deleted by time to live
 */
public record ItemChange(String event, Blob keys, Blob oldImage, Blob newImage, boolean expired) {
  private static final String INSERT = "INSERT";
  private static final String MODIFY = "MODIFY";
  private static final String REMOVE = "REMOVE";

  /**
   * The change between two states of an item.
   *
   * @param keys extracts the primary key from an item
   * @param view KEYS_ONLY, NEW_IMAGE, OLD_IMAGE or NEW_AND_OLD_IMAGES
   * @param before the item before, or null
   * @param after the item afterwards, or null
   * @return null if the item is unchanged
   */
  static ItemChange of(
      Projection keys, String view, StoredItem before, StoredItem after, boolean expired) {
    ItemValue old = before == null ? null : before.value();
    ItemValue now = after == null ? null : after.value();
    if (old == null ? now == null : old.equals(now)) {
      return null;
    }
    boolean oldShown = old != null && view.contains("OLD");
    boolean newShown = now != null && view.startsWith("NEW");
    return new ItemChange(
        old == null ? INSERT : now == null ? REMOVE : MODIFY,
        keys.of(old == null ? now : old).encoded(),
        oldShown ? before.content() : null,
        newShown ? after.content() : null,
        expired);
  }

  /** The record's size by AWS's rules: that of its keys and images. */
  public long sizeBytes() {
    return bytes(keys) + bytes(oldImage) + bytes(newImage);
  }

  private static long bytes(Blob item) {
    return item == null ? 0 : ItemValue.of(item).sizeBytes();
  }
}
