package dev.brume.core.state;

import java.util.Arrays;

/**
 * The keys between two bounds; the methods below narrow it further.
 *
 * @param low null for no lower bound
 * @param lowIncluded whether {@code low} itself belongs to the range
 * @param high null for no upper bound
 * @param highIncluded whether {@code high} itself belongs to the range
 */
public record KeyRange(ByteKey low, boolean lowIncluded, ByteKey high, boolean highIncluded) {
  /** Every key. */
  public static final KeyRange ALL = new KeyRange(null, true, null, true);

  /** The keys that begin with the components (or the last one's prefix) of {@code prefix}. */
  public static KeyRange startingWith(ByteKey prefix) {
    return new KeyRange(prefix, true, successorOfAllWith(prefix), false);
  }

  /** The least key above all keys with the prefix {@code prefix}; null if there is none. */
  private static ByteKey successorOfAllWith(ByteKey prefix) {
    byte[] bytes = prefix.bytes();
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == (byte) 0xff) {
      length--;
    }
    if (length == 0) {
      return null;
    }
    byte[] next = Arrays.copyOf(bytes, length);
    next[length - 1]++;
    return ByteKey.wrap(next);
  }

  /** Narrowed to the keys from {@code key} on. */
  public KeyRange from(ByteKey key) {
    return low != null && low.compareTo(key) >= 0
        ? this
        : new KeyRange(key, true, high, highIncluded);
  }

  /** Narrowed to the keys after {@code key}. */
  public KeyRange after(ByteKey key) {
    return low != null && low.compareTo(key) > 0
        ? this
        : new KeyRange(key, false, high, highIncluded);
  }

  /** Narrowed to the keys up to and including {@code key}. */
  public KeyRange upTo(ByteKey key) {
    return high != null && high.compareTo(key) <= 0
        ? this
        : new KeyRange(low, lowIncluded, key, true);
  }

  /** Narrowed to the keys before {@code key}. */
  public KeyRange before(ByteKey key) {
    return high != null && high.compareTo(key) < 0
        ? this
        : new KeyRange(low, lowIncluded, key, false);
  }

  /** Narrowed to the keys that begin with {@code prefix}. */
  public KeyRange within(ByteKey prefix) {
    KeyRange narrowed = from(prefix);
    ByteKey end = successorOfAllWith(prefix);
    return end == null ? narrowed : narrowed.before(end);
  }
}
