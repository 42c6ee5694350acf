package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.UpdatePlan;
import dev.brume.dynamodb.item.ItemValue;

/**
 * A write of one item.
 *
 * @param kind what is done
 * @param key the primary key, as a map of its attributes
 * @param item of a put the new item, which has the key in it; else null
 * @param update of an update what it does; else null
 * @param condition what has to hold of the item as it is; null for nothing
 */
public record ItemWrite(
    Kind kind, ItemValue key, ItemValue item, UpdatePlan update, BooleanExpression condition) {
  /** What a write does. */
  public enum Kind {
    /** Puts an item in the place of any other. */
    PUT,
    /** Changes an item, or makes it. */
    UPDATE,
    /** Deletes an item. */
    DELETE,
    /** Changes nothing, but fails where its condition does not hold. */
    CHECK
  }
}
