package dev.brume.sqs.engine;

/**
 * A message-move task.
 *
 * @param number rises in the order of starting
 * @param id a UUID
 * @param sourceArn the dead-letter queue that it empties
 * @param destinationArn where the messages go; null for the queues that they came from
 * @param maxMessagesPerSecond 1 to 500, or null for as fast as can be
 * @param startedMillis when it was started
 * @param toMove how many messages it is to move, counted at the start
 * @param moved how many it has moved
 * @param status how far it is
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
  /** How far a task is. */
  public enum Status {
    RUNNING,
    COMPLETED,
    CANCELLING,
    CANCELLED,
    FAILED
  }

  /** Whether the task still has something to do. */
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
