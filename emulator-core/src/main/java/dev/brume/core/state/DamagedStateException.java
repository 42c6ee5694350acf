package dev.brume.core.state;

/** A file does not contain what was written to it. */
public final class DamagedStateException extends StateException {
  private static final long serialVersionUID = 1;

  public DamagedStateException(String message) {
    super(message);
  }

  public DamagedStateException(String message, Throwable cause) {
    super(message, cause);
  }
}
