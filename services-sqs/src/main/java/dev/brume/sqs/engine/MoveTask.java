package dev.brume.sqs.engine;

/**
 * A message-move task.
 *
 * @param number increases in the order of starting
 * @param id a UUID
 * @param sourceArn the source dead-letter queue
 * @param destinationArn the destination queue; null for the messages' original queues
 * @param maxMessagesPerSecond 1 to 500, or null for no limit
 * @param startedMillis when it was started
 * @param toMove the number of messages to move, counted at the start
 * @param moved the number of messages moved
 * @param status its status
 * @param failureReason why it failed, else null
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasksResultEntry.html">ListMessageMoveTasksResultEntry</a>
 */
public record MoveTask(
    long number,
    String id,
    String sourceArn,
    String destinationArn,
    Integer maxMessagesPerSecond,
    long startedMillis,
    long toMove,
    long moved,
    Status status,
    String failureReason) {
  /** The status of a task. */
  public enum Status {
    RUNNING,
    COMPLETED,
    CANCELLING,
    CANCELLED,
    FAILED
  }

  /** Whether the task is not finished. */
  public boolean isActive() {
    return status == Status.RUNNING || status == Status.CANCELLING;
  }

  MoveTask withMoved(long nowMoved) {
    return new MoveTask(
        number,
        id,
        sourceArn,
        destinationArn,
        maxMessagesPerSecond,
        startedMillis,
        toMove,
        nowMoved,
        status,
        failureReason);
  }

  MoveTask withStatus(Status newStatus, String reason) {
    return new MoveTask(
        number,
        id,
        sourceArn,
        destinationArn,
        maxMessagesPerSecond,
        startedMillis,
        toMove,
        moved,
        newStatus,
        reason);
  }
}
