package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.api.BatchGetItemInput;
import dev.brume.dynamodb.api.BatchGetItemOutput;
import dev.brume.dynamodb.api.ConsumedCapacity;
import dev.brume.dynamodb.api.KeysAndAttributes;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.KeyCheck;
import dev.brume.dynamodb.engine.Throttling;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.item.WireItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads up to a hundred items of several tables.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>
 */
final class BatchGetItemOperation {
  private static final int MAX_KEYS = 100;

  /** "A single operation can retrieve up to 16 MB of data." */
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private final TableFinder tables;

  BatchGetItemOperation(TableFinder tables) {
    this.tables = tables;
  }

  /** The items requested of a table. */
  private record Wanted(
      KeysAndAttributes given, List<ItemValue> keys, Projection projection, ItemTable table) {}

  BatchGetItemOutput batchGetItem(RequestContext context, BatchGetItemInput input) {
    Map<String, Wanted> wanted = parse(context, input);
    Map<String, List<Map<String, AttributeValue>>> responses = new LinkedHashMap<>();
    Map<String, KeysAndAttributes> unprocessed = new LinkedHashMap<>();
    List<ConsumedCapacity> consumed = new ArrayList<>();
    long bytes = 0;
    int processed = 0;
    AwsError refusal = null;
    for (Map.Entry<String, Wanted> entry : wanted.entrySet()) {
      String name = entry.getKey();
      Wanted each = entry.getValue();
      List<ItemValue> found = new ArrayList<>();
      ConsumedUnits units = new ConsumedUnits(ConsumedUnits.Kind.PLAIN);
      int done = 0;
      while (done < each.keys().size() && bytes < MAX_BYTES) {
        ItemValue item;
        try {
          item = each.table().get(each.keys().get(done), unitsA4K(each));
        } catch (AwsError error) {
          refusal = throttled(error);
          break;
        }
        processed++;
        int size = item == null ? 0 : item.sizeBytes();
        if (bytes + size > MAX_BYTES) {
          bytes = MAX_BYTES;
          break;
        }
        bytes += size;
        done++;
        units.addTable(
            ConsumedUnits.read(size, Boolean.TRUE.equals(each.given().consistentRead())));
        if (item != null) {
          found.add(each.projection() == null ? item : each.projection().of(item));
        }
      }
      responses.put(name, WireItem.all(found));
      if (done < each.keys().size()) {
        List<Map<String, AttributeValue>> keys = each.given().keys();
        unprocessed.put(
            name, each.given().toBuilder().keys(keys.subList(done, keys.size())).build());
      }
      if (ConsumedUnits.isWanted(input.returnConsumedCapacity())) {
        consumed.add(units.shown(input.returnConsumedCapacity(), name, each.table().record()));
      }
    }
    if (processed == 0 && refusal != null) {
      throw refusal;
    }
    return BatchGetItemOutput.builder()
        .responses(responses)
        .unprocessedKeys(unprocessed)
        .consumedCapacity(consumed.isEmpty() ? null : consumed)
        .build();
  }

  private static double unitsA4K(Wanted wanted) {
    return ConsumedUnits.read(0, Boolean.TRUE.equals(wanted.given().consistentRead()));
  }

  /**
   * "If none of the items can be processed due to insufficient provisioned throughput on all of the
   * tables in the request, then BatchGetItem returns a ProvisionedThroughputExceededException"; if
   * some can, the others are unprocessed.
   */
  static AwsError throttled(AwsError error) {
    if (!Throttling.isMeantBy(error)) {
      throw error;
    }
    return error;
  }

  private Map<String, Wanted> parse(RequestContext context, BatchGetItemInput input) {
    Map<String, Wanted> parsed = new LinkedHashMap<>();
    int count = 0;
    for (Map.Entry<String, KeysAndAttributes> entry : input.requestItems().entrySet()) {
      KeysAndAttributes given = entry.getValue();
      new ParameterRules()
          .legacy("AttributesToGet", given.attributesToGet())
          .projection("ProjectionExpression", given.projectionExpression())
          .check(given.expressionAttributeNames(), null);
      List<ItemValue> keys = given.keys().stream().map(AttributeReader::item).toList();
      if (new HashSet<>(keys).size() < keys.size()) {
        throw Validation.error("Provided list of item keys contains duplicates");
      }
      count += keys.size();
      if (count > MAX_KEYS) {
        throw Validation.error("Too many items requested for the BatchGetItem call");
      }
      Projection projection =
          GetItemOperation.projection(
              given.attributesToGet(),
              given.projectionExpression(),
              given.expressionAttributeNames());
      parsed.put(entry.getKey(), new Wanted(given, keys, projection, null));
    }
    parsed.replaceAll((name, wanted) -> withTable(context, name, wanted));
    Set<BatchWriteItemOperation.KeyOfTable> all = new HashSet<>();
    for (Wanted wanted : parsed.values()) {
      for (ItemValue key : wanted.keys()) {
        if (!all.add(new BatchWriteItemOperation.KeyOfTable(wanted.table(), key))) {
          throw Validation.error("Provided list of item keys contains duplicates");
        }
      }
    }
    return parsed;
  }

  private Wanted withTable(RequestContext context, String name, Wanted wanted) {
    ItemTable table = tables.table(context, name);
    wanted.keys().forEach(key -> KeyCheck.checkKey(table.record().key(), key));
    KeyPaths.check(table.record(), wanted.projection());
    return new Wanted(wanted.given(), wanted.keys(), wanted.projection(), table);
  }
}
