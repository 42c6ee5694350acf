package dev.brume.core.state;

import java.util.Arrays;

/**
 * The keys between two bounds; each of the methods below narrows it further.
 *
 * @param low null where nothing is too low
 * @param lowIncluded whether {@code low} itself belongs to the range
 * @param high null where nothing is too high
 * @param highIncluded whether {@code high} itself belongs to the range
 */
public record KeyRange(ByteKey low, boolean lowIncluded, ByteKey high, boolean highIncluded) {
  /** Every key. */
  public static final KeyRange ALL = new KeyRange(null, true, null, true);

  /** The keys that begin with the components (or the last one's prefix) of {@code prefix}. */
  public static KeyRange startingWith(ByteKey prefix) {
    return new KeyRange(prefix, true, successorOfAllWith(prefix), false);
  }

  /** The least key above all that begin with {@code prefix}; null where there is none. */
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

  /** Those of them from {@code key} on. */
  public KeyRange from(ByteKey key) {
    return low != null && low.compareTo(key) >= 0
        ? this
        : new KeyRange(key, true, high, highIncluded);
  }

  /** Those of them that come after {@code key}. */
  public KeyRange after(ByteKey key) {
    return low != null && low.compareTo(key) > 0
        ? this
        : new KeyRange(key, false, high, highIncluded);
  }

  /** Those of them up to {@code key}, which is included. */
  public KeyRange upTo(ByteKey key) {
    return high != null && high.compareTo(key) <= 0
        ? this
        : new KeyRange(low, lowIncluded, key, true);
  }

  /** Those of them that come before {@code key}. */
  public KeyRange before(ByteKey key) {
    return high != null && high.compareTo(key) < 0
        ? this
        : new KeyRange(low, lowIncluded, key, false);
  }

  /** Those of them that begin with {@code prefix}. */
  public KeyRange within(ByteKey prefix) {
    KeyRange narrowed = from(prefix);
    ByteKey end = successorOfAllWith(prefix);
    return end == null ? narrowed : narrowed.before(end);
  }
}
