package dev.brume.core.effect;

import java.util.concurrent.CompletionStage;

/**
 * A side effect of one resource on another one: a message to another queue, an event to a function.
 */
@FunctionalInterface
public interface Effect {
  /** The effect is done, or given up. */
  long DONE = -1;

  /**
   * Tries to bring the effect about.
   *
   * @param attempt 1 for the first try
   * @return {@link #DONE}, or after how many milliseconds to try again. What it throws, and a
   *     failed stage, count as done and are logged.
   */
  CompletionStage<Long> run(int attempt);
}
