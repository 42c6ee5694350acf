package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.dynamodb.api.CancellationReason;
import dev.brume.dynamodb.api.ConsumedCapacity;
import dev.brume.dynamodb.api.Get;
import dev.brume.dynamodb.api.ItemCollectionMetrics;
import dev.brume.dynamodb.api.ItemResponse;
import dev.brume.dynamodb.api.ReturnValuesOnConditionCheckFailure;
import dev.brume.dynamodb.api.TransactGetItem;
import dev.brume.dynamodb.api.TransactGetItemsInput;
import dev.brume.dynamodb.api.TransactGetItemsOutput;
import dev.brume.dynamodb.api.TransactWriteItem;
import dev.brume.dynamodb.api.TransactWriteItemsInput;
import dev.brume.dynamodb.api.TransactWriteItemsOutput;
import dev.brume.dynamodb.api.TransactionCanceledException;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.KeyCheck;
import dev.brume.dynamodb.engine.Throttling;
import dev.brume.dynamodb.engine.TransactionFailed;
import dev.brume.dynamodb.engine.TransactionPart;
import dev.brume.dynamodb.engine.Transactions;
import dev.brume.dynamodb.engine.WriteOutcome;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.item.WireItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Transactional reads and writes: all or nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html">TransactGetItems</a>
 */
final class TransactionOperations {
  private final TableFinder tables;

  TransactionOperations(TableFinder tables) {
    this.tables = tables;
  }

  /** A write of a transaction, with the data for its response. */
  record Step(String tableName, TransactionPart part, String onFailure) {}

  TransactWriteItemsOutput transactWriteItems(
      RequestContext context, TransactWriteItemsInput input) {
    List<TransactionStep> parsed = new ArrayList<>();
    for (TransactWriteItem item : input.transactItems()) {
      parsed.add(TransactionStep.of(item));
    }
    List<Step> steps = new ArrayList<>();
    for (TransactionStep each : parsed) {
      steps.add(each.at(tables.table(context, each.tableName())));
    }
    String digest = RequestDigest.of(input.transactItems(), input.returnConsumedCapacity());
    DynamoDbRegion region = tables.region(context);
    List<WriteOutcome> outcomes =
        region.once(input.clientRequestToken(), digest, () -> write(steps));
    List<ConsumedCapacity> consumed = consumed(steps, outcomes, input.returnConsumedCapacity());
    Map<String, List<ItemCollectionMetrics>> metrics =
        metrics(steps, input.returnItemCollectionMetrics());
    return TransactWriteItemsOutput.builder()
        .consumedCapacity(consumed.isEmpty() ? null : consumed)
        .itemCollectionMetrics(metrics.isEmpty() ? null : metrics)
        .build();
  }

  /** Performs the steps, each for a different item. */
  static List<WriteOutcome> write(List<Step> steps) {
    steps.forEach(step -> refuseStrong(step.part().table()));
    checkDistinct(steps);
    long bytes = 0;
    for (Step step : steps) {
      ItemValue item = step.part().write().item();
      bytes += (item == null ? step.part().write().key() : item).sizeBytes();
    }
    Transactions.checkBytes(bytes);
    try {
      return Transactions.write(steps.stream().map(Step::part).toList());
    } catch (TransactionFailed failed) {
      throw cancelled(failed, steps);
    }
  }

  private static void checkDistinct(List<Step> steps) {
    Map<ItemTable, Set<ItemValue>> seen = new LinkedHashMap<>();
    for (Step step : steps) {
      ItemTable table = step.part().table();
      ItemValue key =
          Projection.ofNames(table.record().key().names()).of(step.part().write().key());
      if (!seen.computeIfAbsent(table, each -> new HashSet<>()).add(key)) {
        throw Validation.error(
            "Transaction request cannot include multiple operations on one item");
      }
    }
  }

  private static AwsError cancelled(TransactionFailed failed, List<Step> steps) {
    List<CancellationReason> reasons = new ArrayList<>();
    for (int i = 0; i < failed.reasons().size(); i++) {
      TransactionFailed.Reason reason = failed.reasons().get(i);
      boolean shown = ReturnValuesOnConditionCheckFailure.ALL_OLD.equals(steps.get(i).onFailure());
      reasons.add(
          CancellationReason.builder()
              .code(reason.code())
              .message(reason.message())
              .item(shown ? WireItem.of(reason.item()) : null)
              .build());
    }
    return cancelled(reasons);
  }

  static AwsError cancelled(List<CancellationReason> reasons) {
    return AwsError.modelled(
        TransactionCanceledException.builder()
            .message(
                "Transaction cancelled, please refer cancellation reasons for specific reasons "
                    + reasons.stream().map(CancellationReason::code).toList())
            .cancellationReasons(reasons)
            .build());
  }

  /**
   * The capacity consumed by a transaction, per table.
   *
   * @param outcomes null if it had been performed before, which costs as much as reading its items
   */
  static List<ConsumedCapacity> consumed(
      List<Step> steps, List<WriteOutcome> outcomes, String mode) {
    List<ConsumedCapacity> consumed = new ArrayList<>();
    if (!ConsumedUnits.isWanted(mode)) {
      return consumed;
    }
    Map<String, ConsumedUnits> units = new LinkedHashMap<>();
    Map<String, ItemTable> named = new LinkedHashMap<>();
    ConsumedUnits.Kind kind =
        outcomes == null ? ConsumedUnits.Kind.TRANSACT_READ : ConsumedUnits.Kind.TRANSACT_WRITE;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      ItemTable table = step.part().table();
      named.put(step.tableName(), table);
      ConsumedUnits each = units.computeIfAbsent(step.tableName(), name -> new ConsumedUnits(kind));
      if (outcomes != null) {
        each.add(outcomes.get(i));
      } else {
        ItemValue item = table.get(step.part().write().key());
        each.addTable(2 * ConsumedUnits.read(item == null ? 0 : item.sizeBytes(), true));
      }
    }
    units.forEach((name, each) -> consumed.add(each.shown(mode, name, named.get(name).record())));
    return consumed;
  }

  private static Map<String, List<ItemCollectionMetrics>> metrics(List<Step> steps, String mode) {
    Map<String, List<ItemCollectionMetrics>> metrics = new LinkedHashMap<>();
    for (Step step : steps) {
      ItemCollectionMetrics each =
          CollectionMetrics.of(mode, step.part().table(), step.part().write().key());
      if (each != null) {
        metrics.computeIfAbsent(step.tableName(), name -> new ArrayList<>()).add(each);
      }
    }
    return metrics;
  }

  // -------------------------------------------------------------------------------- reads

  TransactGetItemsOutput transactGetItems(RequestContext context, TransactGetItemsInput input) {
    List<ItemValue> keys = new ArrayList<>();
    List<Projection> projections = new ArrayList<>();
    for (TransactGetItem item : input.transactItems()) {
      Get get = item.get();
      new ParameterRules()
          .projection("ProjectionExpression", get.projectionExpression())
          .check(get.expressionAttributeNames(), null);
      keys.add(AttributeReader.item(get.key()));
      projections.add(
          GetItemOperation.projection(
              null, get.projectionExpression(), get.expressionAttributeNames()));
    }
    List<ItemTable> found = new ArrayList<>();
    for (TransactGetItem item : input.transactItems()) {
      found.add(tables.table(context, item.get().tableName()));
    }
    checkKeys(found, keys);
    List<ItemValue> items = read(found, keys);
    List<ItemResponse> responses = new ArrayList<>();
    Map<String, ConsumedUnits> units = new LinkedHashMap<>();
    Map<String, ItemTable> named = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      ItemValue value = items.get(i);
      Projection projection = projections.get(i);
      ItemValue shown = value == null || projection == null ? value : projection.of(value);
      responses.add(ItemResponse.builder().item(WireItem.of(shown)).build());
      String name = input.transactItems().get(i).get().tableName();
      named.put(name, found.get(i));
      units
          .computeIfAbsent(name, each -> new ConsumedUnits(ConsumedUnits.Kind.TRANSACT_READ))
          .addTable(2 * ConsumedUnits.read(value == null ? 0 : value.sizeBytes(), true));
    }
    List<ConsumedCapacity> consumed = new ArrayList<>();
    if (ConsumedUnits.isWanted(input.returnConsumedCapacity())) {
      units.forEach(
          (name, each) ->
              consumed.add(
                  each.shown(input.returnConsumedCapacity(), name, named.get(name).record())));
    }
    return TransactGetItemsOutput.builder()
        .responses(responses)
        .consumedCapacity(consumed.isEmpty() ? null : consumed)
        .build();
  }

  /** Reads at one moment; without capacity the transaction is cancelled. */
  static List<ItemValue> read(List<ItemTable> tables, List<ItemValue> keys) {
    tables.forEach(TransactionOperations::refuseStrong);
    try {
      List<ItemValue> items = Transactions.read(tables, keys);
      if (Transactions.mayBeTooBig(items.size())) {
        Transactions.checkBytes(items.stream().mapToLong(TransactionOperations::bytes).sum());
      }
      return items;
    } catch (AwsError error) {
      AwsError refusal = BatchGetItemOperation.throttled(error);
      CancellationReason.Builder reason =
          CancellationReason.builder()
              .code(Throttling.cancellationCode(refusal))
              .message(refusal.getMessage());
      return cancelAll(keys.size(), reason.build());
    }
  }

  private static int bytes(ItemValue item) {
    return item == null ? 0 : item.sizeBytes();
  }

  private static List<ItemValue> cancelAll(int count, CancellationReason reason) {
    throw cancelled(Collections.nCopies(count, reason));
  }

  private static void checkKeys(List<ItemTable> found, List<ItemValue> keys) {
    List<CancellationReason> reasons = new ArrayList<>();
    boolean failed = false;
    for (int i = 0; i < keys.size(); i++) {
      CancellationReason.Builder reason = CancellationReason.builder().code("None");
      try {
        KeyCheck.checkKey(found.get(i).record().key(), keys.get(i));
      } catch (AwsError e) {
        failed = true;
        reason.code("ValidationError").message(e.getMessage());
      }
      reasons.add(reason.build());
    }
    if (failed) {
      throw cancelled(reasons);
    }
  }

  private static void refuseStrong(ItemTable table) {
    StrongReplicas.refuse(table.record(), "Transactions are");
  }
}
