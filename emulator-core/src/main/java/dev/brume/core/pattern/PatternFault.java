package dev.brume.core.pattern;

/** A text is no pattern; the message tells why and where, in AWS's words. */
public final class PatternFault extends Exception {
  private static final long serialVersionUID = 1L;

  PatternFault(String message) {
    super(message, null, false, false);
  }
}
