package dev.brume.lambda.durable;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.api.CallbackTimeoutException;
import dev.brume.lambda.api.SendDurableExecutionCallbackFailureRequest;
import dev.brume.lambda.api.SendDurableExecutionCallbackFailureResponse;
import dev.brume.lambda.api.SendDurableExecutionCallbackHeartbeatRequest;
import dev.brume.lambda.api.SendDurableExecutionCallbackHeartbeatResponse;
import dev.brume.lambda.api.SendDurableExecutionCallbackSuccessRequest;
import dev.brume.lambda.api.SendDurableExecutionCallbackSuccessResponse;
import dev.brume.lambda.engine.DurableError;
import dev.brume.lambda.engine.DurableExecution;
import dev.brume.lambda.engine.DurableOperationRecord;
import dev.brume.lambda.engine.DurableStatus;
import dev.brume.lambda.engine.LambdaRegion;
import java.util.function.Predicate;

/**
 * How others answer durable executions that wait for them: SendDurableExecutionCallbackSuccess and
 * its like. The words of the refusals are not known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_SendDurableExecutionCallbackSuccess.html">
 *     SendDurableExecutionCallbackSuccess</a>
 */
public final class DurableCallbackOperations {
  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public DurableCallbackOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  /** A callback has succeeded. */
  public SendDurableExecutionCallbackSuccessResponse sendDurableExecutionCallbackSuccess(
      RequestContext context, SendDurableExecutionCallbackSuccessRequest input) {
    String result =
        input.result() == null || input.result().length() == 0 ? null : input.result().utf8();
    CallbackId id = parse(input.callbackId());
    change(context, id, execution -> execution.completeCallback(id.operation(), result, null));
    return SendDurableExecutionCallbackSuccessResponse.builder().build();
  }

  /** A callback has failed. */
  public SendDurableExecutionCallbackFailureResponse sendDurableExecutionCallbackFailure(
      RequestContext context, SendDurableExecutionCallbackFailureRequest input) {
    DurableError error =
        input.error() == null ? DurableError.NONE : DurableShapes.error(input.error());
    CallbackId id = parse(input.callbackId());
    change(context, id, execution -> execution.completeCallback(id.operation(), null, error));
    return SendDurableExecutionCallbackFailureResponse.builder().build();
  }

  /** Somebody still works at a callback. */
  public SendDurableExecutionCallbackHeartbeatResponse sendDurableExecutionCallbackHeartbeat(
      RequestContext context, SendDurableExecutionCallbackHeartbeatRequest input) {
    CallbackId id = parse(input.callbackId());
    change(context, id, execution -> execution.heartbeat(id.operation()));
    return SendDurableExecutionCallbackHeartbeatResponse.builder().build();
  }

  /** The ARN of the execution that waits for a callback; null where there is none. */
  public static String executionArn(FunctionFinder finder, Scope scope, String callbackId) {
    CallbackId id = CallbackId.parse(callbackId);
    LambdaRegion region = finder.region(scope);
    DurableExecution execution = id == null ? null : region.durable().find(id.execution());
    return execution == null ? null : region.executionArn(execution.record());
  }

  private static CallbackId parse(String text) {
    CallbackId id = CallbackId.parse(text);
    if (id == null) {
      throw LambdaFaults.invalid("Invalid callback ID");
    }
    return id;
  }

  private void change(RequestContext context, CallbackId id, Predicate<DurableExecution> change) {
    LambdaRegion region = finder.region(context);
    region.change(
        () -> {
          DurableExecution execution = region.durable().find(id.execution());
          DurableOperationRecord callback =
              execution == null ? null : execution.operation(id.operation());
          if (callback == null || !callback.label().type().equals("CALLBACK")) {
            throw LambdaFaults.notFound("Callback not found");
          }
          if (callback.status().equals(DurableStatus.TIMED_OUT)) {
            throw timedOut();
          }
          if (!change.test(execution)) {
            throw LambdaFaults.invalid("The callback has already been completed");
          }
          return null;
        });
  }

  private static AwsError timedOut() {
    return AwsError.modelled(
        CallbackTimeoutException.builder()
            .type("User")
            .message("The callback has timed out")
            .build());
  }
}
