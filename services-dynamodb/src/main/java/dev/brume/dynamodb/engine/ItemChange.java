package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.ItemValue;

/**
 * A change of an item as a stream keeps it.
 *
 * @param event INSERT, MODIFY or REMOVE
 * @param keys the item's primary key, a value of type M
 * @param oldImage the item before; null where there was none, or the view has none
 * @param newImage the item after; null where there is none, or the view has none
 * @param expired whether the item was deleted because its time to live was over
 */
public record ItemChange(String event, Blob keys, Blob oldImage, Blob newImage, boolean expired) {
  private static final String INSERT = "INSERT";
  private static final String MODIFY = "MODIFY";
  private static final String REMOVE = "REMOVE";

  /**
   * The change between two states of an item.
   *
   * @param keys takes the primary key out of an item
   * @param view KEYS_ONLY, NEW_IMAGE, OLD_IMAGE or NEW_AND_OLD_IMAGES
   * @param before the item as it was, or null
   * @param after the item as it is, or null
   * @return null where the item stays as it is
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

  /** What AWS counts as a record's size: that of its keys and images. */
  public long sizeBytes() {
    return bytes(keys) + bytes(oldImage) + bytes(newImage);
  }

  private static long bytes(Blob item) {
    return item == null ? 0 : ItemValue.of(item).sizeBytes();
  }
}
