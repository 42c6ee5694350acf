package dev.brume.core.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One attempt at a task, as passed to its handler. It belongs to the state that it was taken from:
 * after a reset or a restore, {@link #then} does not continue it.
 */
public final class Task<P extends Record> {
  private final TaskQueue<P> queue;
  private final long id;
  private final P payload;
  private final int attempt;
  private final long createdMillis;

  Task(TaskQueue<P> queue, long id, P payload, int attempt, long createdMillis) {
    this.queue = queue;
    this.id = id;
    this.payload = payload;
    this.attempt = attempt;
    this.createdMillis = createdMillis;
  }

  /** Its key in the queue: increases in the order of adding, or is chosen by the owner. */
  public long id() {
    return id;
  }

  /** The task's payload. */
  public P payload() {
    return payload;
  }

  /** The number of the attempt, from 1. */
  public int attempt() {
    return attempt;
  }

  /** When the task was added, in milliseconds. */
  public long createdMillis() {
    return createdMillis;
  }

  /**
   * Continues this attempt when {@code stage} has completed, normally or not: at once if it has,
   * else in a section of its own. The changes of {@code next} are written in one group with the end
   * of the task if the stage that it returns is complete.
   *
   * <p>Handlers that wait must continue through this method. If the queue was closed meanwhile,
   * because the state was reset or restored or the owner deleted, {@code next} is not called: the
   * attempt's state no longer exists.
   *
   * @param stage the awaited stage; must complete eventually
   * @param next receives the completed stage
   */
  public <T> CompletionStage<TaskOutcome> then(
      CompletionStage<T> stage, Function<CompletableFuture<T>, CompletionStage<TaskOutcome>> next) {
    return queue.goOn(stage.toCompletableFuture(), next);
  }
}
