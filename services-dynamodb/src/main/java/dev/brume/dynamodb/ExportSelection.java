package dev.brume.dynamodb;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.engine.ExportFilter;
import dev.brume.dynamodb.engine.ItemRange;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.ConditionEvaluation;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.expression.RequestExpressions;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.WireItem;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The items and attributes selected by an export.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_FilterSpecification.html">FilterSpecification</a>
 */
final class ExportSelection {
  private final ItemRange range;
  private final BooleanExpression filter;
  private final Projection projection;

  private ExportSelection(ItemRange range, BooleanExpression filter, Projection projection) {
    this.range = range;
    this.filter = filter;
    this.projection = projection;
  }

  /**
   * Checks the expressions of a request.
   *
   * @throws dev.brume.core.error.AwsError ValidationException, as in Query
   */
  static void check(ExportFilter given) {
    read(given, null);
  }

  /**
   * The selection of an export of {@code table}.
   *
   * @throws dev.brume.core.error.AwsError ValidationException if the key condition does not match
   *     the table's key
   */
  static ExportSelection of(ExportFilter given, TableRecord table) {
    return given == null ? new ExportSelection(ItemRange.ALL, null, null) : read(given, table);
  }

  private static ExportSelection read(ExportFilter given, TableRecord table) {
    new ParameterRules()
        .projection("ProjectionExpression", given.projection())
        .expression("FilterExpression", given.filter())
        .expression("KeyConditionExpression", given.keyCondition())
        .check(given.names(), values(given));
    RequestExpressions expressions = RequestExpressions.of(given.names(), values(given));
    BooleanExpression keys = expressions.condition("KeyConditionExpression", given.keyCondition());
    BooleanExpression filter = expressions.condition("FilterExpression", given.filter());
    Projection projection = expressions.projection(given.projection());
    expressions.checkAllUsed();
    KeyConditionReading condition = keys == null ? null : KeyConditionReading.of(keys);
    ItemRange range =
        condition == null || table == null ? ItemRange.ALL : condition.range(table.key());
    return new ExportSelection(range, filter, projection);
  }

  private static Map<String, AttributeValue> values(ExportFilter given) {
    if (given.values() == null) {
      return null;
    }
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    given.values().forEach((name, value) -> values.put(name, WireItem.value(ItemValue.of(value))));
    return values;
  }

  /** Whether the item at {@code key} is selected; a null item is not. */
  boolean takes(Blob key, ItemValue item) {
    return item != null
        && range.contains(key)
        && (filter == null || ConditionEvaluation.holds(filter, item));
  }

  /** The selected part of an item; null for null. */
  ItemValue part(ItemValue item) {
    return item == null || projection == null ? item : projection.of(item);
  }
}
