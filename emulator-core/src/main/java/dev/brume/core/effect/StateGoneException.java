package dev.brume.core.effect;

/**
 * What an effect would go on with is there no more: the state was reset, restored or replaced while
 * the effect waited for an answer from outside. Nothing is wrong, and nobody misses the rest of it.
 */
public final class StateGoneException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public StateGoneException(String message) {
    super(message);
  }
}
