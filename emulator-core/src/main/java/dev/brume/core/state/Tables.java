package dev.brume.core.state;

/** The tables of one service in one scope. */
public interface Tables {
  /**
   * The table of kind {@code spec} that belongs to {@code owner}; empty when first requested. The
   * same object for the same arguments until a reset or restore.
   *
   * @param owner the resource whose lock guards the table, such as a queue's name; "" for the scope
   *     as a whole
   */
  <K extends Comparable<K>, V> Table<K, V> table(TableSpec<K, V> spec, String owner);

  /**
   * The sorted table of kind {@code spec} that belongs to {@code owner}; otherwise as {@link
   * #table}.
   */
  <V> SortedTable<V> sorted(TableSpec<ByteKey, V> spec, String owner);

  /** Empties and removes the table. */
  void drop(TableSpec<?, ?> spec, String owner);
}
