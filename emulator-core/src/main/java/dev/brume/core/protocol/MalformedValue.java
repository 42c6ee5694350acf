package dev.brume.core.protocol;

/**
 * Text or structure on the wire that is no value of the shape it stands for. Codecs throw it
 * because they don't know in which words their protocol refuses; the protocol turns it into an
 * {@link dev.brume.core.error.AwsError}. It carries no stack trace.
 */
public final class MalformedValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedValue(String message) {
    super(message, null, false, false);
  }
}
