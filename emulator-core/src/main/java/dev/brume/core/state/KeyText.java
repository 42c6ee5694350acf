package dev.brume.core.state;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Texts and bytes in a {@link ByteKey}: {@link #LITERAL} follows a zero byte, and two zero bytes
 * end the component, so that a prefix comes before the texts that it begins.
 */
final class KeyText {
  static final byte ESCAPED = 0;
  static final byte LITERAL = (byte) 0xff;
  static final byte END = 0;

  private KeyText() {}

  /** UTF-8; an unpaired surrogate, which UTF-8 can't encode, as the three bytes of its number. */
  static byte[] encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return encodeCodePoints(text);
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] encodeCodePoints(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.write(0xe0 | point >> 12);
                bytes.write(0x80 | point >> 6 & 0x3f);
                bytes.write(0x80 | point & 0x3f);
              } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  /** The text that was passed to {@link #encode}. */
  static String decode(byte[] bytes) {
    StringBuilder text = null;
    int whole = 0;
    for (int i = 0; i + 2 < bytes.length; i++) {
      boolean halfPair = (bytes[i] & 0xff) == 0xed && (bytes[i + 1] & 0xff) >= 0xa0;
      if (halfPair) {
        text = text == null ? new StringBuilder(bytes.length) : text;
        text.append(new String(bytes, whole, i - whole, StandardCharsets.UTF_8));
        text.append((char) (0xd000 | (bytes[i + 1] & 0x3f) << 6 | bytes[i + 2] & 0x3f));
        whole = i + 3;
        i += 2;
      }
    }
    String rest = new String(bytes, whole, bytes.length - whole, StandardCharsets.UTF_8);
    return text == null ? rest : text.append(rest).toString();
  }
}
