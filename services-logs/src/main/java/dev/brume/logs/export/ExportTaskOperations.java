package dev.brume.logs.export;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.ObjectAttributes;
import dev.brume.core.port.ObjectTarget;
import dev.brume.core.port.Ports;
import dev.brume.core.schema.Unit;
import dev.brume.logs.LogGroupFinder;
import dev.brume.logs.LogsRefusals;
import dev.brume.logs.api.CancelExportTaskRequest;
import dev.brume.logs.api.CreateExportTaskRequest;
import dev.brume.logs.api.CreateExportTaskResponse;
import dev.brume.logs.api.DescribeExportTasksRequest;
import dev.brume.logs.api.DescribeExportTasksResponse;
import dev.brume.logs.api.ExportTask;
import dev.brume.logs.api.ExportTaskExecutionInfo;
import dev.brume.logs.api.ExportTaskStatus;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.engine.LogsExportRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * CreateExportTask, DescribeExportTasks and CancelExportTask.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateExportTask.html">CreateExportTask</a>
 */
public final class ExportTaskOperations {
  /** "If you don't specify a value, the default is exportedlogs." */
  private static final String PREFIX = "exportedlogs";

  private static final byte[] PROBE =
      "Permission Check Successful".getBytes(StandardCharsets.UTF_8);

  private final LogGroupFinder finder;
  private final Ports ports;
  private final StoreSection section;
  private final Surroundings surroundings;

  /**
   * @param finder finds log groups
   * @param surroundings buckets, and ids
   */
  public ExportTaskOperations(LogGroupFinder finder, Surroundings surroundings) {
    this.finder = finder;
    this.surroundings = surroundings;
    ports = surroundings.ports();
    section = new StoreSection(surroundings.store(), surroundings.outbox());
  }

  /** Has events exported; a bucket that can't be written to is refused at once. */
  public CompletionStage<CreateExportTaskResponse> createExportTask(
      RequestContext context, CreateExportTaskRequest input) {
    if (input.from() > input.to()) {
      throw LogsRefusals.invalid("End time should not be before start time.");
    }
    finder.with(context.scope(), input.logGroupName(), (region, group) -> group);
    String prefix =
        input.destinationPrefix() == null || input.destinationPrefix().isEmpty()
            ? PREFIX
            : input.destinationPrefix();
    ObjectTarget buckets = ports.look(ObjectTarget.class).orElseThrow(() -> noBucket());
    return buckets
        .put(
            context.scope(),
            input.destination(),
            prefix + "/aws-logs-write-test",
            PROBE,
            ObjectAttributes.of("text/plain"))
        .handle(
            (etag, failure) -> {
              if (failure != null) {
                throw refusal(failure);
              }
              return section.call(() -> add(context, input, prefix));
            });
  }

  /** As recorded on AWS in February 2026. */
  private static AwsError noBucket() {
    return LogsRefusals.invalid(
        "The given bucket does not exist. Please make sure the bucket is valid.");
  }

  private static RuntimeException refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof AwsError error) {
      return error.code().equals("NoSuchBucket")
          ? noBucket()
          : LogsRefusals.invalid(
              "PutObject call on the given bucket failed. Please check if CloudWatch Logs has been"
                  + " granted permission to perform this operation.");
    }
    return new CompletionException(cause);
  }

  private CreateExportTaskResponse add(
      RequestContext context, CreateExportTaskRequest input, String prefix) {
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          // "Each account can only have one active (RUNNING or PENDING) export task at a time."
          if (region.exports().all().stream().anyMatch(LogsExportRecord::isActive)) {
            throw LogsErrors.limitExceededException("Resource limit exceeded.");
          }
          LogsExportRecord task =
              new LogsExportRecord(
                  surroundings.ids().uuid(),
                  input.taskName(),
                  input.logGroupName(),
                  input.logStreamNamePrefix(),
                  input.from(),
                  input.to(),
                  input.destination(),
                  prefix,
                  LogsExportRecord.PENDING,
                  null,
                  region.nowMillis(),
                  null);
          region.exports().add(task);
          return CreateExportTaskResponse.builder().taskId(task.id()).build();
        });
  }

  /** The tasks, the latest first. */
  public DescribeExportTasksResponse describeExportTasks(
      RequestContext context, DescribeExportTasksRequest input) {
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "DescribeExportTasks",
            LogsRefusals::invalidToken,
            context.scope(),
            input.taskId(),
            input.statusCode());
    String position = tokens.position(input.nextToken());
    LogsRegion region = finder.region(context.scope());
    List<LogsExportRecord> all = region.call(() -> region.exports().all());
    int from = 0;
    for (int i = 0; i < all.size(); i++) {
      from = all.get(i).id().equals(position) ? i + 1 : from;
    }
    PageTokens.Page<ExportTask> page =
        tokens
            .page(
                all.subList(from, all.size()).stream()
                    .filter(task -> input.taskId() == null || input.taskId().equals(task.id()))
                    .filter(
                        task ->
                            input.statusCode() == null || input.statusCode().equals(task.status())),
                input.limit() == null ? LogsQuotas.LISTED : input.limit(),
                LogsExportRecord::id)
            .map(ExportTaskOperations::show);
    return DescribeExportTasksResponse.builder()
        .exportTasks(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static ExportTask show(LogsExportRecord task) {
    return ExportTask.builder()
        .taskId(task.id())
        .taskName(task.name())
        .logGroupName(task.group())
        .from(task.fromMillis())
        .to(task.toMillis())
        .destination(task.bucket())
        .destinationPrefix(task.keyPrefix())
        .status(ExportTaskStatus.builder().code(task.status()).message(task.message()).build())
        .executionInfo(
            ExportTaskExecutionInfo.builder()
                .creationTime(task.createdMillis())
                .completionTime(task.completedMillis())
                .build())
        .build();
  }

  /** A task that has not ended is given up. The words of these refusals are not known. */
  public Unit cancelExportTask(RequestContext context, CancelExportTaskRequest input) {
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          LogsExportRecord task = region.exports().find(input.taskId());
          if (task == null) {
            throw LogsErrors.resourceNotFoundException("The specified export task does not exist.");
          }
          if (!task.isActive()) {
            throw LogsErrors.invalidOperationException(
                "The specified export task has already finished.");
          }
          region.exports().put(task.in(LogsExportRecord.CANCELLED, null, region.nowMillis()));
          return Unit.INSTANCE;
        });
  }
}
