package dev.brume.core.effect;

import java.util.concurrent.CompletionStage;

/**
 * Takes the effects that engines append under their locks, and runs them after the locks are
 * released: one after the other within a lane, in the order of appending, each at most once at a
 * time; lanes are independent. An effect that asks to be tried again holds up its lane until then.
 *
 * <p>Effects live in memory: a crash loses them. What must not be lost is durable work, see {@link
 * dev.brume.core.task}.
 */
public interface Outbox {
  /**
   * Appends an effect. Never runs it inside this call.
   *
   * @param lane what must stay in order, such as a subscription, a message group or a shard
   */
  void append(String lane, Effect effect);

  /**
   * Runs what can run now, in the calling thread. The gateway calls it after each handler and the
   * timeline after each task, inside the store's shared section, with no engine's lock held.
   */
  void drain();

  /**
   * Runs {@code continuation} in a section of its own when {@code stage} has completed, normally or
   * not, and then drains. {@link #settle} waits for it.
   */
  void await(CompletionStage<?> stage, Runnable continuation);

  /**
   * Runs {@code step} soon, in a section of its own: how long work gives way to others. The
   * timeline runs it at the present moment, or {@link #settle} does.
   */
  void later(Runnable step);

  /**
   * Completes when no effect, step or awaited stage is waiting or under way but for effects that
   * wait for their next try. Call outside of sections.
   */
  CompletionStage<Void> settle();

  /**
   * Rises with each reset and each restore. Who waits by {@link #await} outside of a task compares
   * it, to tell whether the state is still the one that it began in.
   */
  long generation();

  /** Forgets every effect not yet run (after a reset or restore). */
  void clear();
}
