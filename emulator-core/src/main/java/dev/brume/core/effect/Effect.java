package dev.brume.core.effect;

import java.util.concurrent.CompletionStage;

/**
 * A side effect of one resource on another one: a message to another queue, an event to a function.
 */
@FunctionalInterface
public interface Effect {
  /** The effect has succeeded or given up. */
  long DONE = -1;

  /**
   * Attempts the effect.
   *
   * @param attempt 1 for the first attempt
   * @return {@link #DONE}, or the delay of the next attempt in milliseconds. An exception or a
   *     failed stage counts as done and is logged.
   */
  CompletionStage<Long> run(int attempt);
}
