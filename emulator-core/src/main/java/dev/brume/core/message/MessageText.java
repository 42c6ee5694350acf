package dev.brume.core.message;

import java.util.Locale;

/**
 * The characters that messages may hold, and their size in bytes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
public final class MessageText {
  private static final String ALLOWED =
      "the set of allowed characters is #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] |"
          + " [#x10000-#x10FFFF].";

  private MessageText() {}

  /**
   * The fault of a text, in AWS's words, with {@code where} as its location; null if it is valid.
   */
  public static String fault(String text, String where) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < Character.MIN_SURROGATE) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (!isAllowed(c)) {
        String code = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        return "Invalid binary character '#x"
            + code
            + "' was found in the "
            + where
            + ", "
            + ALLOWED;
      }
    }
    return null;
  }

  /** The text with U+FFFD for characters that messages, and so XML, may not hold. */
  public static String readable(String text) {
    if (fault(text, "") == null) {
      return text;
    }
    StringBuilder readable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean kept = (c >= ' ' && c <= '\uFFFD') || isAllowed(c);
      readable.append(kept ? c : '\uFFFD');
    }
    return readable.toString();
  }

  private static boolean isAllowed(char c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= '\uE000' && c <= '\uFFFD');
  }

  /** The number of bytes in UTF-8. */
  public static int sizeBytes(String text) {
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        size++;
      } else if (c < 0x800 || Character.isSurrogate(c)) {
        size += 2;
      } else {
        size += 3;
      }
    }
    return size;
  }
}
