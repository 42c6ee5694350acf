package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;

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
  static final String INSERT = "INSERT";
  static final String MODIFY = "MODIFY";
  static final String REMOVE = "REMOVE";
}
