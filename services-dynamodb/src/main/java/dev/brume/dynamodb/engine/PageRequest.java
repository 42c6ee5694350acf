package dev.brume.dynamodb.engine;

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
 */
public record PageRequest(
    String indexName,
    ItemRange range,
    boolean forward,
    int limit,
    BooleanExpression filter,
    Projection projection,
    boolean wholeItems,
    boolean countOnly) {}
