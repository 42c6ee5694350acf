package dev.brume.core.state;

import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * A hash map without an object for each entry: keys and values lie beside each other in one array,
 * where a key stands in the first free place from its own on. They take about half of the memory
 * that the nodes of a {@link HashMap} take, and the garbage collector has no nodes to copy.
 *
 * <p>Keys that clients choose may all have the same hash code. Where a key would be too far from
 * its place, a {@link HashMap} takes over, which sorts such keys.
 *
 * <p>For one thread at a time; {@link #get} and {@link #exchange} may be called by many while
 * nobody adds or removes.
 */
final class HashedEntries<K extends Comparable<K>> {
  /** Keys are at most so far from their places; by chance none comes near, at half the room. */
  private static final int MAX_DISTANCE = 256;

  private static final int FIRST_ROOM = 8;
  private static final int SMALL_BITS = 40;
  private static final int ROW_BITS = 4;
  private static final int ROW = 1 << ROW_BITS;

  /** The golden ratio: spreads keys whose hash codes differ in a few bits only. */
  private static final int SPREAD = 0x9E3779B9;

  private static final long LONG_SPREAD = 0x9E3779B97F4A7C15L;

  /** A key, its value, the next key and so on; null for the keys of free places. */
  private Object[] entries = {};

  private int size;

  /** By how many bits a spread hash code is shifted to become a place. */
  private int shift;

  private int changes;

  /** Takes all entries where keys collide; else null. */
  private Map<K, Object> colliding;

  private int room() {
    return entries.length >> 1;
  }

  /**
   * The place where a key belongs. Small numbers are given out in a row, and rows of sixteen stay
   * together, which spares the garbage collector from looking all over a large array. The rows are
   * spread: a removal looks at all keys up to the next free place, so those must be near.
   */
  private int placeOf(Object key) {
    if (key instanceof Long number) {
      return number >>> SMALL_BITS == 0
          ? placeInRow(number)
          : (int) (number * LONG_SPREAD >>> Integer.SIZE) >>> shift;
    }
    return key.hashCode() * SPREAD >>> shift;
  }

  private int placeInRow(long number) {
    int within = (int) number & room() - 1;
    if (room() <= ROW) {
      return within;
    }
    int row = (int) ((number >>> ROW_BITS) * LONG_SPREAD >>> Integer.SIZE) >>> shift + ROW_BITS;
    return row << ROW_BITS | within & ROW - 1;
  }

  /** The index of the key in {@link #entries}; that of the free place for it, where it is not. */
  private int indexOf(Object key) {
    int last = room() - 1;
    int place = placeOf(key);
    while (true) {
      Object found = entries[2 * place];
      if (found == null || found.equals(key)) {
        return 2 * place;
      }
      place = place + 1 & last;
    }
  }

  int size() {
    return colliding != null ? colliding.size() : size;
  }

  /** The value, or null. */
  Object get(K key) {
    if (colliding != null) {
      return colliding.get(key);
    }
    return size == 0 ? null : entries[indexOf(key) + 1];
  }

  /** Sets a value that is not null; returns the former one, or null. */
  Object put(K key, Object value) {
    if (colliding != null) {
      return colliding.put(key, value);
    }
    if (2 * size >= room()) {
      grow();
    }
    int index = indexOf(key);
    Object former = entries[index + 1];
    entries[index + 1] = value;
    if (former != null) {
      return former;
    }
    entries[index] = key;
    size++;
    changes++;
    if ((index / 2 - placeOf(key) & room() - 1) > MAX_DISTANCE) {
      collide();
    }
    return null;
  }

  /** Sets the value of a key that is there, if it is still {@code former}. */
  void exchange(K key, Object former, Object value) {
    if (colliding != null) {
      colliding.replace(key, former, value);
      return;
    }
    int index = size == 0 ? -1 : indexOf(key);
    if (index >= 0 && entries[index + 1] == former) {
      entries[index + 1] = value;
    }
  }

  private void grow() {
    Object[] old = entries;
    int room = Math.max(FIRST_ROOM, old.length);
    entries = new Object[2 * room];
    shift = Integer.numberOfLeadingZeros(room) + 1;
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != null) {
        int index = indexOf(old[i]);
        entries[index] = old[i];
        entries[index + 1] = old[i + 1];
      }
    }
  }

  private void collide() {
    Map<K, Object> all = HashMap.newHashMap(2 * size);
    forEach(all::put);
    clear();
    colliding = all;
  }

  /** Removes a key; returns its value, or null where it is not there. */
  Object remove(K key) {
    if (colliding != null) {
      return colliding.remove(key);
    }
    if (size == 0) {
      return null;
    }
    int index = indexOf(key);
    Object former = entries[index + 1];
    if (former != null) {
      size--;
      changes++;
      close(index / 2);
    }
    return former;
  }

  /** Moves the keys behind a place that becomes free up to where they are found. */
  private void close(int from) {
    int last = room() - 1;
    int free = from;
    for (int next = free + 1 & last; entries[2 * next] != null; next = next + 1 & last) {
      int distance = next - placeOf(entries[2 * next]) & last;
      if (distance >= (next - free & last)) {
        entries[2 * free] = entries[2 * next];
        entries[2 * free + 1] = entries[2 * next + 1];
        free = next;
      }
    }
    entries[2 * free] = null;
    entries[2 * free + 1] = null;
  }

  void clear() {
    entries = new Object[0];
    size = 0;
    changes++;
    colliding = null;
  }

  /**
   * Shows every entry, in no order.
   *
   * @throws ConcurrentModificationException where {@code visitor} adds or removes
   */
  @SuppressWarnings("unchecked") // Only put puts keys there.
  void forEach(BiConsumer<? super K, Object> visitor) {
    if (colliding != null) {
      colliding.forEach(visitor);
      return;
    }
    int before = changes;
    Object[] now = entries;
    for (int i = 0; i < now.length; i += 2) {
      if (now[i] != null) {
        visitor.accept((K) now[i], now[i + 1]);
        if (changes != before) {
          throw new ConcurrentModificationException();
        }
      }
    }
  }

  /** Puts what {@code change} makes of each value, which is not null, in its place. */
  @SuppressWarnings("unchecked") // Only put puts keys there.
  void replaceAll(BiFunction<? super K, Object, Object> change) {
    if (colliding != null) {
      colliding.replaceAll(change);
      return;
    }
    for (int i = 0; i < entries.length; i += 2) {
      if (entries[i] != null) {
        entries[i + 1] = change.apply((K) entries[i], entries[i + 1]);
      }
    }
  }
}
