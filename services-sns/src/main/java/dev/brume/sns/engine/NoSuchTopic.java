package dev.brume.sns.engine;

/** There is no such topic. */
public final class NoSuchTopic extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Without a stack trace: it is no bug. */
  public NoSuchTopic() {
    super("Topic does not exist", null, false, false);
  }
}
