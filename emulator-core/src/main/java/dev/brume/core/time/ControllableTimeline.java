package dev.brume.core.time;

import java.time.Duration;
import java.time.Instant;

/**
 * A timeline that its user moves: tests, and the admin API of a running server. Time never goes
 * back.
 */
public interface ControllableTimeline extends Timeline {
  /** Whether time stands still but for {@link #advance} and {@link #set}. */
  boolean isFrozen();

  /** How many tasks are to come. */
  int scheduled();

  /** Stops time where it is. */
  void freeze();

  /**
   * Lets time run on from where it stands.
   *
   * @throws UnsupportedOperationException where time can only be moved by hand
   */
  void unfreeze();

  /**
   * Goes back to the machine's time where the present was frozen or moved. Only for a timeline
   * whose state is gone: the present may go back by this.
   *
   * @return whether anything changed; never where time can only be moved by hand
   */
  boolean returnToMachineTime();

  /**
   * Moves the present forward. Stops at each deadline on the way in order, sets the present to it,
   * runs what is due and the effects of that, and goes on, so that everything happens just when it
   * would have. Must not be called from a task.
   *
   * @throws IllegalArgumentException where {@code duration} is negative
   */
  void advance(Duration duration);

  /**
   * Moves the present to {@code moment}, as {@link #advance} does.
   *
   * @throws IllegalArgumentException where {@code moment} is past
   */
  void set(Instant moment);
}
