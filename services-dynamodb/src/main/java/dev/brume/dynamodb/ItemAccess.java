package dev.brume.dynamodb;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.AccessTable;
import dev.brume.core.gateway.RequestContext;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.api.BatchGetItemInput;
import dev.brume.dynamodb.api.BatchWriteItemInput;
import dev.brume.dynamodb.api.DynamoDbApi;
import dev.brume.dynamodb.api.Get;
import dev.brume.dynamodb.api.KeysAndAttributes;
import dev.brume.dynamodb.api.QueryInput;
import dev.brume.dynamodb.api.ScanInput;
import dev.brume.dynamodb.api.Select;
import dev.brume.dynamodb.api.TransactGetItem;
import dev.brume.dynamodb.api.TransactWriteItem;
import dev.brume.dynamodb.api.UpdateItemInput;
import dev.brume.dynamodb.api.WriteRequest;
import dev.brume.dynamodb.engine.ItemWrite;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.RequestExpressions;
import dev.brume.dynamodb.partiql.PartiQlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The permissions for reading and writing items. A malformed request passes, because the operation
 * refuses it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html">Using
 *     IAM with DynamoDB transactions</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html">IAM
 *     security policies with PartiQL for DynamoDB</a>
 */
final class ItemAccess {
  private static final String CONDITION = "ConditionExpression";
  private static final String ENCLOSING = "EnclosingOperation";

  private final TableAccess tables;

  ItemAccess(TableAccess tables) {
    this.tables = tables;
  }

  void addTo(AccessTable table) {
    table.onMany(
        DynamoDbApi.GET_ITEM,
        (context, input) ->
            one(
                context,
                "GetItem",
                input.tableName(),
                null,
                keys ->
                    keys.item(input.key())
                        .names(input.attributesToGet())
                        .projection(
                            RequestExpressions.of(input.expressionAttributeNames(), null),
                            input.projectionExpression())
                        .put("ReturnConsumedCapacity", input.returnConsumedCapacity())));
    table.onMany(
        DynamoDbApi.PUT_ITEM,
        (context, input) ->
            one(
                context,
                "PutItem",
                input.tableName(),
                null,
                keys ->
                    keys.item(input.item())
                        .condition(
                            expressions(
                                input.expressionAttributeNames(),
                                input.expressionAttributeValues()),
                            CONDITION,
                            input.conditionExpression())
                        .put("ReturnValues", input.returnValues())
                        .put("ReturnConsumedCapacity", input.returnConsumedCapacity())));
    table.onMany(
        DynamoDbApi.DELETE_ITEM,
        (context, input) ->
            one(
                context,
                "DeleteItem",
                input.tableName(),
                null,
                keys ->
                    keys.item(input.key())
                        .condition(
                            expressions(
                                input.expressionAttributeNames(),
                                input.expressionAttributeValues()),
                            CONDITION,
                            input.conditionExpression())
                        .put("ReturnValues", input.returnValues())
                        .put("ReturnConsumedCapacity", input.returnConsumedCapacity())));
    table.onMany(DynamoDbApi.UPDATE_ITEM, this::update);
    table.onMany(DynamoDbApi.QUERY, this::query);
    table.onMany(DynamoDbApi.SCAN, this::scan);
    table.onMany(
        DynamoDbApi.SEARCH_VECTORS,
        (context, input) ->
            // "The condition keys of fine-grained access control are absent from the context."
            one(context, "SearchVectors", input.tableName(), input.indexName(), keys -> {}));
    table.onMany(DynamoDbApi.BATCH_GET_ITEM, this::batchGet);
    table.onMany(DynamoDbApi.BATCH_WRITE_ITEM, this::batchWrite);
    table.onMany(
        DynamoDbApi.TRANSACT_GET_ITEMS,
        (context, input) -> transactGet(context, input.transactItems()));
    table.onMany(
        DynamoDbApi.TRANSACT_WRITE_ITEMS,
        (context, input) -> transactWrite(context, input.transactItems()));
    addStatements(table);
  }

  private static RequestExpressions expressions(
      Map<String, String> names, Map<String, AttributeValue> values) {
    return RequestExpressions.of(names, values);
  }

  /** The permissions for one action on one table. */
  private List<AccessQuery> one(
      RequestContext context,
      String action,
      String tableName,
      String indexName,
      Consumer<ItemAccessKeys> fill) {
    TableAccess.Named named = tables.named(context, tableName);
    if (named == null) {
      return List.of();
    }
    ItemAccessKeys keys = new ItemAccessKeys(named.record(), named.keys());
    try {
      fill.accept(keys);
    } catch (AwsError unreadable) {
      // The operation refuses it, if the caller may call it at all.
    }
    return List.of(named.query(action, indexName, keys.build()));
  }

  private static List<AccessQuery> readable(Supplier<List<AccessQuery>> queries) {
    try {
      return queries.get();
    } catch (AwsError unreadable) {
      return List.of();
    }
  }

  private List<AccessQuery> update(RequestContext context, UpdateItemInput input) {
    return one(
        context,
        "UpdateItem",
        input.tableName(),
        null,
        keys -> {
          RequestExpressions expressions =
              expressions(input.expressionAttributeNames(), input.expressionAttributeValues());
          keys.item(input.key())
              .names(input.attributeUpdates() == null ? null : input.attributeUpdates().keySet())
              .update(expressions.update(input.updateExpression()))
              .condition(expressions, CONDITION, input.conditionExpression())
              .put("ReturnValues", input.returnValues())
              .put("ReturnConsumedCapacity", input.returnConsumedCapacity());
        });
  }

  private List<AccessQuery> query(RequestContext context, QueryInput input) {
    return one(
        context,
        "Query",
        input.tableName(),
        input.indexName(),
        keys -> {
          RequestExpressions expressions =
              expressions(input.expressionAttributeNames(), input.expressionAttributeValues());
          if (input.keyConditionExpression() != null) {
            keys.partition(
                KeyConditionReading.of(
                    expressions.condition(
                        "KeyConditionExpression", input.keyConditionExpression())),
                input.indexName());
          } else if (input.keyConditions() != null) {
            keys.partition(KeyConditionReading.of(input.keyConditions()), input.indexName());
          }
          keys.names(input.attributesToGet())
              .projection(expressions, input.projectionExpression())
              .condition(expressions, "FilterExpression", input.filterExpression())
              .put(
                  "Select",
                  select(
                      input.select(),
                      input.projectionExpression(),
                      input.attributesToGet(),
                      input.indexName()))
              .put("ReturnConsumedCapacity", input.returnConsumedCapacity());
        });
  }

  private List<AccessQuery> scan(RequestContext context, ScanInput input) {
    return one(
        context,
        "Scan",
        input.tableName(),
        input.indexName(),
        keys -> {
          RequestExpressions expressions =
              expressions(input.expressionAttributeNames(), input.expressionAttributeValues());
          keys.names(input.attributesToGet())
              .projection(expressions, input.projectionExpression())
              .condition(expressions, "FilterExpression", input.filterExpression())
              .put(
                  "Select",
                  select(
                      input.select(),
                      input.projectionExpression(),
                      input.attributesToGet(),
                      input.indexName()))
              .put("ReturnConsumedCapacity", input.returnConsumedCapacity());
        });
  }

  /** The Select value, explicit or by default. */
  private static String select(
      String given, String projection, List<String> attributes, String indexName) {
    if (given != null) {
      return given;
    }
    if (projection != null || attributes != null) {
      return Select.SPECIFIC_ATTRIBUTES;
    }
    return indexName == null ? Select.ALL_ATTRIBUTES : Select.ALL_PROJECTED_ATTRIBUTES;
  }

  // ------------------------------------------------------------------- batches, transactions

  private List<AccessQuery> batchGet(RequestContext context, BatchGetItemInput input) {
    List<AccessQuery> queries = new ArrayList<>();
    for (Map.Entry<String, KeysAndAttributes> of : input.requestItems().entrySet()) {
      KeysAndAttributes wanted = of.getValue();
      queries.addAll(
          one(
              context,
              "BatchGetItem",
              of.getKey(),
              null,
              keys -> {
                wanted.keys().forEach(keys::item);
                keys.names(wanted.attributesToGet())
                    .projection(
                        RequestExpressions.of(wanted.expressionAttributeNames(), null),
                        wanted.projectionExpression());
              }));
    }
    return queries;
  }

  private List<AccessQuery> batchWrite(RequestContext context, BatchWriteItemInput input) {
    List<AccessQuery> queries = new ArrayList<>();
    for (Map.Entry<String, List<WriteRequest>> of : input.requestItems().entrySet()) {
      queries.addAll(
          one(
              context,
              "BatchWriteItem",
              of.getKey(),
              null,
              keys -> {
                for (WriteRequest request : of.getValue()) {
                  keys.item(request.putRequest() == null ? null : request.putRequest().item());
                  keys.item(request.deleteRequest() == null ? null : request.deleteRequest().key());
                }
              }));
    }
    return queries;
  }

  private List<AccessQuery> transactGet(RequestContext context, List<TransactGetItem> items) {
    List<AccessQuery> queries = new ArrayList<>();
    for (TransactGetItem item : items) {
      Get get = item.get();
      queries.addAll(
          one(
              context,
              "GetItem",
              get.tableName(),
              null,
              keys ->
                  keys.item(get.key())
                      .projection(
                          RequestExpressions.of(get.expressionAttributeNames(), null),
                          get.projectionExpression())
                      .put(ENCLOSING, "TransactGetItems")));
    }
    return queries;
  }

  private List<AccessQuery> transactWrite(RequestContext context, List<TransactWriteItem> items) {
    return readable(
        () -> {
          List<AccessQuery> queries = new ArrayList<>();
          for (TransactWriteItem item : items) {
            TransactionStep step = TransactionStep.of(item);
            queries.addAll(
                one(
                    context,
                    action(step.write().kind()),
                    step.tableName(),
                    null,
                    keys -> ofWrite(keys, step.write()).put(ENCLOSING, "TransactWriteItems")));
          }
          return queries;
        });
  }

  private static String action(ItemWrite.Kind kind) {
    return switch (kind) {
      case PUT -> "PutItem";
      case UPDATE -> "UpdateItem";
      case DELETE -> "DeleteItem";
      case CHECK -> "ConditionCheckItem";
    };
  }

  private static ItemAccessKeys ofWrite(ItemAccessKeys keys, ItemWrite write) {
    return keys.item(write.item() == null ? write.key() : write.item())
        .update(write.update())
        .condition(write.condition());
  }

  // --------------------------------------------------------------------------- statements

  private void addStatements(AccessTable table) {
    table.onMany(
        DynamoDbApi.EXECUTE_STATEMENT,
        (context, input) -> statement(context, input.statement(), input.parameters()));
    table.onMany(
        DynamoDbApi.BATCH_EXECUTE_STATEMENT,
        (context, input) -> {
          List<AccessQuery> queries = new ArrayList<>();
          input
              .statements()
              .forEach(
                  each -> queries.addAll(statement(context, each.statement(), each.parameters())));
          return queries;
        });
    table.onMany(
        DynamoDbApi.EXECUTE_TRANSACTION,
        (context, input) -> {
          List<AccessQuery> queries = new ArrayList<>();
          input
              .transactStatements()
              .forEach(
                  each -> queries.addAll(statement(context, each.statement(), each.parameters())));
          return queries;
        });
  }

  private List<AccessQuery> statement(
      RequestContext context, String text, List<AttributeValue> parameters) {
    return readable(
        () -> {
          PartiQlStatement statement = PartiQlOperations.parse(text, parameters);
          return switch (statement) {
            case PartiQlStatement.Select select -> selection(context, select);
            case PartiQlStatement.Exists exists -> selection(context, exists.select());
            case PartiQlStatement.Insert insert ->
                one(
                    context,
                    "PartiQLInsert",
                    insert.table(),
                    null,
                    keys -> keys.item(insert.item()));
            case PartiQlStatement.Update update ->
                one(
                    context,
                    "PartiQLUpdate",
                    update.table(),
                    null,
                    keys ->
                        where(
                            keys.update(update.plan()).condition(update.where()),
                            update.where(),
                            null));
            case PartiQlStatement.Delete delete ->
                one(
                    context,
                    "PartiQLDelete",
                    delete.table(),
                    null,
                    keys -> where(keys.condition(delete.where()), delete.where(), null));
          };
        });
  }

  private List<AccessQuery> selection(RequestContext context, PartiQlStatement.Select select) {
    return one(
        context,
        "PartiQLSelect",
        select.table(),
        select.index(),
        keys -> {
          keys.condition(select.where()).paths(select.projection());
          boolean byKey = where(keys, select.where(), select.index()).hasLeadingKey();
          keys.put("FullTableScan", Boolean.toString(!byKey));
        });
  }

  /** The partition that a statement reads, if its conditions determine one. */
  private static ItemAccessKeys where(
      ItemAccessKeys keys, BooleanExpression condition, String indexName) {
    if (condition != null) {
      try {
        keys.partition(KeyConditionReading.of(condition), indexName);
      } catch (AwsError others) {
        return keys;
      }
    }
    return keys;
  }
}
