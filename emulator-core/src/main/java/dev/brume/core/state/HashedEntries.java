package dev.brume.core.state;

import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * A hash map without an object for each entry: one array holds keys and values in turn, in the
 * order in which they were added, and an array of numbers tells by hash code where a key is. It
 * takes about half of the memory of a {@link HashMap}'s nodes, and the garbage collector has no
 * nodes to copy. Because new entries lie side by side, it looks at little of a large array, and
 * moves the values of neighbours to neighbouring places, where a scan finds them.
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

  private static final int FIRST_ROOM = 4;

  /** Arrays of at most that many entries are kept when the last entry is removed. */
  private static final int KEPT_ROOM = 64;

  /** The golden ratio: spreads keys whose hash codes differ in few bits. */
  private static final int SPREAD = 0x9E3779B9;

  private static final long LONG_SPREAD = 0x9E3779B97F4A7C15L;

  /** Keys and values in turn; null keys mark places that are free. */
  private Object[] entries = {};

  /** The number of places that have ever been taken; all from there on are free. */
  private int used;

  /** Where the search for a free place among the used ones goes on. */
  private int cursor;

  /** By hash code the place of an entry plus one, with linear probing; 0 marks free slots. */
  private int[] slots = {};

  /** The number of bits by which a spread hash code is shifted to become a slot. */
  private int shift;

  private int size;
  private int changes;

  /** Holds all entries if keys collide; else null. */
  private Map<K, Object> colliding;

  private int room() {
    return entries.length >> 1;
  }

  private int homeOf(Object key) {
    return key instanceof Long number
        ? (int) (number * LONG_SPREAD >>> Integer.SIZE) >>> shift
        : key.hashCode() * SPREAD >>> shift;
  }

  /** The slot of the key; if absent, its free slot. */
  private int slotOf(Object key) {
    int last = slots.length - 1;
    int slot = homeOf(key);
    while (slots[slot] != 0 && !keyIn(slot).equals(key)) {
      slot = slot + 1 & last;
    }
    return slot;
  }

  private Object keyIn(int slot) {
    return entries[2 * (slots[slot] - 1)];
  }

  /** The index in {@link #entries} of the key's value, or -1. */
  private int valueOf(Object key) {
    if (size == 0) {
      return -1;
    }
    int place = slots[slotOf(key)];
    return place == 0 ? -1 : 2 * place - 1;
  }

  int size() {
    return colliding != null ? colliding.size() : size;
  }

  /** The value, or null. */
  Object get(K key) {
    if (colliding != null) {
      return colliding.get(key);
    }
    int at = valueOf(key);
    return at < 0 ? null : entries[at];
  }

  /** Sets a value that is not null; returns the former one, or null. */
  Object put(K key, Object value) {
    if (colliding != null) {
      return colliding.put(key, value);
    }
    int slot = size == 0 ? 0 : slotOf(key);
    if (size > 0 && slots[slot] != 0) {
      int at = 2 * slots[slot] - 1;
      Object former = entries[at];
      entries[at] = value;
      return former;
    }
    if (2 * size >= slots.length) {
      growSlots();
    }
    slot = freeSlot(key);
    int place = freePlace();
    entries[2 * place] = key;
    entries[2 * place + 1] = value;
    slots[slot] = place + 1;
    size++;
    changes++;
    if ((slot - homeOf(key) & slots.length - 1) > MAX_DISTANCE) {
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
    int at = valueOf(key);
    if (at >= 0 && entries[at] == former) {
      entries[at] = value;
    }
  }

  private int freeSlot(Object absentKey) {
    int last = slots.length - 1;
    int slot = homeOf(absentKey);
    while (slots[slot] != 0) {
      slot = slot + 1 & last;
    }
    return slot;
  }

  private void growSlots() {
    slots = new int[Math.max(2 * FIRST_ROOM, 2 * slots.length)];
    shift = Integer.numberOfLeadingZeros(slots.length) + 1;
    for (int place = 0; place < used; place++) {
      Object key = entries[2 * place];
      if (key != null) {
        slots[freeSlot(key)] = place + 1;
      }
    }
  }

  /**
   * A free place: the next one that was never used, else one whose entry was removed. At least a
   * quarter of the places is free when those are searched, so that few are looked at on average.
   */
  private int freePlace() {
    if (used == room() && 4 * (long) size >= 3 * (long) room()) {
      int larger = Math.max(FIRST_ROOM, room() + (room() >> 1));
      entries = Arrays.copyOf(entries, 2 * larger);
    }
    if (used < room()) {
      return used++;
    }
    while (entries[2 * cursor] != null) {
      cursor = cursor + 1 == used ? 0 : cursor + 1;
    }
    return cursor;
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
    int slot = slotOf(key);
    int place = slots[slot] - 1;
    if (place < 0) {
      return null;
    }
    Object former = entries[2 * place + 1];
    close(slot);
    entries[2 * place] = null;
    entries[2 * place + 1] = null;
    size--;
    changes++;
    if (size == 0) {
      empty();
    }
    return former;
  }

  /** Moves the numbers after a freed slot to where a search finds them. */
  private void close(int from) {
    int last = slots.length - 1;
    int free = from;
    for (int next = free + 1 & last; slots[next] != 0; next = next + 1 & last) {
      int distance = next - homeOf(keyIn(next)) & last;
      if (distance >= (next - free & last)) {
        slots[free] = slots[next];
        free = next;
      }
    }
    slots[free] = 0;
  }

  /** Starts from the first place again; large arrays are given up. */
  private void empty() {
    if (room() > KEPT_ROOM) {
      entries = new Object[0];
      slots = new int[0];
    }
    used = 0;
    cursor = 0;
  }

  void clear() {
    entries = new Object[0];
    slots = new int[0];
    used = 0;
    cursor = 0;
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
    for (int i = 0; i < 2 * used; i += 2) {
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
    for (int i = 0; i < 2 * used; i += 2) {
      if (entries[i] != null) {
        entries[i + 1] = change.apply((K) entries[i], entries[i + 1]);
      }
    }
  }
}
