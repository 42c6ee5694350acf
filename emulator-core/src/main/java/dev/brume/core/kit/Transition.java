package dev.brume.core.kit;

/**
 * A state that passes with time; part of a stored record. The state is computed from it when
 * somebody looks, so it needs no timer, unless its end causes something elsewhere.
 *
 * @param from the state until the end, as AWS spells it
 * @param to the state from the end on, as AWS spells it
 * @param endMillis the moment from which on {@code to} holds, since 1970 in milliseconds
 */
public record Transition(String from, String to, long endMillis) {

  /** A state that stays. */
  public static Transition settled(String state) {
    return new Transition(state, state, 0);
  }

  /** The state at a moment. */
  public String at(long nowMillis) {
    return nowMillis < endMillis ? from : to;
  }

  /** Whether the state at a moment is the one to stay. */
  public boolean isOver(long nowMillis) {
    return nowMillis >= endMillis;
  }
}
