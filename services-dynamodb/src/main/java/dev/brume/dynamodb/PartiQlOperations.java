package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.api.BatchExecuteStatementInput;
import dev.brume.dynamodb.api.BatchExecuteStatementOutput;
import dev.brume.dynamodb.api.BatchStatementError;
import dev.brume.dynamodb.api.BatchStatementRequest;
import dev.brume.dynamodb.api.BatchStatementResponse;
import dev.brume.dynamodb.api.ConditionalCheckFailedException;
import dev.brume.dynamodb.api.ConsumedCapacity;
import dev.brume.dynamodb.api.ExecuteStatementInput;
import dev.brume.dynamodb.api.ExecuteStatementOutput;
import dev.brume.dynamodb.api.ExecuteTransactionInput;
import dev.brume.dynamodb.api.ExecuteTransactionOutput;
import dev.brume.dynamodb.api.ItemResponse;
import dev.brume.dynamodb.api.ParameterizedStatement;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.TransactionPart;
import dev.brume.dynamodb.engine.WriteOutcome;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.item.WireItem;
import dev.brume.dynamodb.partiql.PartiQlParser;
import dev.brume.dynamodb.partiql.PartiQlStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * PartiQL statements: single, batch and transactional.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html">PartiQL
 *     for DynamoDB</a>
 */
final class PartiQlOperations {
  static final String TRANSACTION = "ExecuteTransaction";

  private static final String BATCH = "BatchExecuteStatement";

  private final TableFinder tables;
  private final PartiQlExecution execution;

  PartiQlOperations(TableFinder tables) {
    this.tables = tables;
    execution = new PartiQlExecution(tables);
  }

  static PartiQlStatement parse(String text, List<AttributeValue> parameters) {
    List<ItemValue> values =
        parameters == null ? List.of() : parameters.stream().map(AttributeReader::value).toList();
    return PartiQlParser.parse(text, values);
  }

  ExecuteStatementOutput executeStatement(RequestContext context, ExecuteStatementInput input) {
    PartiQlStatement statement = parse(input.statement(), input.parameters());
    if (statement instanceof PartiQlStatement.Exists) {
      throw Validation.error("EXISTS() function is only supported in transactions");
    }
    if (statement instanceof PartiQlStatement.Select select) {
      return execution.select(context, select, input);
    }
    PartiQlExecution.Write write = execution.write(context, statement);
    WriteOutcome outcome = execution.written(write, input.returnValuesOnConditionCheckFailure());
    ItemValue returned = write.returned(outcome);
    return ExecuteStatementOutput.builder()
        .items(WireItem.all(returned == null ? List.of() : List.of(returned)))
        .consumedCapacity(
            new ConsumedUnits(ConsumedUnits.Kind.PLAIN)
                .add(outcome)
                .shown(input.returnConsumedCapacity(), statement.table(), write.table().record()))
        .build();
  }

  // -------------------------------------------------------------------------------- batch

  BatchExecuteStatementOutput batchExecuteStatement(
      RequestContext context, BatchExecuteStatementInput input) {
    List<BatchStatementResponse> responses = new ArrayList<>();
    List<ConsumedCapacity> consumed = new ArrayList<>();
    for (BatchStatementRequest request : input.statements()) {
      responses.add(response(context, request, input.returnConsumedCapacity(), consumed));
    }
    return BatchExecuteStatementOutput.builder()
        .responses(responses)
        .consumedCapacity(consumed.isEmpty() ? null : consumed)
        .build();
  }

  private BatchStatementResponse response(
      RequestContext context,
      BatchStatementRequest request,
      String mode,
      List<ConsumedCapacity> consumed) {
    BatchStatementResponse.Builder response = BatchStatementResponse.builder();
    try {
      PartiQlStatement statement = parse(request.statement(), request.parameters());
      response.tableName(statement.table());
      ItemValue item;
      ConsumedUnits units = new ConsumedUnits(ConsumedUnits.Kind.PLAIN);
      ItemTable table = tables.table(context, statement.table());
      if (statement instanceof PartiQlStatement.Select select) {
        PartiQlExecution.SingleRead read = execution.single(table, select, BATCH);
        boolean consistent = Boolean.TRUE.equals(request.consistentRead());
        ItemValue found = table.get(read.key(), ConsumedUnits.read(0, consistent));
        units.addTable(ConsumedUnits.read(found == null ? 0 : found.sizeBytes(), consistent));
        item = read.shown(found);
      } else {
        PartiQlExecution.Write write = execution.write(context, statement);
        WriteOutcome outcome =
            execution.written(write, request.returnValuesOnConditionCheckFailure());
        units.add(outcome);
        item = write.returned(outcome);
      }
      if (ConsumedUnits.isWanted(mode)) {
        consumed.add(units.shown(mode, statement.table(), table.record()));
      }
      return response.item(WireItem.of(item)).build();
    } catch (AwsError e) {
      return response.error(error(e)).build();
    }
  }

  private static BatchStatementError error(AwsError e) {
    String code =
        switch (e.code()) {
          case "ValidationException" -> "ValidationError";
          case "ConditionalCheckFailedException" -> "ConditionalCheckFailed";
          case "ResourceNotFoundException" -> "ResourceNotFound";
          case "DuplicateItemException" -> "DuplicateItem";
          default -> e.code();
        };
    BatchStatementError.Builder error =
        BatchStatementError.builder().code(code).message(e.getMessage());
    if (e.value() instanceof ConditionalCheckFailedException failed) {
      error.item(failed.item());
    }
    return error.build();
  }

  // -------------------------------------------------------------------------- transaction

  ExecuteTransactionOutput executeTransaction(
      RequestContext context, ExecuteTransactionInput input) {
    List<PartiQlStatement> statements = new ArrayList<>();
    for (ParameterizedStatement each : input.transactStatements()) {
      statements.add(parse(each.statement(), each.parameters()));
    }
    long reads = statements.stream().filter(PartiQlStatement.Select.class::isInstance).count();
    if (reads > 0 && reads < statements.size()) {
      throw Validation.error(
          "Transactions must consist of only read statements, or only write statements");
    }
    return reads > 0 ? read(context, statements, input) : write(context, statements, input);
  }

  private ExecuteTransactionOutput read(
      RequestContext context, List<PartiQlStatement> statements, ExecuteTransactionInput input) {
    List<ItemTable> found = new ArrayList<>();
    List<PartiQlExecution.SingleRead> singles = new ArrayList<>();
    for (PartiQlStatement statement : statements) {
      ItemTable table = tables.table(context, statement.table());
      found.add(table);
      singles.add(execution.single(table, (PartiQlStatement.Select) statement, TRANSACTION));
    }
    List<ItemValue> keys = singles.stream().map(PartiQlExecution.SingleRead::key).toList();
    List<ItemValue> items = TransactionOperations.read(found, keys);
    List<ItemResponse> responses = new ArrayList<>();
    List<ConsumedCapacity> consumed = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      ItemValue item = items.get(i);
      responses.add(ItemResponse.builder().item(WireItem.of(singles.get(i).shown(item))).build());
      if (ConsumedUnits.isWanted(input.returnConsumedCapacity())) {
        consumed.add(
            new ConsumedUnits(ConsumedUnits.Kind.TRANSACT_READ)
                .addTable(2 * ConsumedUnits.read(item == null ? 0 : item.sizeBytes(), true))
                .shown(
                    input.returnConsumedCapacity(),
                    statements.get(i).table(),
                    found.get(i).record()));
      }
    }
    return ExecuteTransactionOutput.builder()
        .responses(responses)
        .consumedCapacity(consumed.isEmpty() ? null : consumed)
        .build();
  }

  private ExecuteTransactionOutput write(
      RequestContext context, List<PartiQlStatement> statements, ExecuteTransactionInput input) {
    List<TransactionOperations.Step> steps = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      PartiQlExecution.Write write = execution.write(context, statements.get(i));
      steps.add(
          new TransactionOperations.Step(
              statements.get(i).table(),
              new TransactionPart(
                  write.table(),
                  write.write(),
                  table -> TransactionStep.check(table, write.write())),
              input.transactStatements().get(i).returnValuesOnConditionCheckFailure()));
    }
    String digest = RequestDigest.of(input.transactStatements(), input.returnConsumedCapacity());
    List<WriteOutcome> outcomes =
        tables
            .region(context)
            .once(input.clientRequestToken(), digest, () -> TransactionOperations.write(steps));
    List<ConsumedCapacity> consumed =
        TransactionOperations.consumed(steps, outcomes, input.returnConsumedCapacity());
    return ExecuteTransactionOutput.builder()
        .responses(List.of())
        .consumedCapacity(consumed.isEmpty() ? null : consumed)
        .build();
  }
}
