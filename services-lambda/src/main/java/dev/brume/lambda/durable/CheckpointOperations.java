package dev.brume.lambda.durable;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.scope.Scope;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.api.CheckpointDurableExecutionRequest;
import dev.brume.lambda.api.CheckpointDurableExecutionResponse;
import dev.brume.lambda.api.CheckpointUpdatedExecutionState;
import dev.brume.lambda.api.GetDurableExecutionStateRequest;
import dev.brume.lambda.api.GetDurableExecutionStateResponse;
import dev.brume.lambda.api.OperationUpdate;
import dev.brume.lambda.engine.DurableError;
import dev.brume.lambda.engine.DurableExecution;
import dev.brume.lambda.engine.DurableExecution.Answer;
import dev.brume.lambda.engine.DurableLabel;
import dev.brume.lambda.engine.DurableOperationRecord;
import dev.brume.lambda.engine.DurableTarget;
import dev.brume.lambda.engine.DurableUpdate;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.invoke.FunctionInvoker;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What durable functions do while they run: CheckpointDurableExecution and
 * GetDurableExecutionState.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CheckpointDurableExecution.html">
 *     CheckpointDurableExecution</a>
 */
public final class CheckpointOperations {
  private static final int TOKEN_BYTES = 48;

  private final FunctionFinder finder;
  private final Ids ids;

  /**
   * @param finder finds functions
   * @param ids makes tokens
   */
  public CheckpointOperations(FunctionFinder finder, Ids ids) {
    this.finder = finder;
    this.ids = ids;
  }

  /** A token that nobody can guess, in base 64. */
  static String newToken(Ids ids) {
    return Base64.getEncoder().encodeToString(ids.bytes(TOKEN_BYTES));
  }

  private static AwsError invalidToken() {
    return LambdaFaults.invalid("Invalid checkpoint token");
  }

  /** Takes in what a function has done. */
  public CheckpointDurableExecutionResponse checkpointDurableExecution(
      RequestContext context, CheckpointDurableExecutionRequest input) {
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          DurableExecution execution =
              DurableReference.findOrNull(finder, context, input.durableExecutionArn());
          if (execution == null) {
            throw invalidToken();
          }
          Answer answer = execution.repeated(input.clientToken(), input.checkpointToken());
          if (answer == null) {
            if (!execution.isCurrent(input.checkpointToken())) {
              throw invalidToken();
            }
            answer = checkpoint(context.scope(), execution, input);
          }
          return shown(execution, answer);
        });
  }

  private Answer checkpoint(
      Scope scope, DurableExecution execution, CheckpointDurableExecutionRequest input) {
    List<DurableUpdate> updates =
        input.updates() == null
            ? List.of()
            : input.updates().stream().map(CheckpointOperations::update).toList();
    new CheckpointRules(execution, scope).check(updates);
    Map<String, DurableTarget> targets = new HashMap<>();
    for (DurableUpdate update : updates) {
      if (update.label().type().equals("CHAINED_INVOKE")) {
        targets.put(update.label().id(), target(scope, update.options().target()));
      }
    }
    return execution.checkpoint(updates, targets, input.clientToken(), newToken(ids));
  }

  private static CheckpointDurableExecutionResponse shown(
      DurableExecution execution, Answer answer) {
    return CheckpointDurableExecutionResponse.builder()
        .checkpointToken(answer.token())
        .newExecutionState(
            CheckpointUpdatedExecutionState.builder()
                .operations(
                    answer.operations().stream()
                        .map(operation -> DurableShapes.operation(execution.key(), operation))
                        .toList())
                .build())
        .build();
  }

  private static DurableUpdate update(OperationUpdate update) {
    return new DurableUpdate(
        new DurableLabel(
            update.id(), update.parentId(), update.name(), update.type(), update.subType()),
        update.action(),
        update.payload(),
        DurableShapes.error(update.error()),
        new DurableUpdate.Options(
            update.contextOptions() == null ? null : update.contextOptions().replayChildren(),
            update.stepOptions() == null ? null : update.stepOptions().nextAttemptDelaySeconds(),
            update.waitOptions() == null ? null : update.waitOptions().waitSeconds(),
            update.callbackOptions() == null ? null : update.callbackOptions().timeoutSeconds(),
            update.callbackOptions() == null
                ? null
                : update.callbackOptions().heartbeatTimeoutSeconds(),
            update.chainedInvokeOptions() == null
                ? null
                : update.chainedInvokeOptions().functionName(),
            update.chainedInvokeOptions() == null
                ? null
                : update.chainedInvokeOptions().tenantId()));
  }

  /** What a chained invocation invokes; errors of the API are the operation's. */
  private DurableTarget target(Scope scope, String name) {
    FunctionReference reference = FunctionReference.parse(scope, name);
    Found found = finder.findOrNull(reference);
    if (found == null) {
      String qualifier = reference.qualifier();
      return refused(
          "ResourceNotFoundException",
          "Function not found: "
              + reference.at(qualifier == null ? FunctionVersionRecord.LATEST : qualifier).arn());
    }
    if (found.version().settings().durable() != null && reference.qualifier() == null) {
      return refused("InvalidParameterValueException", FunctionInvoker.UNQUALIFIED);
    }
    return new DurableTarget(found.version(), null);
  }

  private static DurableTarget refused(String type, String message) {
    return new DurableTarget(null, DurableError.of(type, message));
  }

  /**
   * The operations of an execution, a page at a time.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetDurableExecutionState.html">
   *     GetDurableExecutionState</a>
   */
  public GetDurableExecutionStateResponse getDurableExecutionState(
      RequestContext context, GetDurableExecutionStateRequest input) {
    DurableExecution execution =
        DurableReference.findOrNull(finder, context, input.durableExecutionArn());
    if (execution == null || !execution.isCurrent(input.checkpointToken())) {
      throw invalidToken();
    }
    PageTokens tokens = pages(execution);
    String marker = input.marker() == null || input.marker().isEmpty() ? null : input.marker();
    String position = tokens.position(marker);
    int from = position.isEmpty() ? 0 : Integer.parseInt(position) + 1;
    List<DurableOperationRecord> rest =
        execution.operations().stream().filter(operation -> operation.position() >= from).toList();
    int room = Math.min(DurableQuotas.limit(input.maxItems()), InvocationDocument.count(rest));
    PageTokens.Page<DurableOperationRecord> page =
        tokens.page(
            rest.stream(), Math.max(room, 1), operation -> Integer.toString(operation.position()));
    return GetDurableExecutionStateResponse.builder()
        .operations(
            page.elements().stream()
                .map(operation -> DurableShapes.operation(execution.key(), operation))
                .toList())
        .nextMarker(page.nextToken())
        .build();
  }

  /** The pages of an execution's operations; by the position of the last one of a page. */
  static PageTokens pages(DurableExecution execution) {
    return PageTokens.of(
        "lambda",
        "GetDurableExecutionState",
        () -> LambdaFaults.invalid("Invalid marker"),
        execution.key());
  }
}
