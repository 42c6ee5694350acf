package dev.brume.core.state;

import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * A hash map without an object for each entry: keys and values alternate in one array, with linear
 * probing. It takes about half of the memory of a {@link HashMap}'s nodes, and the garbage
 * collector has no nodes to copy.
 *
 * <p>Clients may choose keys with equal hash codes. If a key would be too far from its slot, a
 * {@link HashMap} takes over, which sorts such keys.
 *
 * <p>For one thread at a time; {@link #get} and {@link #exchange} may be called concurrently while
 * no entry is added or removed.
 */
final class HashedEntries<K extends Comparable<K>> {
  /** The largest distance of a key from its slot; by chance none comes near it at half load. */
  private static final int MAX_DISTANCE = 256;

  private static final int FIRST_ROOM = 8;
  private static final int SMALL_BITS = 40;
  private static final int ROW_BITS = 4;
  private static final int ROW = 1 << ROW_BITS;

  /** The golden ratio: spreads keys whose hash codes differ in few bits. */
  private static final int SPREAD = 0x9E3779B9;

  private static final long LONG_SPREAD = 0x9E3779B97F4A7C15L;

  /** Keys and values in turn; null keys mark free slots. */
  private Object[] entries = {};

  private int size;

  /** The number of bits by which a spread hash code is shifted to become a slot. */
  private int shift;

  private int changes;

  /** Holds all entries if keys collide; else null. */
  private Map<K, Object> colliding;

  private int room() {
    return entries.length >> 1;
  }

  /**
   * The slot of a key. Small numbers are assigned in sequence; runs of sixteen stay together, so
   * that the garbage collector need not scan all of a large array. The runs are spread: a removal
   * visits all keys up to the next free slot, which must be near.
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

  /** The index of the key in {@link #entries}; if absent, that of its free slot. */
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

  /** Replaces the value of a present key, if it is still {@code former}. */
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

  /** Removes a key; returns its value, or null if it is absent. */
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

  /** Moves the keys after a freed slot to where a search finds them. */
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
   * Visits every entry, in no order.
   *
   * @throws ConcurrentModificationException if {@code visitor} adds or removes
   */
  @SuppressWarnings("unchecked") // Only put adds keys.
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

  /** Replaces each value with the result of {@code change}, which is not null. */
  @SuppressWarnings("unchecked") // Only put adds keys.
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
