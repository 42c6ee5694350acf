package dev.brume.core.state;

import dev.brume.core.scope.Scope;

/**
 * How bodies are stored in a state file that is moved from one store to another: each is a table
 * without a service, whose entries are its bytes, piece by piece. They precede everything that
 * refers to them.
 */
final class BodyRows {
  /** The size of an entry of a body. */
  static final int PIECE_BYTES = 1 << 20;

  private static final InMemoryStore.Part PART = new InMemoryStore.Part("brume", new Scope("", ""));

  private static final String NAME = "body";
  private static final int RADIX = 16;

  private BodyRows() {}

  static TableKey table(long id) {
    return new TableKey(PART, NAME, Long.toString(id, RADIX));
  }

  static boolean isOfBody(TableKey table) {
    return table != null && table.part().equals(PART) && table.name().equals(NAME);
  }

  static long id(TableKey table) {
    return Long.parseLong(table.owner(), RADIX);
  }
}
