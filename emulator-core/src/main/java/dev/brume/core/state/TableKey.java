package dev.brume.core.state;

/**
 * Identifies a table of the store.
 *
 * @param name the name of its kind, which tells whether it is sorted: files hold no other
 *     description of a table
 */
record TableKey(InMemoryStore.Part part, String name, String owner) {
  /** The name suffix of sorted tables. */
  static final String SORTED = "/sorted";

  static TableKey of(InMemoryStore.Part part, TableSpec<?, ?> spec, String owner) {
    return new TableKey(part, spec.storedName(), owner);
  }

  boolean isSorted() {
    return name.endsWith(SORTED);
  }

  /** How messages name it: service, account, region, table, and its owner (such as a bucket). */
  @Override
  public String toString() {
    return String.join(
            " ", part.service(), part.scope().account(), part.scope().region(), name, owner)
        .strip();
  }
}
