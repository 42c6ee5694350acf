package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.Projection;

/**
 * What to read of a table or index.
 *
 * @param indexName the index; null for the table itself
 * @param range where
 * @param forward whether in the order of the keys
 * @param limit the most items to look at; 0 for as many as a page holds
 * @param filter what has to hold of an item to be returned; null for nothing
 * @param projection what of an item is returned; null for all that the index has
 * @param wholeItems whether attributes that a local index lacks are fetched from the table
 * @param countOnly whether no items are wanted
 * @param consistent whether the read is strongly consistent, which costs twice as much
 */
public record PageRequest(
    String indexName,
    ItemRange range,
    boolean forward,
    int limit,
    BooleanExpression filter,
    Projection projection,
    boolean wholeItems,
    boolean countOnly,
    boolean consistent) {
  /** A key begins with so many bytes of hash. */
  private static final int HASH_BYTES = 8;

  /** A key of the one partition that is read; null where it may be several. */
  Blob partition() {
    Blob from = range.from();
    return from == null || from.length() <= HASH_BYTES ? null : from;
  }
}
