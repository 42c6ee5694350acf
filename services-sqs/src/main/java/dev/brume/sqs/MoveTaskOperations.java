package dev.brume.sqs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.sqs.api.CancelMessageMoveTaskRequest;
import dev.brume.sqs.api.CancelMessageMoveTaskResult;
import dev.brume.sqs.api.ListMessageMoveTasksRequest;
import dev.brume.sqs.api.ListMessageMoveTasksResult;
import dev.brume.sqs.api.ListMessageMoveTasksResultEntry;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.api.StartMessageMoveTaskRequest;
import dev.brume.sqs.api.StartMessageMoveTaskResult;
import dev.brume.sqs.engine.MoveTask;
import dev.brume.sqs.engine.MoveTasks;
import dev.brume.sqs.engine.Quotas;
import java.util.List;

/** Message-move tasks. */
final class MoveTaskOperations {
  private final QueueFinder queues;

  MoveTaskOperations(QueueFinder queues) {
    this.queues = queues;
  }

  StartMessageMoveTaskResult startMessageMoveTask(
      RequestContext context, StartMessageMoveTaskRequest input) {
    String sourceArn = checkedArn("SourceArn", SqsRefusals.require("SourceArn", input.sourceArn()));
    String destinationArn =
        input.destinationArn() == null
            ? null
            : checkedArn("DestinationArn", input.destinationArn());
    Integer rate = input.maxNumberOfMessagesPerSecond();
    if (rate != null) {
      SqsRefusals.requireBetween(
          "MaxNumberOfMessagesPerSecond",
          rate,
          1,
          Quotas.MOVED_MESSAGES_PER_SECOND,
          "Must be between 1 and 500, if provided.");
    }
    String handle = tasks(context).start(sourceArn, destinationArn, rate);
    return StartMessageMoveTaskResult.builder().taskHandle(handle).build();
  }

  private MoveTasks tasks(RequestContext context) {
    return queues.region(context).moveTasks();
  }

  private static String checkedArn(String parameter, String arn) {
    if (Arn.parse(arn).isEmpty()) {
      throw SqsErrors.invalidParameterValueException(
          "You must use this format to specify the "
              + parameter
              + ": arn:<partition>:<service>:<region>:<account-id>:<resource-id>");
    }
    return arn;
  }

  CancelMessageMoveTaskResult cancelMessageMoveTask(
      RequestContext context, CancelMessageMoveTaskRequest input) {
    String handle = SqsRefusals.require("TaskHandle", input.taskHandle());
    long moved = tasks(context).cancel(handle);
    return CancelMessageMoveTaskResult.builder().approximateNumberOfMessagesMoved(moved).build();
  }

  ListMessageMoveTasksResult listMessageMoveTasks(
      RequestContext context, ListMessageMoveTasksRequest input) {
    String sourceArn = checkedArn("SourceArn", SqsRefusals.require("SourceArn", input.sourceArn()));
    int count = input.maxResults() == null ? 1 : input.maxResults();
    SqsRefusals.requireBetween(
        "MaxResults", count, 1, Quotas.MOVE_TASKS_LISTED, "Must be between 1 and 10, if provided.");
    List<ListMessageMoveTasksResultEntry> results =
        tasks(context).list(sourceArn, count).stream().map(MoveTaskOperations::show).toList();
    return ListMessageMoveTasksResult.builder().results(results).build();
  }

  private static ListMessageMoveTasksResultEntry show(MoveTask task) {
    boolean running = task.status() == MoveTask.Status.RUNNING;
    return ListMessageMoveTasksResultEntry.builder()
        .taskHandle(running ? MoveTasks.handleOf(task) : null)
        .status(task.status().name())
        .sourceArn(task.sourceArn())
        .destinationArn(task.destinationArn())
        .maxNumberOfMessagesPerSecond(task.maxMessagesPerSecond())
        .approximateNumberOfMessagesMoved(task.moved())
        .approximateNumberOfMessagesToMove(task.toMove())
        .failureReason(task.failureReason())
        .startedTimestamp(task.startedMillis())
        .build();
  }
}
