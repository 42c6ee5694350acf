package dev.brume.logs.pattern;

/** An invalid pattern; the message has the reason. */
public final class InvalidPatternException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidPatternException(String message) {
    super(message, null, false, false);
  }
}
