package dev.brume.logs.insights;

/** A query that can't be run; the message has the reason, {@code offset} the position. */
public final class MalformedQuery extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  MalformedQuery(String message, int offset) {
    super(message, null, false, false);
    this.offset = offset;
  }

  /** The position in the query, in characters from its start. */
  public int offset() {
    return offset;
  }
}
