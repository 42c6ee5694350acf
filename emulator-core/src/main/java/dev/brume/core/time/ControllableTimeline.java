package dev.brume.core.time;

import java.time.Duration;
import java.time.Instant;

/**
 * A timeline controlled by tests, and by the admin API of a running server. Time never goes back.
 */
public interface ControllableTimeline extends Timeline {
  /** Whether time only moves by {@link #advance} and {@link #set}. */
  boolean isFrozen();

  /** The number of scheduled tasks. */
  int scheduled();

  /** Stops the time. */
  void freeze();

  /**
   * Lets time run from the present.
   *
   * @throws UnsupportedOperationException if the timeline only moves on request
   */
  void unfreeze();

  /**
   * Returns to the machine's time if the timeline was frozen or advanced. Only for a timeline whose
   * state has been deleted: time may go back.
   *
   * @return whether anything changed; always false if the timeline only moves on request
   */
  boolean returnToMachineTime();

  /**
   * Advances the present. Stops at each deadline on the way in order, sets the present to it, runs
   * the due tasks and their effects, and continues, so that everything runs at its own time. Must
   * not be called from a task.
   *
   * @throws IllegalArgumentException if {@code duration} is negative
   */
  void advance(Duration duration);

  /**
   * Moves the present to {@code moment}, as {@link #advance} does.
   *
   * @throws IllegalArgumentException if {@code moment} is past
   */
  void set(Instant moment);
}
