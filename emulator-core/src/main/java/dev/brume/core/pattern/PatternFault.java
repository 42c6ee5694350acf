package dev.brume.core.pattern;

/** A text is not a pattern; the message gives the reason and the position, in AWS's words. */
public final class PatternFault extends Exception {
  private static final long serialVersionUID = 1L;

  PatternFault(String message) {
    super(message, null, false, false);
  }
}
