package dev.brume.core.state;

/** The content of a file differs from what was written. */
public final class DamagedStateException extends StateException {
  private static final long serialVersionUID = 1;

  public DamagedStateException(String message) {
    super(message);
  }

  public DamagedStateException(String message, Throwable cause) {
    super(message, cause);
  }
}
