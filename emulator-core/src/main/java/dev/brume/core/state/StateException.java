package dev.brume.core.state;

/** The state can't be read or written; the message is for the user. */
public class StateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StateException(String message) {
    super(message);
  }

  public StateException(String message, Throwable cause) {
    super(message, cause);
  }
}
