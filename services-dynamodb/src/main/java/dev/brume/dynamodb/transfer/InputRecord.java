package dev.brume.dynamodb.transfer;

import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.item.ItemValue;
import java.util.Map;

/**
 * An item as a file has it, with the condition under which a bulk put writes it.
 *
 * @param item the item
 * @param condition a condition expression; null for none
 * @param names what the expression's names stand for; may be null
 * @param values what the expression's values stand for; may be null
 */
public record InputRecord(
    ItemValue item,
    String condition,
    Map<String, String> names,
    Map<String, AttributeValue> values) {
  static final String ITEM = "Item";
  static final String CONDITION = "ConditionExpression";
  static final String NAMES = "ExpressionAttributeNames";
  static final String VALUES = "ExpressionAttributeValues";

  /** An item that is written whatever is there. */
  static InputRecord of(ItemValue item) {
    return new InputRecord(item, null, null, null);
  }
}
