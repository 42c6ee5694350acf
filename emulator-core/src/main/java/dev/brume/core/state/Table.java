package dev.brume.core.state;

import java.util.function.BiConsumer;

/**
 * A map of immutable values, and the only place where a service keeps state. Not thread-safe: the
 * lock of the resource that owns the table guards it. Every change is seen by snapshots and by
 * persistence.
 */
public interface Table<K extends Comparable<K>, V> {
  /** The value under {@code key}, or null. */
  V get(K key);

  /** Sets the value and returns the former one, or null. Neither may be null. */
  V put(K key, V value);

  /** Removes and returns the value of {@code key}; null if there was none. */
  V remove(K key);

  int size();

  /** Removes all entries. */
  void clear();

  /** Visits every entry, in no particular order. The table must not be changed during the visit. */
  void forEach(BiConsumer<? super K, ? super V> visitor);
}
