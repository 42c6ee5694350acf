package dev.brume.core.kit;

import java.time.Duration;

/**
 * How long the passing states of AWS's resources last: a table that is {@code CREATING}, a stream
 * that is {@code DELETING}.
 */
public enum Transitions {
  /** They are over when somebody looks again; tests and scripts need not wait. */
  AT_ONCE,

  /**
   * They last about as long as on AWS, on the timeline: whoever holds the clock still and moves it
   * passes them by hand.
   */
  AS_AWS;

  /**
   * Begins to pass from one state to another.
   *
   * @param from the state now, as AWS spells it
   * @param to the state after, as AWS spells it
   * @param nowMillis the present, from the timeline
   * @param onAws how long AWS takes, about
   */
  public Transition begin(String from, String to, long nowMillis, Duration onAws) {
    return new Transition(from, to, this == AT_ONCE ? nowMillis : nowMillis + onAws.toMillis());
  }
}
