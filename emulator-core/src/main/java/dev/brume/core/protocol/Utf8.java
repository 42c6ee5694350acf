package dev.brume.core.protocol;

import java.nio.ByteBuffer;

/** Validates UTF-8: Jackson accepts overlong forms and lone surrogates. */
public final class Utf8 {
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether {@code bytes} are well-formed UTF-8 (Unicode, table 3-7). */
  public static boolean isValid(byte[] bytes) {
    return isValid(bytes, 0, bytes.length);
  }

  /** Whether the bytes from {@code from} up to {@code end} are well-formed. */
  public static boolean isValid(byte[] bytes, int from, int end) {
    ByteBuffer eight = ByteBuffer.wrap(bytes);
    int at = from;
    while (at < end) {
      if (at + Long.BYTES <= end && (eight.getLong(at) & HIGH_BITS) == 0) {
        at += Long.BYTES;
      } else if (bytes[at] >= 0) {
        at++;
      } else {
        int size = sequenceLength(bytes, at, end);
        if (size == 0) {
          return false;
        }
        at += size;
      }
    }
    return true;
  }

  /** The length of the non-ASCII sequence at {@code at}; 0 if malformed. */
  private static int sequenceLength(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xFF;
    int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + size > end) {
      return 0;
    }
    int second = bytes[at + 1] & 0xFF;
    if (second < least(first) || second > most(first)) {
      return 0;
    }
    for (int i = at + 2; i < at + size; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  private static int least(int first) {
    return first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  }

  private static int most(int first) {
    return first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  }
}
