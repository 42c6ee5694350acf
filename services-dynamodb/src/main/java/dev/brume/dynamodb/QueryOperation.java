package dev.brume.dynamodb;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.api.QueryInput;
import dev.brume.dynamodb.api.QueryOutput;
import dev.brume.dynamodb.api.Select;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.ItemPage;
import dev.brume.dynamodb.engine.ItemRange;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.KeyDefinition;
import dev.brume.dynamodb.engine.PageRequest;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.expression.PathsIn;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.expression.RequestExpressions;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.item.WireItem;

/**
 * Reads items of one partition, in the order of the sort key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html">Query</a>
 */
final class QueryOperation {
  private final TableFinder tables;

  QueryOperation(TableFinder tables) {
    this.tables = tables;
  }

  /** The parsed query, before its table is known. */
  private record Parsed(
      PageParameters page, KeyConditionReading keys, BooleanExpression filter, String filterKind) {}

  QueryOutput query(RequestContext context, QueryInput input) {
    Parsed parsed = parse(input);
    ItemTable table = tables.table(context, input.tableName());
    TableRecord record = table.record();
    IndexRecord index = parsed.page().index(record, "Query");
    KeyDefinition key = index == null ? record.key() : index.key();
    parsed.page().checkStartKey(record, index, "");
    ItemRange range = parsed.keys().range(key);
    boolean forward = !Boolean.FALSE.equals(input.scanIndexForward());
    range = afterStart(parsed.page(), table, range, forward);
    KeyPaths.check(record, parsed.page().projection());
    checkFilter(parsed, key);
    parsed.page().checkProjected(table, index);
    KeyPaths.check(record, parsed.filter());
    ItemPage page =
        table.read(
            new PageRequest(
                input.indexName(),
                range,
                forward,
                input.limit() == null ? 0 : input.limit(),
                parsed.filter(),
                parsed.page().projection(),
                parsed.page().wantsWholeItems(table, index),
                Select.COUNT.equals(input.select()),
                Boolean.TRUE.equals(input.consistentRead())));
    return QueryOutput.builder()
        .items(Select.COUNT.equals(input.select()) ? null : WireItem.all(page.items()))
        .count(page.count())
        .scannedCount(page.scanned())
        .lastEvaluatedKey(WireItem.of(page.lastKey()))
        .consumedCapacity(
            parsed
                .page()
                .consumed(page, index)
                .shown(input.returnConsumedCapacity(), input.tableName(), record))
        .build();
  }

  private static Parsed parse(QueryInput input) {
    new ParameterRules()
        .legacy("AttributesToGet", input.attributesToGet())
        .legacy("QueryFilter", input.queryFilter())
        .legacy("ConditionalOperator", input.conditionalOperator())
        .legacy(
            "KeyConditions", input.keyConditionExpression() == null ? null : input.keyConditions())
        .projection("ProjectionExpression", input.projectionExpression())
        .expression("FilterExpression", input.filterExpression())
        .expression("KeyConditionExpression", input.keyConditionExpression())
        .check(input.expressionAttributeNames(), input.expressionAttributeValues());
    BooleanExpression legacyFilter =
        LegacyConditions.filter(input.queryFilter(), input.conditionalOperator());
    Projection attributes =
        input.attributesToGet() == null
            ? null
            : GetItemOperation.ofAttributes(input.attributesToGet());
    PageParameters.checkSelect(
        input.select(), input.indexName(), input.attributesToGet(), input.projectionExpression());
    var startKey = PageParameters.startKey(input.exclusiveStartKey());
    if (input.keyConditions() == null && input.keyConditionExpression() == null) {
      throw Validation.error(
          "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
              + " request.");
    }
    RequestExpressions expressions =
        RequestExpressions.of(input.expressionAttributeNames(), input.expressionAttributeValues());
    BooleanExpression keyCondition =
        expressions.condition("KeyConditionExpression", input.keyConditionExpression());
    BooleanExpression filter = expressions.condition("FilterExpression", input.filterExpression());
    Projection projection = expressions.projection(input.projectionExpression());
    expressions.checkAllUsed();
    KeyConditionReading keys =
        keyCondition == null
            ? KeyConditionReading.of(input.keyConditions())
            : KeyConditionReading.of(keyCondition);
    PageParameters page =
        new PageParameters(
            input.tableName(),
            input.indexName(),
            input.select(),
            startKey,
            projection == null ? attributes : projection,
            Boolean.TRUE.equals(input.consistentRead()));
    return filter == null
        ? new Parsed(page, keys, legacyFilter, "QueryFilter")
        : new Parsed(page, keys, filter, "Filter Expression");
  }

  private static ItemRange afterStart(
      PageParameters page, ItemTable table, ItemRange range, boolean forward) {
    if (page.startKey() == null) {
      return range;
    }
    Blob position = table.position(page.indexName(), page.startKey());
    if (!range.contains(position)) {
      throw Validation.error(
          "The provided starting key is outside query boundaries based on provided conditions");
    }
    return range.after(position, forward);
  }

  private static void checkFilter(Parsed parsed, KeyDefinition key) {
    for (Path path : PathsIn.of(parsed.filter())) {
      if (key.has(path.root())) {
        throw Validation.error(
            parsed.filterKind()
                + " can only contain non-primary key attributes: Primary key attribute: "
                + path.root());
      }
    }
  }
}
