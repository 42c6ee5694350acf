package dev.brume.lambda.runtime;

/** The runtime of a function is not installed on this machine. */
final class RuntimeMissingException extends Exception {
  private static final long serialVersionUID = 1L;

  RuntimeMissingException(String message) {
    super(message, null, false, false);
  }
}
