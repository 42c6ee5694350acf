package dev.brume.core.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * The header fields of a message in their order; names are ASCII and compare without regard to
 * case. Not thread-safe.
 *
 * <p>A request is asked for dozens of headers that are absent. So each name has a hash that
 * distinguishes nearly all names, and one bit in a word (a Bloom filter) that rules out most absent
 * names without a search.
 */
public final class Headers {
  private static final int USUAL_NUMBER = 12;
  private static final int LOWER_CASE = 0x20;

  /** The golden ratio, which spreads similar hashes. */
  private static final int SPREAD = 0x9E3779B9;

  private String[] names;
  private String[] values;
  private int[] keys;
  private int size;

  /** The bits of all present names; removed names may leave theirs behind. */
  private long bits;

  public Headers() {
    this(USUAL_NUMBER);
  }

  /**
   * @param expected the expected number of fields
   */
  public Headers(int expected) {
    this.names = new String[expected];
    this.values = new String[expected];
    this.keys = new int[expected];
  }

  /** Adds a field after those with the same name. */
  public Headers add(String name, String value) {
    if (size == names.length) {
      int room = Math.max(USUAL_NUMBER, 2 * size);
      names = Arrays.copyOf(names, room);
      values = Arrays.copyOf(values, room);
      keys = Arrays.copyOf(keys, room);
    }
    names[size] = name;
    values[size] = value;
    int key = key(name);
    keys[size] = key;
    bits |= bit(key);
    size++;
    return this;
  }

  /** A hash of a name's length, last and middle letter, the same in either case. */
  private static int key(String name) {
    int length = name.length();
    if (length == 0) {
      return 0;
    }
    int last = name.charAt(length - 1) | LOWER_CASE;
    int middle = name.charAt(length / 2) | LOWER_CASE;
    return (length << Byte.SIZE | last) << Byte.SIZE | middle;
  }

  /** The bit of a name: its hash, spread over the 64 bits of a word. */
  private static long bit(int key) {
    return 1L << (key * SPREAD >>> Integer.SIZE - 6);
  }

  /** The index of the first field with that name from {@code from} on; -1 if there is none. */
  private int indexOf(String name, int from) {
    int key = key(name);
    if ((bits & bit(key)) == 0) {
      return -1;
    }
    for (int i = from; i < size; i++) {
      if (keys[i] == key && names[i].equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Replaces all fields with that name by one. */
  public Headers set(String name, String value) {
    remove(name);
    return add(name, value);
  }

  /** Removes all fields with that name. */
  public Headers remove(String name) {
    for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i)) {
      size--;
      System.arraycopy(names, i + 1, names, i, size - i);
      System.arraycopy(values, i + 1, values, i, size - i);
      System.arraycopy(keys, i + 1, keys, i, size - i);
      names[size] = null;
      values[size] = null;
    }
    return this;
  }

  /** The first value of that name, or null. */
  public String first(String name) {
    int index = indexOf(name, 0);
    return index < 0 ? null : values[index];
  }

  /** All values of that name, in order. */
  public List<String> all(String name) {
    List<String> found = new ArrayList<>(2);
    for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
      found.add(values[i]);
    }
    return found;
  }

  public boolean contains(String name) {
    return indexOf(name, 0) >= 0;
  }

  public int size() {
    return size;
  }

  /**
   * @throws IndexOutOfBoundsException if there are fewer fields
   */
  public String name(int index) {
    return names[checked(index)];
  }

  /**
   * @throws IndexOutOfBoundsException if there are fewer fields
   */
  public String value(int index) {
    return values[checked(index)];
  }

  private int checked(int index) {
    return Objects.checkIndex(index, size);
  }

  public void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0; i < size; i++) {
      consumer.accept(names[i], values[i]);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }
}
