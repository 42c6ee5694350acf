package dev.brume.lambda.durable;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.api.DeleteDurableExecutionRequest;
import dev.brume.lambda.api.DeleteDurableExecutionResponse;
import dev.brume.lambda.api.Execution;
import dev.brume.lambda.api.GetDurableExecutionRequest;
import dev.brume.lambda.api.GetDurableExecutionResponse;
import dev.brume.lambda.api.ListDurableExecutionsByFunctionRequest;
import dev.brume.lambda.api.ListDurableExecutionsByFunctionResponse;
import dev.brume.lambda.api.PauseDetails;
import dev.brume.lambda.api.PauseDurableExecutionRequest;
import dev.brume.lambda.api.PauseDurableExecutionResponse;
import dev.brume.lambda.api.ResumeDurableExecutionRequest;
import dev.brume.lambda.api.ResumeDurableExecutionResponse;
import dev.brume.lambda.api.StopDurableExecutionRequest;
import dev.brume.lambda.api.StopDurableExecutionResponse;
import dev.brume.lambda.api.TraceHeader;
import dev.brume.lambda.engine.DurableError;
import dev.brume.lambda.engine.DurableExecution;
import dev.brume.lambda.engine.DurableExecutionRecord;
import dev.brume.lambda.engine.DurableExecutionRecord.Pause;
import dev.brume.lambda.engine.DurableOperationRecord;
import dev.brume.lambda.engine.DurableStatus;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.shape.FunctionShapes;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Durable executions as their owners see and manage them: GetDurableExecution,
 * ListDurableExecutionsByFunction, StopDurableExecution and its like.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/durable-managing-executions.html">
 *     Managing durable executions</a>
 */
public final class DurableExecutionOperations {
  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public DurableExecutionOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  /** An execution with its input and what came of it. */
  public GetDurableExecutionResponse getDurableExecution(
      RequestContext context, GetDurableExecutionRequest input) {
    LambdaRegion region = finder.region(context);
    DurableExecution execution =
        DurableReference.find(finder, context, input.durableExecutionArn());
    DurableExecutionRecord record = execution.record();
    boolean data = !Boolean.FALSE.equals(input.includeExecutionData());
    DurableOperationRecord whole = execution.whole();
    GetDurableExecutionResponse.Builder shown =
        GetDurableExecutionResponse.builder()
            .durableExecutionArn(region.executionArn(record))
            .durableExecutionName(record.key().name())
            .functionArn(region.functionArn(record.key().function(), record.version()))
            .startTimestamp(DurableShapes.instant(record.startedMillis()))
            .status(record.status())
            .endTimestamp(DurableShapes.instant(record.endedMillis()))
            .version(record.version())
            .executionDataIncluded(data)
            .durableConfig(FunctionShapes.durable(record.settings()))
            .expectedExecutionTimeoutTimestamp(DurableShapes.instant(record.timesOutMillis()));
    if (data) {
      shown
          .inputPayload(whole.input())
          .result(whole.result())
          .error(DurableShapes.error(whole.error()));
    }
    if (record.trace() != null) {
      shown.traceHeader(TraceHeader.builder().xAmznTraceId(record.trace()).build());
    }
    if (record.pause() != null) {
      shown.pauseDetails(pause(record.pause()));
    }
    return shown.build();
  }

  private static PauseDetails pause(Pause pause) {
    return PauseDetails.builder()
        .pauseRequestTimestamp(DurableShapes.instant(pause.requestedMillis()))
        .reason(pause.reason())
        .executionTimeoutPaused(pause.leftMillis() != null)
        .build();
  }

  /**
   * The executions of a function, the oldest first.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/api/API_ListDurableExecutionsByFunction.html">
   *     ListDurableExecutionsByFunction</a>
   */
  public ListDurableExecutionsByFunctionResponse listDurableExecutionsByFunction(
      RequestContext context, ListDurableExecutionsByFunctionRequest input) {
    FunctionReference reference =
        FunctionReference.of(context, input.functionName(), input.qualifier());
    LambdaRegion region = finder.region(context);
    FunctionVersionRecord version =
        reference.qualifier() == null ? null : finder.find(reference).version();
    finder.function(region, reference.at(null));
    boolean reverse = Boolean.TRUE.equals(input.reverseOrder());
    PageTokens tokens =
        PageTokens.of(
            "lambda",
            "ListDurableExecutionsByFunction",
            () -> LambdaFaults.invalid("Invalid marker"),
            context.scope(),
            reference.name(),
            reference.qualifier(),
            reverse);
    String position = tokens.position(input.marker());
    List<DurableExecutionRecord> all = region.durable().all(reference.name());
    List<DurableExecutionRecord> ordered = reverse ? all.reversed() : all;
    PageTokens.Page<DurableExecutionRecord> page =
        tokens.page(
            ordered.stream()
                .filter(execution -> isWanted(execution, input, version))
                .filter(execution -> position.isEmpty() || isAfter(execution, position, reverse)),
            DurableQuotas.limit(input.maxItems()),
            DurableExecutionOperations::position);
    return ListDurableExecutionsByFunctionResponse.builder()
        .durableExecutions(
            page.elements().stream().map(execution -> shown(region, execution)).toList())
        .nextMarker(page.nextToken())
        .build();
  }

  private static boolean isWanted(
      DurableExecutionRecord execution,
      ListDurableExecutionsByFunctionRequest input,
      FunctionVersionRecord version) {
    Instant started = DurableShapes.instant(execution.startedMillis());
    return (version == null || version.version().equals(execution.version()))
        && (input.durableExecutionName() == null
            || input.durableExecutionName().equals(execution.key().name()))
        && (input.statuses() == null || input.statuses().contains(execution.status()))
        && (input.startedAfter() == null || started.isAfter(input.startedAfter()))
        && (input.startedBefore() == null || started.isBefore(input.startedBefore()));
  }

  private static String position(DurableExecutionRecord execution) {
    return String.format(
        java.util.Locale.ROOT, "%019d/%s", execution.startedMillis(), execution.key().name());
  }

  private static boolean isAfter(
      DurableExecutionRecord execution, String position, boolean reverse) {
    int order = position(execution).compareTo(position);
    return reverse ? order < 0 : order > 0;
  }

  private static Execution shown(LambdaRegion region, DurableExecutionRecord execution) {
    return Execution.builder()
        .durableExecutionArn(region.executionArn(execution))
        .durableExecutionName(execution.key().name())
        .functionArn(region.functionArn(execution.key().function(), execution.version()))
        .status(execution.status())
        .startTimestamp(DurableShapes.instant(execution.startedMillis()))
        .endTimestamp(DurableShapes.instant(execution.endedMillis()))
        .kmsKeyArn(execution.settings().kmsKeyArn())
        .build();
  }

  // ------------------------------------------------------------------------------- managing

  private DurableExecution change(
      RequestContext context, String arn, Consumer<DurableExecution> change) {
    return finder
        .region(context)
        .change(
            () -> {
              DurableExecution execution = DurableReference.find(finder, context, arn);
              change.accept(execution);
              return execution;
            });
  }

  /** Ends an execution; one that has ended stays as it is. */
  public StopDurableExecutionResponse stopDurableExecution(
      RequestContext context, StopDurableExecutionRequest input) {
    DurableError error =
        input.error() == null ? DurableError.NONE : DurableShapes.error(input.error());
    DurableExecution stopped =
        change(
            context,
            input.durableExecutionArn(),
            execution -> execution.end(DurableStatus.STOPPED, null, error));
    return StopDurableExecutionResponse.builder()
        .stopTimestamp(DurableShapes.instant(stopped.record().endedMillis()))
        .build();
  }

  /** The words of these refusals are not known. */
  private static AwsError conflict(DurableExecution execution, String what) {
    return LambdaFaults.conflict(
        "The durable execution can't be " + what + " in status " + execution.record().status());
  }

  /** Forgets an execution that has ended. */
  public DeleteDurableExecutionResponse deleteDurableExecution(
      RequestContext context, DeleteDurableExecutionRequest input) {
    LambdaRegion region = finder.region(context);
    change(
        context,
        input.durableExecutionArn(),
        execution -> {
          if (execution.isOpen()) {
            throw conflict(execution, "deleted");
          }
          region.durable().remove(execution.record());
        });
    return DeleteDurableExecutionResponse.builder()
        .deletionRequestTimestamp(Instant.ofEpochMilli(region.nowMillis()))
        .build();
  }

  /**
   * No call of the function begins until the execution is resumed.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/durable-pause-resume.html">Pausing
   *     and resuming durable executions</a>
   */
  public PauseDurableExecutionResponse pauseDurableExecution(
      RequestContext context, PauseDurableExecutionRequest input) {
    change(
        context,
        input.durableExecutionArn(),
        execution -> {
          Pause known = execution.record().pause();
          boolean again =
              known != null
                  && input.clientToken() != null
                  && input.clientToken().equals(known.clientToken());
          if (again) {
            return;
          }
          if (!execution.record().status().equals(DurableStatus.RUNNING)) {
            throw conflict(execution, "paused");
          }
          execution.pause(
              input.clientToken(),
              input.reason(),
              Boolean.TRUE.equals(input.executionTimeoutPaused()));
        });
    return PauseDurableExecutionResponse.builder().build();
  }

  /** An execution that was paused goes on. */
  public ResumeDurableExecutionResponse resumeDurableExecution(
      RequestContext context, ResumeDurableExecutionRequest input) {
    change(
        context,
        input.durableExecutionArn(),
        execution -> {
          if (execution.record().pause() == null) {
            throw conflict(execution, "resumed");
          }
          execution.resume(input.reason());
        });
    return ResumeDurableExecutionResponse.builder().build();
  }
}
