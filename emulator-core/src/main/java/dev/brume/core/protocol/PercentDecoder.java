package dev.brume.core.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-decoding of paths, query strings and forms, byte by byte, then decoded as UTF-8. */
public final class PercentDecoder {
  private PercentDecoder() {}

  /**
   * Decodes a range of {@code encoded}.
   *
   * @param plusIsSpace whether a plus means a space, as in forms and query strings
   * @throws MalformedValue if a percent sign lacks its two digits, or the bytes are not UTF-8
   */
  public static String decode(byte[] encoded, int from, int to, boolean plusIsSpace) {
    boolean plain = true;
    for (int i = from; i < to && plain; i++) {
      byte character = encoded[i];
      plain = character > 0 && character != '%' && (character != '+' || !plusIsSpace);
    }
    if (plain) {
      return new String(encoded, from, to - from, StandardCharsets.US_ASCII);
    }
    byte[] decoded = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte character = encoded[i];
      if (character == '%') {
        decoded[length++] = (byte) escape(encoded, i, to);
        i += 2;
      } else {
        decoded[length++] = character == '+' && plusIsSpace ? (byte) ' ' : character;
      }
    }
    return utf8(decoded, length);
  }

  /** Decodes {@code encoded} with pluses kept, as in paths. */
  public static String decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    return decode(bytes, 0, bytes.length, false);
  }

  private static int escape(byte[] encoded, int at, int to) {
    if (at + 2 < to) {
      int high = Character.digit(encoded[at + 1], 16);
      int low = Character.digit(encoded[at + 2], 16);
      if (high >= 0 && low >= 0) {
        return high << 4 | low;
      }
    }
    throw new MalformedValue("Incomplete percent-encoding");
  }

  private static String utf8(byte[] bytes, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedValue("Text is not UTF-8");
    }
  }
}
