package dev.brume.core.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One try of a piece of durable work, as its handler gets it. It belongs to the state that it was
 * taken from: after a reset or a restore, {@link #then} does not go on with it.
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

  /** Its key in the queue: rises in the order of adding, or is what the owner has chosen. */
  public long id() {
    return id;
  }

  /** What is to be done. */
  public P payload() {
    return payload;
  }

  /** 1 for the first try. */
  public int attempt() {
    return attempt;
  }

  /** When it was added. */
  public long createdMillis() {
    return createdMillis;
  }

  /**
   * Goes on with this try when {@code stage} has completed, normally or not: at once where it has,
   * else in a section of its own. What {@code next} changes is written in one group with the end of
   * the task where the stage that it returns is complete.
   *
   * <p>Handlers that wait for something go on by this method alone. Where the queue was closed
   * meanwhile, because the state was reset or restored or the owner deleted, {@code next} is not
   * called: the try belongs to a state that is gone.
   *
   * @param stage what the try waits for; has to complete some time
   * @param next gets the stage, which has completed
   */
  public <T> CompletionStage<TaskOutcome> then(
      CompletionStage<T> stage, Function<CompletableFuture<T>, CompletionStage<TaskOutcome>> next) {
    return queue.goOn(stage.toCompletableFuture(), next);
  }
}
