package dev.brume.core.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Encodes the keys of tables in a state file. */
final class StoredKey {
  private StoredKey() {}

  /**
   * The database's form of {@code key}: a number, a text, bytes for texts that UTF-8 can't encode,
   * or the bytes of a {@link ByteKey}, whose order is the database's too.
   */
  static Object written(Object key) {
    if (key instanceof Long) {
      return key;
    }
    if (key instanceof String text) {
      return isPlain(text) ? text : utf16(text);
    }
    if (key instanceof ByteKey bytes) {
      return bytes.bytes();
    }
    throw new IllegalArgumentException(
        "Keys are strings, longs or ByteKeys, not " + key.getClass());
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

  /**
   * The key that was passed to {@link #written}.
   *
   * @param sorted whether it belongs to a sorted table
   */
  static Object read(Object column, boolean sorted) {
    return switch (column) {
      case Number number -> number.longValue();
      case byte[] bytes when sorted -> ByteKey.wrap(bytes);
      case byte[] bytes -> ByteBuffer.wrap(bytes).asCharBuffer().toString();
      case null, default -> column;
    };
  }

  /** The order of keys in the database: numbers, texts, bytes. */
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

  /** Bytes that are unique to {@code key}, for a checksum. */
  static byte[] bytes(Object key) {
    return switch (key) {
      case String text -> text.getBytes(StandardCharsets.UTF_16BE);
      case ByteKey bytes -> bytes.bytes();
      default -> ByteBuffer.allocate(Long.BYTES).putLong(((Long) key)).array();
    };
  }
}
