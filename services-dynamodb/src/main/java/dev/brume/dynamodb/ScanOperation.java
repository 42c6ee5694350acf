package dev.brume.dynamodb;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.api.ScanInput;
import dev.brume.dynamodb.api.ScanOutput;
import dev.brume.dynamodb.api.Select;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.ItemPage;
import dev.brume.dynamodb.engine.ItemRange;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.PageRequest;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.expression.RequestExpressions;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.item.WireItem;

/**
 * Reads a whole table or index, or a segment of it, in the order of the partition keys' hashes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html">Scan</a>
 */
final class ScanOperation {
  private final TableFinder tables;

  ScanOperation(TableFinder tables) {
    this.tables = tables;
  }

  ScanOutput scan(RequestContext context, ScanInput input) {
    new ParameterRules()
        .legacy("AttributesToGet", input.attributesToGet())
        .legacy("ScanFilter", input.scanFilter())
        .legacy("ConditionalOperator", input.conditionalOperator())
        .projection("ProjectionExpression", input.projectionExpression())
        .expression("FilterExpression", input.filterExpression())
        .check(input.expressionAttributeNames(), input.expressionAttributeValues());
    Projection attributes =
        input.attributesToGet() == null
            ? null
            : GetItemOperation.ofAttributes(input.attributesToGet());
    PageParameters.checkSelect(
        input.select(), input.indexName(), input.attributesToGet(), input.projectionExpression());
    BooleanExpression legacyFilter =
        LegacyConditions.filter(input.scanFilter(), input.conditionalOperator());
    ItemValue startKey = PageParameters.startKey(input.exclusiveStartKey());
    checkSegments(input);
    RequestExpressions expressions =
        RequestExpressions.of(input.expressionAttributeNames(), input.expressionAttributeValues());
    BooleanExpression filter = expressions.condition("FilterExpression", input.filterExpression());
    Projection projection = expressions.projection(input.projectionExpression());
    expressions.checkAllUsed();
    PageParameters page =
        new PageParameters(
            input.tableName(),
            input.indexName(),
            input.select(),
            startKey,
            projection == null ? attributes : projection,
            Boolean.TRUE.equals(input.consistentRead()));
    return read(context, input, page, filter == null ? legacyFilter : filter);
  }

  private static void checkSegments(ScanInput input) {
    if (input.segment() != null && input.totalSegments() == null) {
      throw Validation.error(
          "The TotalSegments parameter is required but was not present in the request when Segment"
              + " parameter is present");
    }
    if (input.totalSegments() == null) {
      return;
    }
    if (input.segment() == null) {
      throw Validation.error(
          "The Segment parameter is required but was not present in the request when parameter"
              + " TotalSegments is present");
    }
    if (input.segment() >= input.totalSegments()) {
      throw Validation.error(
          "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
              + " Segment: "
              + input.segment()
              + " is not less than TotalSegments: "
              + input.totalSegments());
    }
  }

  private ScanOutput read(
      RequestContext context,
      ScanInput input,
      PageParameters parameters,
      BooleanExpression filter) {
    ItemTable table = tables.table(context, input.tableName());
    TableRecord record = table.record();
    IndexRecord index = parameters.index(record, "Scan");
    parameters.checkStartKey(record, index, ": The provided key element does not match the schema");
    parameters.checkProjected(table, index);
    ItemRange range = range(input, parameters, table);
    KeyPaths.check(record, parameters.projection());
    KeyPaths.check(record, filter);
    ItemPage page =
        table.read(
            new PageRequest(
                input.indexName(),
                range,
                true,
                input.limit() == null ? 0 : input.limit(),
                filter,
                parameters.projection(),
                parameters.wantsWholeItems(table, index),
                Select.COUNT.equals(input.select()),
                Boolean.TRUE.equals(input.consistentRead())));
    return ScanOutput.builder()
        .items(Select.COUNT.equals(input.select()) ? null : WireItem.all(page.items()))
        .count(page.count())
        .scannedCount(page.scanned())
        .lastEvaluatedKey(WireItem.of(page.lastKey()))
        .consumedCapacity(
            parameters
                .consumed(page, index)
                .shown(input.returnConsumedCapacity(), input.tableName(), record))
        .build();
  }

  private static ItemRange range(ScanInput input, PageParameters parameters, ItemTable table) {
    ItemRange range =
        input.totalSegments() == null
            ? ItemRange.ALL
            : ItemRange.ofSegment(input.segment(), input.totalSegments());
    if (parameters.startKey() == null) {
      return range;
    }
    Blob position = table.position(input.indexName(), parameters.startKey());
    if (!range.contains(position)) {
      throw Validation.error(
          "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
              + " ExclusiveStartKey with correct Segment. TotalSegments: "
              + input.totalSegments()
              + " Segment: "
              + input.segment());
    }
    return range.after(position, true);
  }
}
