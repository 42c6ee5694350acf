package dev.brume.core.effect;

import java.util.concurrent.CompletionStage;

/**
 * Takes the effects that engines append under their locks, and runs them after the locks are
 * released: one after the other within a lane, in the order of appending, each at most once at a
 * time; lanes are independent. An effect that asks to be tried again holds up its lane until then.
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
   * Completes when no effect is waiting or under way but for those that wait for their next try.
   */
  CompletionStage<Void> settle();

  /** Forgets every effect not yet run (after a reset or restore). */
  void clear();
}
