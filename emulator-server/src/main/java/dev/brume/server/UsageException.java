package dev.brume.server;

/** Says in one line what is wrong with how the server was started. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message, null, false, false);
  }
}
