package dev.brume.dynamodb;

import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.api.ConditionCheck;
import dev.brume.dynamodb.api.Delete;
import dev.brume.dynamodb.api.Put;
import dev.brume.dynamodb.api.TransactWriteItem;
import dev.brume.dynamodb.api.Update;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.ItemWrite;
import dev.brume.dynamodb.engine.KeyCheck;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.TransactionPart;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.RequestExpressions;
import dev.brume.dynamodb.expression.UpdatePlan;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import java.util.Map;

/**
 * A step of TransactWriteItems, before its table is known.
 *
 * @param tableName the table's name in the request
 * @param write the write
 * @param onFailure the step's ReturnValuesOnConditionCheckFailure
 */
record TransactionStep(String tableName, ItemWrite write, String onFailure) {
  private static final String CONDITION = "ConditionExpression";
  private static final String UPDATE = "UpdateExpression";

  /**
   * Parses a step, and checks everything that does not depend on its table.
   *
   * @throws dev.brume.core.error.AwsError ValidationException
   */
  static TransactionStep of(TransactWriteItem item) {
    int actions = 0;
    for (int i = 0; i < TransactWriteItem.SCHEMA.memberCount(); i++) {
      actions += item.get(i) == null ? 0 : 1;
    }
    if (actions == 0) {
      throw Validation.error(
          "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
    }
    if (actions > 1) {
      throw Validation.error("TransactItems can only contain one of Check, Put, Update or Delete");
    }
    if (item.put() != null) {
      return of(item.put());
    }
    if (item.update() != null) {
      return of(item.update());
    }
    return item.delete() != null ? of(item.delete()) : of(item.conditionCheck());
  }

  private static TransactionStep of(Put put) {
    ItemValue item = WriteReading.item(put.item());
    BooleanExpression condition =
        condition(
            put.conditionExpression(),
            put.expressionAttributeNames(),
            put.expressionAttributeValues());
    return new TransactionStep(
        put.tableName(),
        new ItemWrite(ItemWrite.Kind.PUT, item, item, null, condition),
        put.returnValuesOnConditionCheckFailure());
  }

  private static TransactionStep of(Delete delete) {
    ItemValue key = AttributeReader.item(delete.key());
    BooleanExpression condition =
        condition(
            delete.conditionExpression(),
            delete.expressionAttributeNames(),
            delete.expressionAttributeValues());
    return new TransactionStep(
        delete.tableName(),
        new ItemWrite(ItemWrite.Kind.DELETE, key, null, null, condition),
        delete.returnValuesOnConditionCheckFailure());
  }

  private static TransactionStep of(ConditionCheck check) {
    ItemValue key = AttributeReader.item(check.key());
    BooleanExpression condition =
        condition(
            check.conditionExpression(),
            check.expressionAttributeNames(),
            check.expressionAttributeValues());
    return new TransactionStep(
        check.tableName(),
        new ItemWrite(ItemWrite.Kind.CHECK, key, null, null, condition),
        check.returnValuesOnConditionCheckFailure());
  }

  private static TransactionStep of(Update update) {
    new ParameterRules()
        .expression(UPDATE, update.updateExpression())
        .expression(CONDITION, update.conditionExpression())
        .check(update.expressionAttributeNames(), update.expressionAttributeValues());
    ItemValue key = AttributeReader.item(update.key());
    RequestExpressions expressions =
        RequestExpressions.of(
            update.expressionAttributeNames(), update.expressionAttributeValues());
    UpdatePlan plan = expressions.update(update.updateExpression());
    BooleanExpression condition = expressions.condition(CONDITION, update.conditionExpression());
    expressions.checkAllUsed();
    return new TransactionStep(
        update.tableName(),
        new ItemWrite(ItemWrite.Kind.UPDATE, key, null, plan, condition),
        update.returnValuesOnConditionCheckFailure());
  }

  private static BooleanExpression condition(
      String text, Map<String, String> names, Map<String, AttributeValue> values) {
    new ParameterRules().expression(CONDITION, text).check(names, values);
    RequestExpressions expressions = RequestExpressions.of(names, values);
    BooleanExpression condition = expressions.condition(CONDITION, text);
    expressions.checkAllUsed();
    return condition;
  }

  /** The step for its table. */
  TransactionOperations.Step at(ItemTable table) {
    return new TransactionOperations.Step(
        tableName, new TransactionPart(table, write, record -> check(record, write)), onFailure);
  }

  /** Checks a write against its table. */
  static void check(TableRecord table, ItemWrite write) {
    if (write.kind() == ItemWrite.Kind.PUT) {
      KeyCheck.checkItem(table, write.item());
    } else {
      KeyCheck.checkKey(table.key(), write.key());
    }
    if (write.update() != null) {
      WriteReading.checkUpdate(table, write.update());
    }
    KeyPaths.check(table, write.condition());
  }
}
