package dev.brume.dynamodb;

import dev.brume.core.gateway.RequestContext;
import dev.brume.dynamodb.api.GetItemInput;
import dev.brume.dynamodb.api.GetItemOutput;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.KeyCheck;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.expression.RequestExpressions;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.item.WireItem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one item.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html">GetItem</a>
 */
final class GetItemOperation {
  private final TableFinder tables;

  GetItemOperation(TableFinder tables) {
    this.tables = tables;
  }

  GetItemOutput getItem(RequestContext context, GetItemInput input) {
    new ParameterRules()
        .legacy("AttributesToGet", input.attributesToGet())
        .projection("ProjectionExpression", input.projectionExpression())
        .check(input.expressionAttributeNames(), null);
    ItemValue key = AttributeReader.item(input.key());
    Projection projection =
        projection(
            input.attributesToGet(),
            input.projectionExpression(),
            input.expressionAttributeNames());
    ItemTable table = tables.table(context, input.tableName());
    KeyCheck.checkKey(table.record().key(), key);
    KeyPaths.check(table.record(), projection);
    boolean consistent = Boolean.TRUE.equals(input.consistentRead());
    ItemValue item = table.get(key, ConsumedUnits.read(0, consistent));
    double units = ConsumedUnits.read(item == null ? 0 : item.sizeBytes(), consistent);
    return GetItemOutput.builder()
        .item(WireItem.of(item == null || projection == null ? item : projection.of(item)))
        .consumedCapacity(
            new ConsumedUnits(ConsumedUnits.Kind.PLAIN)
                .addTable(units)
                .shown(input.returnConsumedCapacity(), input.tableName(), table.record()))
        .build();
  }

  /** The requested attributes: by AttributesToGet, by a ProjectionExpression, or null for all. */
  static Projection projection(
      List<String> attributesToGet, String expression, Map<String, String> names) {
    if (attributesToGet != null) {
      return ofAttributes(attributesToGet);
    }
    if (expression == null) {
      return null;
    }
    RequestExpressions expressions = RequestExpressions.of(names, null);
    Projection projection = expressions.projection(expression);
    expressions.checkAllUsed();
    return projection;
  }

  /** The attributes in AttributesToGet. */
  static Projection ofAttributes(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw Validation.parameter("Duplicate value in attribute name: " + name);
      }
    }
    return Projection.ofNames(names);
  }
}
