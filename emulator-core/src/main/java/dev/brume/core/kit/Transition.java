package dev.brume.core.kit;

/**
 * A state that changes with time; part of a stored record. The state is computed when it is read,
 * so it needs no timer, unless its end has effects elsewhere.
 *
 * @param from the state until the end, as AWS spells it
 * @param to the state from the end on, as AWS spells it
 * @param endMillis when {@code to} begins, in milliseconds since 1970
 */
public record Transition(String from, String to, long endMillis) {

  /** A state that does not change. */
  public static Transition settled(String state) {
    return new Transition(state, state, 0);
  }

  /** The state at a given time. */
  public String at(long nowMillis) {
    return nowMillis < endMillis ? from : to;
  }

  /** Whether the transition has ended at a given time. */
  public boolean isOver(long nowMillis) {
    return nowMillis >= endMillis;
  }
}
