package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.Projection;

/**
 * A page to read from a table or index.
 *
 * @param indexName the index; null for the table itself
 * @param range the range
 * @param forward whether in ascending key order
 * @param limit the most items to evaluate; 0 for the page size limit
 * @param filter the condition for returned items; null for none
 * @param projection the returned attributes; null for all that the index projects
 * @param wholeItems whether attributes that a local index lacks are fetched from the table
 * @param countOnly whether only the count is requested
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
  /** The same of another range, with another limit. */
  public PageRequest of(ItemRange other, int most) {
    return new PageRequest(
        indexName, other, forward, most, filter, projection, wholeItems, countOnly, consistent);
  }

  /** The length of the hash at the start of a key. */
  private static final int HASH_BYTES = 8;

  /** A key in the only partition read; null if there may be several. */
  Blob partition() {
    Blob from = range.from();
    return from == null || from.length() <= HASH_BYTES ? null : from;
  }
}
