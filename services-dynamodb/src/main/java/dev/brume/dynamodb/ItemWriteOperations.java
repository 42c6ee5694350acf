package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.api.ConditionalCheckFailedException;
import dev.brume.dynamodb.api.ConsumedCapacity;
import dev.brume.dynamodb.api.DeleteItemInput;
import dev.brume.dynamodb.api.DeleteItemOutput;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.PutItemInput;
import dev.brume.dynamodb.api.PutItemOutput;
import dev.brume.dynamodb.api.ReturnValue;
import dev.brume.dynamodb.api.ReturnValuesOnConditionCheckFailure;
import dev.brume.dynamodb.api.UpdateItemInput;
import dev.brume.dynamodb.api.UpdateItemOutput;
import dev.brume.dynamodb.engine.ConditionFailed;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.ItemWrite;
import dev.brume.dynamodb.engine.KeyCheck;
import dev.brume.dynamodb.engine.WriteOutcome;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.RequestExpressions;
import dev.brume.dynamodb.expression.UpdatePlan;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.item.WireItem;
import java.util.Map;

/**
 * Writes one item: PutItem, UpdateItem, DeleteItem.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html">PutItem</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html">UpdateItem</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html">DeleteItem</a>
 */
final class ItemWriteOperations {
  private static final String CONDITION = "ConditionExpression";

  private final TableFinder tables;

  ItemWriteOperations(TableFinder tables) {
    this.tables = tables;
  }

  PutItemOutput putItem(RequestContext context, PutItemInput input) {
    new ParameterRules()
        .legacy("Expected", input.expected())
        .legacy("ConditionalOperator", input.conditionalOperator())
        .expression(CONDITION, input.conditionExpression())
        .check(input.expressionAttributeNames(), input.expressionAttributeValues());
    ItemValue item = WriteReading.item(input.item());
    checkReturnValues(input.returnValues());
    BooleanExpression legacy =
        LegacyConditions.expected(input.expected(), input.conditionalOperator());
    RequestExpressions expressions =
        RequestExpressions.of(input.expressionAttributeNames(), input.expressionAttributeValues());
    BooleanExpression condition = expressions.condition(CONDITION, input.conditionExpression());
    expressions.checkAllUsed();
    ItemTable table = tables.table(context, input.tableName());
    KeyCheck.checkItem(table.record(), item);
    KeyPaths.check(table.record(), condition);
    ItemWrite write =
        new ItemWrite(ItemWrite.Kind.PUT, item, item, null, condition == null ? legacy : condition);
    WriteOutcome outcome = write(table, write, input.returnValuesOnConditionCheckFailure());
    return PutItemOutput.builder()
        .attributes(old(input.returnValues(), outcome))
        .consumedCapacity(
            consumed(outcome, table, input.returnConsumedCapacity(), input.tableName()))
        .itemCollectionMetrics(
            CollectionMetrics.of(input.returnItemCollectionMetrics(), table, item))
        .build();
  }

  DeleteItemOutput deleteItem(RequestContext context, DeleteItemInput input) {
    new ParameterRules()
        .legacy("Expected", input.expected())
        .legacy("ConditionalOperator", input.conditionalOperator())
        .expression(CONDITION, input.conditionExpression())
        .check(input.expressionAttributeNames(), input.expressionAttributeValues());
    ItemValue key = AttributeReader.item(input.key());
    checkReturnValues(input.returnValues());
    BooleanExpression legacy =
        LegacyConditions.expected(input.expected(), input.conditionalOperator());
    RequestExpressions expressions =
        RequestExpressions.of(input.expressionAttributeNames(), input.expressionAttributeValues());
    BooleanExpression condition = expressions.condition(CONDITION, input.conditionExpression());
    expressions.checkAllUsed();
    ItemTable table = tables.table(context, input.tableName());
    KeyCheck.checkKey(table.record().key(), key);
    KeyPaths.check(table.record(), condition);
    ItemWrite write =
        new ItemWrite(
            ItemWrite.Kind.DELETE, key, null, null, condition == null ? legacy : condition);
    WriteOutcome outcome = write(table, write, input.returnValuesOnConditionCheckFailure());
    return DeleteItemOutput.builder()
        .attributes(old(input.returnValues(), outcome))
        .consumedCapacity(
            consumed(outcome, table, input.returnConsumedCapacity(), input.tableName()))
        .itemCollectionMetrics(
            CollectionMetrics.of(input.returnItemCollectionMetrics(), table, key))
        .build();
  }

  UpdateItemOutput updateItem(RequestContext context, UpdateItemInput input) {
    new ParameterRules()
        .legacy("AttributeUpdates", input.attributeUpdates())
        .legacy("Expected", input.expected())
        .legacy("ConditionalOperator", input.conditionalOperator())
        .expression("UpdateExpression", input.updateExpression())
        .expression(CONDITION, input.conditionExpression())
        .check(input.expressionAttributeNames(), input.expressionAttributeValues());
    ItemValue key = AttributeReader.item(input.key());
    UpdatePlan legacyUpdate = WriteReading.attributeUpdates(input.attributeUpdates());
    BooleanExpression legacy =
        LegacyConditions.expected(input.expected(), input.conditionalOperator());
    RequestExpressions expressions =
        RequestExpressions.of(input.expressionAttributeNames(), input.expressionAttributeValues());
    UpdatePlan expressed = expressions.update(input.updateExpression());
    BooleanExpression condition = expressions.condition(CONDITION, input.conditionExpression());
    expressions.checkAllUsed();
    UpdatePlan update = expressed == null ? legacyUpdate : expressed;
    ItemTable table = tables.table(context, input.tableName());
    KeyCheck.checkKey(table.record().key(), key);
    WriteReading.checkUpdate(table.record(), update);
    KeyPaths.check(table.record(), condition);
    ItemWrite write =
        new ItemWrite(
            ItemWrite.Kind.UPDATE, key, null, update, condition == null ? legacy : condition);
    WriteOutcome outcome = write(table, write, input.returnValuesOnConditionCheckFailure());
    return UpdateItemOutput.builder()
        .attributes(returned(input.returnValues(), update, outcome))
        .consumedCapacity(
            consumed(outcome, table, input.returnConsumedCapacity(), input.tableName()))
        .itemCollectionMetrics(
            CollectionMetrics.of(input.returnItemCollectionMetrics(), table, key))
        .build();
  }

  private static ConsumedCapacity consumed(
      WriteOutcome outcome, ItemTable table, String wanted, String named) {
    return new ConsumedUnits(ConsumedUnits.Kind.PLAIN)
        .add(outcome)
        .shown(wanted, named, table.record());
  }

  private static WriteOutcome write(ItemTable table, ItemWrite write, String onFailure) {
    try {
      return table.write(write);
    } catch (ConditionFailed failed) {
      throw conditionFailed(failed, onFailure);
    }
  }

  /** The error for a write whose condition failed. */
  static AwsError conditionFailed(ConditionFailed failed, String onFailure) {
    boolean shown = ReturnValuesOnConditionCheckFailure.ALL_OLD.equals(onFailure);
    if (!shown || failed.item() == null) {
      return DynamoDbErrors.conditionalCheckFailedException(failed.getMessage());
    }
    // With an item the message member has another name.
    return AwsError.modelled(
            ConditionalCheckFailedException.builder().item(WireItem.of(failed.item())).build(),
            failed.getMessage())
        .withDetail("Message", failed.getMessage());
  }

  private static void checkReturnValues(String wanted) {
    if (wanted != null && !wanted.equals(ReturnValue.NONE) && !wanted.equals(ReturnValue.ALL_OLD)) {
      throw Validation.error("ReturnValues can only be ALL_OLD or NONE");
    }
  }

  private static Map<String, AttributeValue> old(String wanted, WriteOutcome outcome) {
    return ReturnValue.ALL_OLD.equals(wanted) ? WireItem.of(outcome.before()) : null;
  }

  private static Map<String, AttributeValue> returned(
      String wanted, UpdatePlan update, WriteOutcome outcome) {
    ItemValue returned =
        switch (wanted == null ? ReturnValue.NONE : wanted) {
          case ReturnValue.ALL_OLD -> outcome.before();
          case ReturnValue.ALL_NEW -> outcome.after();
          case ReturnValue.UPDATED_OLD -> touched(update, outcome.before());
          case ReturnValue.UPDATED_NEW -> touched(update, outcome.after());
          default -> null;
        };
    return WireItem.of(returned);
  }

  private static ItemValue touched(UpdatePlan update, ItemValue item) {
    ItemValue touched = item == null ? null : update.touched().of(item);
    return touched == null || touched.equals(ItemValue.emptyMap()) ? null : touched;
  }
}
