package dev.brume.core.netty;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.util.AsciiString;

/**
 * Caches recent header names, so that a common name is one string and not created for each request.
 * Bounded: a new name evicts another. Only used on one thread.
 */
final class NameCache {
  private static final int SLOTS = 256;
  private static final int LONGEST = 64;

  private final AsciiString[] slots = new AsciiString[SLOTS];

  /** The name in {@code bytes}, or null if it is no valid name (RFC 9110, 5.1). */
  AsciiString name(byte[] bytes, int start, int length) {
    if (length == 0 || length > LONGEST) {
      return made(bytes, start, length);
    }
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = hash * 31 + bytes[i];
    }
    int slot = (hash ^ (hash >>> 8)) & (SLOTS - 1);
    AsciiString known = slots[slot];
    if (known == null || !matches(known, bytes, start, length)) {
      known = made(bytes, start, length);
      slots[slot] = known;
    }
    return known;
  }

  private static AsciiString made(byte[] bytes, int start, int length) {
    AsciiString name = new AsciiString(bytes, start, length, true);
    boolean valid = length > 0 && HttpHeaderValidationUtil.validateToken(name) == -1;
    return valid ? name : null;
  }

  private static boolean matches(AsciiString known, byte[] bytes, int start, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.byteAt(i) != bytes[start + i]) {
        return false;
      }
    }
    return true;
  }
}
