package dev.brume.core.kit;

import java.time.Duration;

/**
 * How long transitional states of AWS's resources last: a table that is {@code CREATING}, a stream
 * that is {@code DELETING}.
 */
public enum Transitions {
  /** They have ended at the next read; tests and scripts need not wait. */
  AT_ONCE,

  /**
   * They last about as long as on AWS, on the timeline: tests that control the clock advance it.
   */
  AS_AWS;

  /**
   * Starts a transition.
   *
   * @param from the state now, as AWS spells it
   * @param to the state afterwards, as AWS spells it
   * @param nowMillis the present, from the timeline
   * @param onAws the approximate duration on AWS
   */
  public Transition begin(String from, String to, long nowMillis, Duration onAws) {
    return new Transition(from, to, this == AT_ONCE ? nowMillis : nowMillis + onAws.toMillis());
  }
}
