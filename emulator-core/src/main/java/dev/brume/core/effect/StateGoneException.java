package dev.brume.core.effect;

/**
 * The state of an effect no longer exists: it was reset, restored or replaced while the effect
 * waited for an outside response. Not an error; the rest of the effect is not needed.
 */
public final class StateGoneException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public StateGoneException(String message) {
    super(message);
  }
}
