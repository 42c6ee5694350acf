package dev.brume.logs.insights;

/** A query that can't be run; the message says why, {@code offset} where. */
public final class MalformedQuery extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  MalformedQuery(String message, int offset) {
    super(message, null, false, false);
    this.offset = offset;
  }

  /** Where in the query, in characters from its beginning. */
  public int offset() {
    return offset;
  }
}
