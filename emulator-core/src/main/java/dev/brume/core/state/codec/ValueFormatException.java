package dev.brume.core.state.codec;

/** A value that can't be encoded, or bytes that can't be decoded as expected. */
public final class ValueFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ValueFormatException(String message) {
    super(message);
  }

  public ValueFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
