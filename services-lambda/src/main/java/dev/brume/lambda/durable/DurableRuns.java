package dev.brume.lambda.durable;

import dev.brume.core.error.AwsError;
import dev.brume.core.id.Ids;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskOutcome;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.engine.DurableError;
import dev.brume.lambda.engine.DurableExecution;
import dev.brume.lambda.engine.DurableExecutionRecord;
import dev.brume.lambda.engine.DurableExecutionRecord.Key;
import dev.brume.lambda.engine.DurableOperationRecord;
import dev.brume.lambda.engine.DurableRun;
import dev.brume.lambda.engine.DurableStatus;
import dev.brume.lambda.engine.DurableWork;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.invoke.DurableStarts;
import dev.brume.lambda.invoke.FunctionInvoker;
import dev.brume.lambda.runtime.Invocation;
import dev.brume.lambda.runtime.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Calls durable functions, again and again until their executions end, and the functions that they
 * invoke. How failures are tried again is as in AWS's own library for tests of durable functions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/durable-invoking.html">Invoking Lambda
 *     durable functions</a>
 */
public final class DurableRuns implements DurableWork {
  static final String OUTPUT_TOO_LARGE =
      "Execution output payload size must be less than or equal to "
          + DurableQuotas.CHAINED_BYTES
          + " bytes.";

  private static final String INVALID = "InvalidParameterValueException";
  private static final long FIRST_THROTTLE_MILLIS = 1_000;
  private static final long MAX_THROTTLE_MILLIS = 60_000;

  private final FunctionFinder finder;
  private final FunctionInvoker invoker;
  private final DurableStarts starts;
  private final Ids ids;

  /** A call of a durable function. */
  private record Call(FunctionInvoker.Admission admission, Invocation invocation) {}

  /**
   * @param finder finds functions
   * @param invoker calls them
   * @param starts tells what came of executions
   * @param ids makes the ids of calls, and tokens
   */
  public DurableRuns(
      FunctionFinder finder, FunctionInvoker invoker, DurableStarts starts, Ids ids) {
    this.finder = finder;
    this.invoker = invoker;
    this.starts = starts;
    this.ids = ids;
  }

  private static CompletionStage<TaskOutcome> now(TaskOutcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }

  private static TaskOutcome throttled(int attempt) {
    long delay = FIRST_THROTTLE_MILLIS << Math.min(attempt - 1, 10);
    return TaskOutcome.retryAfter(Math.min(delay, MAX_THROTTLE_MILLIS));
  }

  @Override
  public void ended(LambdaRegion region, Key execution) {
    starts.ended(region, execution);
  }

  @Override
  public CompletionStage<TaskOutcome> run(LambdaRegion region, Task<DurableRun> task) {
    if (task.payload().operation() != null) {
      return callTarget(region, task);
    }
    Key key = task.payload().execution();
    Call call;
    try {
      call = region.change(() -> begin(region, key));
    } catch (AwsError notNow) {
      return now(throttled(task.attempt()));
    }
    if (call == null) {
      return now(TaskOutcome.DONE);
    }
    String requestId = call.invocation().requestId();
    return task.then(
        invoker.callOnce(call.admission(), call.invocation()),
        answer -> answer.thenApply(result -> settle(region, key, requestId, result)));
  }

  /** What is to be called now; null for nothing. */
  private Call begin(LambdaRegion region, Key key) {
    DurableExecution execution = region.durable().find(key);
    if (execution == null || !execution.takesInvocation()) {
      return null;
    }
    DurableExecutionRecord record = execution.record();
    Found found =
        finder.findOrNull(new FunctionReference(region.scope(), key.function(), record.version()));
    if (found == null) {
      execution.end(
          DurableStatus.FAILED,
          null,
          DurableError.of(
              "ResourceNotFoundException",
              "Function not found: " + region.functionArn(key.function(), record.version())));
      return null;
    }
    FunctionInvoker.Admission admission = invoker.admitOnce(found);
    String requestId = ids.uuid();
    String token = CheckpointOperations.newToken(ids);
    List<String> changed = execution.beginInvocation(requestId, token);
    List<DurableOperationRecord> operations = execution.operations();
    int count = InvocationDocument.count(operations);
    String marker =
        count == operations.size()
            ? null
            : CheckpointOperations.pages(execution)
                .after(Integer.toString(operations.get(count - 1).position()));
    byte[] event =
        InvocationDocument.input(
            region.executionArn(record), token, key, operations.subList(0, count), marker, changed);
    return new Call(
        admission, Invocation.whole(requestId, found.arn(), event, null, record.trace()));
  }

  /** What follows from the answer of a durable function. */
  private TaskOutcome settle(
      LambdaRegion region, Key key, String requestId, InvocationResult result) {
    return region.change(
        () -> {
          DurableExecution execution = region.durable().find(key);
          if (execution == null) {
            return TaskOutcome.DONE;
          }
          DurableError failure =
              result.failure() ? InvocationDocument.failure(result.payload()) : null;
          execution.endInvocation(requestId, failure);
          if (!execution.isOpen()) {
            return TaskOutcome.DONE;
          }
          return failure == null
              ? take(execution, result.payload())
              : tryAgain(execution, failure, DurableQuotas.ATTEMPTS);
        });
  }

  private static TaskOutcome tryAgain(DurableExecution execution, DurableError error, int most) {
    if (execution.countFailure() < most) {
      return TaskOutcome.retryAfter(DurableQuotas.RETRY_MILLIS);
    }
    return fail(execution, error);
  }

  private static TaskOutcome fail(DurableExecution execution, DurableError error) {
    execution.end(DurableStatus.FAILED, null, error);
    return TaskOutcome.DONE;
  }

  private static TaskOutcome take(DurableExecution execution, byte[] payload) {
    InvocationDocument.Output output = InvocationDocument.output(payload);
    if (output == null) {
      return fail(execution, DurableError.of(INVALID, "Invalid invocation output."));
    }
    switch (output.status()) {
      case "SUCCEEDED" -> {
        if (output.error() != null) {
          return fail(
              execution, DurableError.of(INVALID, "Cannot provide an Error for SUCCEEDED status."));
        }
        if (execution.record().parent() != null && isTooLarge(output.result())) {
          return fail(execution, DurableError.of(null, OUTPUT_TOO_LARGE));
        }
        execution.end(DurableStatus.SUCCEEDED, output.result(), null);
      }
      case "FAILED" -> {
        if (output.result() != null) {
          return fail(
              execution, DurableError.of(INVALID, "Cannot provide a Result for FAILED status."));
        }
        execution.end(
            DurableStatus.FAILED,
            null,
            output.error() == null ? DurableError.NONE : output.error());
      }
      case "PENDING" -> {
        if (!execution.suspend()) {
          return tryAgain(
              execution,
              DurableError.of(INVALID, "Cannot return PENDING status with no pending operations."),
              DurableQuotas.ATTEMPTS_TO_WAIT);
        }
      }
      default -> {
        return fail(
            execution,
            DurableError.of(INVALID, "Unexpected invocation status: " + output.status()));
      }
    }
    return TaskOutcome.DONE;
  }

  private static boolean isTooLarge(String result) {
    return result != null
        && result.getBytes(StandardCharsets.UTF_8).length > DurableQuotas.CHAINED_BYTES;
  }

  // ------------------------------------------------------------------------ chained invocations

  /** Calls a function that is not durable itself. */
  private CompletionStage<TaskOutcome> callTarget(LambdaRegion region, Task<DurableRun> task) {
    DurableRun run = task.payload();
    DurableExecution execution = region.durable().find(run.execution());
    DurableOperationRecord operation =
        execution == null || !execution.isOpen() ? null : execution.operation(run.operation());
    if (operation == null || !operation.isPending()) {
      return now(TaskOutcome.DONE);
    }
    FunctionReference reference = FunctionReference.parse(region.scope(), operation.target());
    Found found = finder.findOrNull(reference);
    if (found == null) {
      DurableError gone =
          DurableError.of("ResourceNotFoundException", "Function not found: " + reference.arn());
      return now(complete(region, run, null, gone));
    }
    FunctionInvoker.Admission admission;
    try {
      admission = invoker.admitOnce(found);
    } catch (AwsError notNow) {
      return now(throttled(task.attempt()));
    }
    Invocation invocation =
        Invocation.whole(
            ids.uuid(),
            found.arn(),
            operation.input().getBytes(StandardCharsets.UTF_8),
            null,
            execution.record().trace());
    return task.then(
        invoker.callOnce(admission, invocation),
        answer -> answer.thenApply(result -> completeTarget(region, run, result)));
  }

  private static TaskOutcome completeTarget(
      LambdaRegion region, DurableRun run, InvocationResult result) {
    if (result.failure()) {
      return complete(region, run, null, InvocationDocument.failure(result.payload()));
    }
    String text = new String(result.payload(), StandardCharsets.UTF_8);
    return isTooLarge(text)
        ? complete(
            region,
            run,
            null,
            DurableError.of(
                null,
                "CHAINED_INVOKE output payload size must be less than or equal to "
                    + DurableQuotas.CHAINED_BYTES
                    + " bytes."))
        : complete(region, run, text, null);
  }

  private static TaskOutcome complete(
      LambdaRegion region, DurableRun run, String result, DurableError error) {
    return region.change(
        () -> {
          DurableExecution execution = region.durable().find(run.execution());
          if (execution != null) {
            execution.completeInvocation(
                run.operation(),
                error == null ? DurableStatus.SUCCEEDED : DurableStatus.FAILED,
                result,
                error);
          }
          return TaskOutcome.DONE;
        });
  }
}
