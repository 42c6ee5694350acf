package dev.brume.core.state;

import java.util.function.Function;

/**
 * A table whose entries are in the order of their keys. A change costs the logarithm of the table's
 * size and is seen by snapshots and persistence as those of every {@link Table}.
 *
 * <p>The resource that owns the table guards its changes. Reading needs no guard: each get, count
 * and scan sees the table as it was at one moment, its secondary orders included; a scan goes on
 * seeing that, whatever is changed meanwhile. Nobody blocks anybody.
 *
 * <p>An entry costs its value, 16 bytes and its key's length rounded up to eight, and 8 to 12 bytes
 * in the tree. Values that are many should be small records around bytes of their own, such as
 * {@code record Item(Blob bytes) {}}: those read back from a file stay as they were written until
 * somebody looks at them.
 */
public interface SortedTable<V> extends Table<ByteKey, V> {
  /** An entry as a scan meets it. */
  interface Entry<V> {
    /** The key in the table, in whatever order the scan goes. */
    ByteKey key();

    V value();

    /**
     * Where the entry stands in the order that is scanned, to go on from it with {@link
     * KeyRange#after} or {@link KeyRange#before}: in the table's own order that is the key; in a
     * secondary one what the index says of the value, followed by the key.
     */
    ByteKey position();
  }

  /** What can be scanned: the table, or a secondary order of it. */
  interface Order<V> {
    /** The entries of the range as they are now, ascending; read as they are asked for. */
    Iterable<Entry<V>> scan(KeyRange range);

    /** The same, descending. */
    Iterable<Entry<V>> scanBackwards(KeyRange range);

    /** How many entries there are in the range; costs the logarithm of the table's size. */
    int count(KeyRange range);
  }

  /** The table's own order. */
  Order<V> order();

  /** The entries of the range as they are now, ascending; read as they are asked for. */
  default Iterable<Entry<V>> scan(KeyRange range) {
    return order().scan(range);
  }

  /** The same, descending. */
  default Iterable<Entry<V>> scanBackwards(KeyRange range) {
    return order().scanBackwards(range);
  }

  /** How many entries there are in the range; costs the logarithm of the table's size. */
  default int count(KeyRange range) {
    return order().count(range);
  }

  /**
   * A secondary order over the values, made where it is not there yet and kept up with every change
   * from then on. It holds keys, no values: an entry costs 16 bytes and the length of both keys
   * rounded up to eight, and about ten bytes. It is not written down: who makes the owner from its
   * tables asks for it again, which then reads every value once, so never on an event loop.
   *
   * @param name unique within the table; one of a name that is known keeps its contents
   * @param keyOf what decides where a value stands, from the value alone; null to leave it out
   */
  Order<V> index(String name, Function<? super V, ByteKey> keyOf);

  /** Forgets a secondary order. */
  void dropIndex(String name);
}
