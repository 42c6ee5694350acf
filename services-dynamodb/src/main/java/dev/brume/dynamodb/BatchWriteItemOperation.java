package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.dynamodb.api.BatchWriteItemInput;
import dev.brume.dynamodb.api.BatchWriteItemOutput;
import dev.brume.dynamodb.api.ConsumedCapacity;
import dev.brume.dynamodb.api.ItemCollectionMetrics;
import dev.brume.dynamodb.api.WriteRequest;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.ItemWrite;
import dev.brume.dynamodb.engine.KeyCheck;
import dev.brume.dynamodb.engine.WriteOutcome;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts and deletes up to 25 items of several tables, independently of each other.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 */
final class BatchWriteItemOperation {
  private static final int MAX_WRITES = 25;

  private final TableFinder tables;

  BatchWriteItemOperation(TableFinder tables) {
    this.tables = tables;
  }

  BatchWriteItemOutput batchWriteItem(RequestContext context, BatchWriteItemInput input) {
    Map<String, List<ItemWrite>> writes = parse(input);
    Map<String, ItemTable> found = new LinkedHashMap<>();
    Set<KeyOfTable> keys = new HashSet<>();
    writes.forEach((name, each) -> found.put(name, table(context, name, each, keys)));
    List<ConsumedCapacity> consumed = new ArrayList<>();
    Map<String, List<ItemCollectionMetrics>> metrics = new LinkedHashMap<>();
    Map<String, List<WriteRequest>> unprocessed = new LinkedHashMap<>();
    Progress progress = new Progress();
    writes.forEach(
        (name, each) -> {
          ItemTable table = found.get(name);
          ConsumedUnits units = new ConsumedUnits(ConsumedUnits.Kind.PLAIN);
          List<ItemCollectionMetrics> collections = new ArrayList<>();
          for (int i = 0; i < each.size(); i++) {
            WriteOutcome outcome = progress.write(table, each.get(i));
            if (outcome == null) {
              unprocessed
                  .computeIfAbsent(name, any -> new ArrayList<>())
                  .add(input.requestItems().get(name).get(i));
              continue;
            }
            units.add(outcome);
            ItemCollectionMetrics collection =
                CollectionMetrics.of(input.returnItemCollectionMetrics(), table, each.get(i).key());
            if (collection != null && !collections.contains(collection)) {
              collections.add(collection);
            }
          }
          if (ConsumedUnits.isWanted(input.returnConsumedCapacity())) {
            consumed.add(units.shown(input.returnConsumedCapacity(), name, table.record()));
          }
          if (!collections.isEmpty()) {
            metrics.put(name, collections);
          }
        });
    progress.checkSome();
    return BatchWriteItemOutput.builder()
        .unprocessedItems(unprocessed)
        .itemCollectionMetrics(metrics.isEmpty() ? null : metrics)
        .consumedCapacity(consumed.isEmpty() ? null : consumed)
        .build();
  }

  /** Performs writes while there is capacity; fails only if there is none for any of them. */
  private static final class Progress {
    private int done;
    private AwsError refusal;

    /** The outcome of the write; null if there was no capacity for it. */
    WriteOutcome write(ItemTable table, ItemWrite write) {
      try {
        WriteOutcome outcome = table.write(write);
        done++;
        return outcome;
      } catch (AwsError error) {
        refusal = BatchGetItemOperation.throttled(error);
        return null;
      }
    }

    void checkSome() {
      if (done == 0 && refusal != null) {
        throw refusal;
      }
    }
  }

  private static Map<String, List<ItemWrite>> parse(BatchWriteItemInput input) {
    Map<String, List<ItemWrite>> parsed = new LinkedHashMap<>();
    int count = 0;
    for (Map.Entry<String, List<WriteRequest>> entry : input.requestItems().entrySet()) {
      List<ItemWrite> writes = new ArrayList<>();
      for (WriteRequest request : entry.getValue()) {
        writes.add(write(request));
      }
      count += writes.size();
      parsed.put(entry.getKey(), writes);
    }
    if (count > MAX_WRITES) {
      throw Validation.error("Too many items requested for the BatchWriteItem call");
    }
    return parsed;
  }

  private static ItemWrite write(WriteRequest request) {
    if ((request.putRequest() == null) == (request.deleteRequest() == null)) {
      throw Validation.error(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
              + " supported datatypes");
    }
    if (request.putRequest() != null) {
      ItemValue item = WriteReading.item(request.putRequest().item());
      return new ItemWrite(ItemWrite.Kind.PUT, item, item, null, null);
    }
    ItemValue key = AttributeReader.item(request.deleteRequest().key());
    return new ItemWrite(ItemWrite.Kind.DELETE, key, null, null, null);
  }

  /** A table may be named twice: by its name and by its ARN. */
  record KeyOfTable(ItemTable table, ItemValue key) {}

  private ItemTable table(
      RequestContext context, String name, List<ItemWrite> writes, Set<KeyOfTable> keys) {
    ItemTable table = tables.table(context, name);
    Projection key = Projection.ofNames(table.record().key().names());
    for (ItemWrite write : writes) {
      if (write.kind() == ItemWrite.Kind.PUT) {
        KeyCheck.checkParts(table.record().key(), write.item());
        KeyCheck.checkItem(table.record(), write.item());
      } else {
        KeyCheck.checkKey(table.record().key(), write.key());
      }
      if (!keys.add(new KeyOfTable(table, key.of(write.key())))) {
        throw Validation.error("Provided list of item keys contains duplicates");
      }
    }
    return table;
  }
}
