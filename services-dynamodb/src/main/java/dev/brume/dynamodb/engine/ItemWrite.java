package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.UpdatePlan;
import dev.brume.dynamodb.item.ItemValue;

/**
 * A write of one item.
 *
 * @param kind the kind of write
 * @param key the primary key, as a map of its attributes
 * @param item for a put the new item with its key; else null
 * @param update for an update its actions; else null
 * @param condition the condition on the present item; null for none
 */
public record ItemWrite(
    Kind kind, ItemValue key, ItemValue item, UpdatePlan update, BooleanExpression condition) {
  /** The kind of a write. */
  public enum Kind {
    /** Puts an item, replacing an existing one. */
    PUT,
    /** Updates an item, or creates it. */
    UPDATE,
    /** Deletes an item. */
    DELETE,
    /** Changes nothing, but fails if its condition fails. */
    CHECK
  }
}
