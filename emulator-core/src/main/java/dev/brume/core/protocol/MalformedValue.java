package dev.brume.core.protocol;

/**
 * Text or structure on the wire that is not a value of its shape. Codecs throw it because they
 * don't know their protocol's error texts; the protocol converts it to an {@link
 * dev.brume.core.error.AwsError}. It carries no stack trace.
 */
public final class MalformedValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedValue(String message) {
    super(message, null, false, false);
  }
}
