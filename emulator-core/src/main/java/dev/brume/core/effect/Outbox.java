package dev.brume.core.effect;

import java.util.concurrent.CompletionStage;

/**
 * Takes the effects that engines append under their locks, and runs them after the locks are
 * released: one after the other within a lane, in the order of appending, each at most once at a
 * time; lanes are independent. An effect that asks for a retry holds up its lane until then.
 *
 * <p>Effects live in memory: a crash loses them. Effects that must not be lost are durable tasks,
 * see {@link dev.brume.core.task}.
 */
public interface Outbox {
  /**
   * Appends an effect. Never runs it inside this call.
   *
   * @param lane the unit of ordering, such as a subscription, a message group or a shard
   */
  void append(String lane, Effect effect);

  /**
   * Runs the effects that are ready, in the calling thread. The gateway calls it after each handler
   * and the timeline after each task, inside the store's shared section, with no engine's lock
   * held.
   */
  void drain();

  /**
   * Runs {@code continuation} in a section of its own when {@code stage} has completed, normally or
   * not, and then drains. {@link #settle} waits for it.
   */
  void await(CompletionStage<?> stage, Runnable continuation);

  /**
   * Runs {@code step} soon, in a section of its own, so that long work yields to other work. The
   * timeline runs it at the present moment, or {@link #settle} does.
   */
  void later(Runnable step);

  /**
   * Completes when no effect, step or awaited stage is waiting or running, except effects that wait
   * for their next attempt. Call outside of sections.
   */
  CompletionStage<Void> settle();

  /**
   * Increases with each reset and restore. Code that waits by {@link #await} outside of a task
   * compares it to detect that its state has been replaced.
   */
  long generation();

  /** Drops every effect that has not run (after a reset or restore). */
  void clear();
}
