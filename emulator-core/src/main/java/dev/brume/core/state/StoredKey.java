package dev.brume.core.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Encodes the keys of tables in a state file. */
final class StoredKey {
  private StoredKey() {}

  /** What the database holds for {@code key}: a number, a text, or bytes for what UTF-8 can't. */
  static Object written(Object key) {
    if (key instanceof Long) {
      return key;
    }
    if (key instanceof String text) {
      return isPlain(text) ? text : utf16(text);
    }
    throw new IllegalArgumentException("Keys are strings or longs, not " + key.getClass());
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == 0 || Character.isSurrogate(unit)) {
        return false;
      }
    }
    return true;
  }

  private static byte[] utf16(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * 2);
    bytes.asCharBuffer().put(text);
    return bytes.array();
  }

  /** The key that {@link #written} was given. */
  static Object read(Object column) {
    return switch (column) {
      case Number number -> number.longValue();
      case byte[] bytes -> ByteBuffer.wrap(bytes).asCharBuffer().toString();
      case null, default -> column;
    };
  }

  /** The order in which the database holds columns of keys: numbers, texts, bytes. */
  static int compare(Object column, Object other) {
    if (column instanceof Number number && other instanceof Number otherNumber) {
      return Long.compare(number.longValue(), otherNumber.longValue());
    }
    if (column instanceof String text && other instanceof String otherText) {
      return text.compareTo(otherText);
    }
    if (column instanceof byte[] bytes && other instanceof byte[] otherBytes) {
      return Arrays.compareUnsigned(bytes, otherBytes);
    }
    return Integer.compare(rank(column), rank(other));
  }

  private static int rank(Object column) {
    return switch (column) {
      case null -> 0;
      case Number number -> 1;
      case String text -> 2;
      default -> 3;
    };
  }

  /** Bytes that tell {@code key} from every other, for a checksum. */
  static byte[] bytes(Object key) {
    return key instanceof String text
        ? text.getBytes(StandardCharsets.UTF_16BE)
        : ByteBuffer.allocate(Long.BYTES).putLong(((Long) key)).array();
  }
}
