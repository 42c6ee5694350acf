package dev.brume.core.state;

import java.util.function.Function;

/**
 * A table whose entries are in the order of their keys. A change takes logarithmic time and, as for
 * every {@link Table}, is seen by snapshots and persistence.
 *
 * <p>The resource that owns the table guards its changes. Reading needs no guard: each get, count
 * and scan sees the table at one moment, including its secondary orders; a scan is not affected by
 * later changes. Readers and writers do not block each other.
 *
 * <p>An entry costs its value, 16 bytes and its key's length rounded up to eight, and 8 to 12 bytes
 * in the tree. Numerous values should be small records around encoded bytes, such as {@code record
 * Item(Blob bytes) {}}: values loaded from a file stay encoded until they are read.
 */
public interface SortedTable<V> extends Table<ByteKey, V> {
  /** An entry in a scan. */
  interface Entry<V> {
    /** The key in the table, whatever the order of the scan. */
    ByteKey key();

    V value();

    /**
     * The entry's position in the scanned order, to continue from with {@link KeyRange#after} or
     * {@link KeyRange#before}: in the table's own order the key; in a secondary one the value's
     * index key followed by the key.
     */
    ByteKey position();
  }

  /** An order to scan: the table's own, or a secondary one. */
  interface Order<V> {
    /** The range's current entries, ascending; read lazily. */
    Iterable<Entry<V>> scan(KeyRange range);

    /** The same, descending. */
    Iterable<Entry<V>> scanBackwards(KeyRange range);

    /** The number of entries in the range; takes logarithmic time. */
    int count(KeyRange range);
  }

  /** The table's own order. */
  Order<V> order();

  /** The range's current entries, ascending; read lazily. */
  default Iterable<Entry<V>> scan(KeyRange range) {
    return order().scan(range);
  }

  /** The same, descending. */
  default Iterable<Entry<V>> scanBackwards(KeyRange range) {
    return order().scanBackwards(range);
  }

  /** The number of entries in the range; takes logarithmic time. */
  default int count(KeyRange range) {
    return order().count(range);
  }

  /**
   * A secondary order over the values, created if it does not exist and updated with every change.
   * It holds keys, no values: an entry costs 16 bytes and the length of both keys rounded up to
   * eight, and about ten bytes. It is not persisted: whoever creates the owner from its tables
   * calls this again, which reads every value once, so never on an event loop.
   *
   * @param name unique within the table; an existing order of that name keeps its contents
   * @param keyOf the index key, from the value alone; null to omit the value
   */
  Order<V> index(String name, Function<? super V, ByteKey> keyOf);

  /** Drops a secondary order. */
  void dropIndex(String name);
}
