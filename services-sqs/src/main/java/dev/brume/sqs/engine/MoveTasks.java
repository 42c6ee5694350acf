package dev.brume.sqs.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskOutcome;
import dev.brume.core.task.TaskQueue;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.MoveTask.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * The message-move tasks of a region: each takes visible messages from a dead-letter queue and
 * sends them, as new messages, to their original queues or to a named one. A task moves a batch at
 * a time; it ends when it has moved as many messages as there were at its start, or finds none. A
 * batch is a durable task: the deletion and arrival of its messages and the progress are written as
 * one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html">Dead-letter
 *     queue redrive</a>
 */
public final class MoveTasks implements TaskHandler<MoveStep> {
  /** The messages that a task without a rate moves at a time. */
  private static final int BATCH = 1_000;

  private static final long SECOND_MILLIS = 1_000;

  private final Object lock = new Object();
  private final SqsRegion region;
  private final Surroundings surroundings;
  private final Table<Long, MoveTask> tasks;
  private final TaskQueue<MoveStep> steps;

  /** Why a message can't be moved. */
  private enum Failure {
    NONE(null),
    NO_SOURCE("CouldNotDetermineMessageSource"),
    NO_QUEUE("AWS.SimpleQueueService.NonExistentQueue"),
    INTERNAL("InternalError");

    private final String reason;

    Failure(String reason) {
      this.reason = reason;
    }
  }

  MoveTasks(SqsRegion region, Tables tables, Surroundings surroundings) {
    this.region = region;
    this.surroundings = surroundings;
    this.tasks = tables.table(SqsTables.MOVE_TASKS, SqsTables.REGION);
    this.steps = surroundings.tasks().open(SqsTables.MOVE_STEPS, tables, SqsTables.REGION, this);
  }

  private List<MoveTask> all() {
    List<MoveTask> all = new ArrayList<>(tasks.size());
    tasks.forEach((number, task) -> all.add(task));
    all.sort(Comparator.comparingLong(MoveTask::number).reversed());
    return all;
  }

  private void schedule(long number, long dueMillis) {
    steps.put(number, new MoveStep(number), dueMillis);
  }

  /**
   * Starts a task.
   *
   * @param destinationArn null for the messages' original queues
   * @param maxMessagesPerSecond 1 to 500, or null
   * @return the task's handle
   * @throws AwsError ResourceNotFoundException if a queue does not exist;
   *     InvalidParameterValueException if the source is no dead-letter queue or already has a task
   */
  public String start(String sourceArn, String destinationArn, Integer maxMessagesPerSecond) {
    Queue source = find("SourceArn", sourceArn);
    if (!region.isDeadLetterQueue(sourceArn)) {
      throw SqsErrors.invalidParameterValueException(
          "Source queue must be configured as a Dead Letter Queue.");
    }
    if (destinationArn != null) {
      checkDestination(source, destinationArn);
    }
    long toMove = source.counts().visible();
    String taskId = surroundings.ids().uuid();
    synchronized (lock) {
      List<MoveTask> known = all();
      refuseSecond(known, sourceArn);
      forgetOld(known, sourceArn);
      long nowMillis = surroundings.timeline().nowMillis();
      MoveTask task =
          new MoveTask(
              known.isEmpty() ? 1 : known.get(0).number() + 1,
              taskId,
              sourceArn,
              destinationArn,
              maxMessagesPerSecond,
              nowMillis,
              toMove,
              0,
              Status.RUNNING,
              null);
      tasks.put(task.number(), task);
      schedule(task.number(), nowMillis);
    }
    return new TaskHandle(taskId, sourceArn).text();
  }

  private Queue find(String parameter, String arn) {
    Queue queue = region.findByArn(arn);
    if (queue == null) {
      throw SqsErrors.resourceNotFoundException(
          "The resource that you specified for the " + parameter + " parameter doesn't exist.");
    }
    return queue;
  }

  private void checkDestination(Queue source, String destinationArn) {
    Queue destination = find("DestinationArn", destinationArn);
    if (destination.settings().isFifo() != source.settings().isFifo()) {
      throw QueueErrors.invalidParameter(
          "DestinationArn", destinationArn, "Source and destination must be of the same type.");
    }
    if (destination == source) {
      throw QueueErrors.invalidParameter(
          "DestinationArn", destinationArn, "Source and destination must be different queues.");
    }
  }

  private static void refuseSecond(List<MoveTask> known, String sourceArn) {
    if (known.stream().anyMatch(task -> task.isActive() && task.sourceArn().equals(sourceArn))) {
      throw SqsErrors.invalidParameterValueException(
          "There is already a task running. Only one active task is allowed for a source queue arn"
              + " at a given time.");
    }
  }

  private void forgetOld(List<MoveTask> known, String sourceArn) {
    known.stream()
        .filter(task -> task.sourceArn().equals(sourceArn))
        .skip(Quotas.MOVE_TASKS_LISTED - 1)
        .forEach(task -> tasks.remove(task.number()));
  }

  /**
   * The latest tasks of a queue, newest first.
   *
   * @param count 1 to 10
   * @throws AwsError ResourceNotFoundException if the queue does not exist
   */
  public List<MoveTask> list(String sourceArn, int count) {
    find("SourceArn", sourceArn);
    synchronized (lock) {
      return all().stream()
          .filter(task -> task.sourceArn().equals(sourceArn))
          .limit(count)
          .toList();
    }
  }

  /** The handle of a task. */
  public static String handleOf(MoveTask task) {
    return new TaskHandle(task.id(), task.sourceArn()).text();
  }

  /** The ARN of the source queue in a task handle; null if it is no handle. */
  public static String sourceOf(String handle) {
    return handle == null ? null : TaskHandle.parse(handle).map(TaskHandle::sourceArn).orElse(null);
  }

  /**
   * Stops a task; moved messages stay moved.
   *
   * @return the number of messages moved
   * @throws AwsError InvalidParameterValueException for a malformed handle;
   *     ResourceNotFoundException if the queue or the task does not exist; UnsupportedOperation if
   *     it is not running
   */
  public long cancel(String taskHandle) {
    TaskHandle handle =
        TaskHandle.parse(taskHandle)
            .orElseThrow(
                () ->
                    SqsErrors.invalidParameterValueException(
                        "Value for parameter TaskHandle is invalid."));
    find("SourceArn", handle.sourceArn());
    synchronized (lock) {
      MoveTask task =
          all().stream()
              .filter(known -> known.id().equals(handle.taskId()))
              .findFirst()
              .orElseThrow(() -> SqsErrors.resourceNotFoundException("Task does not exist."));
      if (task.status() != Status.RUNNING) {
        throw SqsErrors.unsupportedOperation("Only a task that is running can be cancelled.");
      }
      tasks.put(task.number(), task.withStatus(Status.CANCELLING, null));
      schedule(task.number(), surroundings.timeline().nowMillis());
      return task.moved();
    }
  }

  @Override
  public CompletionStage<TaskOutcome> run(Task<MoveStep> step) {
    move(step.payload().number());
    return CompletableFuture.completedFuture(TaskOutcome.DONE);
  }

  @Override
  public void abandoned(Task<MoveStep> step, String reason) {
    fail(step.payload().number(), Failure.INTERNAL);
  }

  /** Moves the next batch of a task. No lock is held while messages change queues. */
  private void move(long number) {
    MoveTask task;
    synchronized (lock) {
      task = tasks.get(number);
    }
    if (task.status() == Status.CANCELLING) {
      change(number, cancelling -> cancelling.withStatus(Status.CANCELLED, null));
      return;
    }
    Queue source = region.findByArn(task.sourceArn());
    if (source == null) {
      fail(number, Failure.NO_QUEUE);
      return;
    }
    Integer rate = task.maxMessagesPerSecond();
    int batch = (int) Math.min(rate == null ? BATCH : rate, task.toMove() - task.moved());
    List<StoredMessage> taken = source.takeForMove(batch);
    int moved = 0;
    Failure failure = Failure.NONE;
    while (moved < taken.size() && failure == Failure.NONE) {
      failure = moveOne(task, taken.get(moved).message);
      moved += failure == Failure.NONE ? 1 : 0;
    }
    taken.subList(moved, taken.size()).forEach(source::takeBack);
    goOn(number, task.moved() + moved, taken.isEmpty(), failure);
  }

  private Failure moveOne(MoveTask task, Message message) {
    boolean home = task.destinationArn() == null;
    String targetArn = home ? message.deadLetterSourceArn() : task.destinationArn();
    if (targetArn == null) {
      return Failure.NO_SOURCE;
    }
    Queue target = region.findByArn(targetArn);
    return target != null && target.redrive(message) ? Failure.NONE : Failure.NO_QUEUE;
  }

  private void goOn(long number, long moved, boolean nothingLeft, Failure failure) {
    change(number, task -> task.withMoved(moved));
    if (failure != Failure.NONE) {
      fail(number, failure);
      return;
    }
    change(
        number,
        task -> {
          if (!nothingLeft && moved < task.toMove()) {
            long pause = task.maxMessagesPerSecond() == null ? 0 : SECOND_MILLIS;
            schedule(number, surroundings.timeline().nowMillis() + pause);
            return task;
          }
          return task.withStatus(
              task.status() == Status.CANCELLING ? Status.CANCELLED : Status.COMPLETED, null);
        });
  }

  private void fail(long number, Failure failure) {
    change(number, task -> task.withStatus(Status.FAILED, failure.reason));
  }

  private void change(long number, UnaryOperator<MoveTask> change) {
    synchronized (lock) {
      tasks.put(number, change.apply(tasks.get(number)));
    }
  }

  void close() {
    steps.close();
  }
}
