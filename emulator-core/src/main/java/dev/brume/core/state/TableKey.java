package dev.brume.core.state;

/**
 * Which table of the store is meant.
 *
 * @param name the name of its kind, which tells whether it is sorted: files say no more of a table
 */
record TableKey(InMemoryStore.Part part, String name, String owner) {
  /** What the names of sorted tables end in. */
  static final String SORTED = "/sorted";

  static TableKey of(InMemoryStore.Part part, TableSpec<?, ?> spec, String owner) {
    return new TableKey(part, spec.storedName(), owner);
  }

  boolean isSorted() {
    return name.endsWith(SORTED);
  }
}
