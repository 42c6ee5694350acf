package dev.brume.sns.engine;

/** A message has data in it that the topic's data protection policy denies. */
public final class DataDenied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Without a stack trace: it is no bug. */
  public DataDenied() {
    super("The message has sensitive data in it", null, false, false);
  }
}
