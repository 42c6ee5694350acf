package dev.brume.core.message;

import java.util.Locale;

/**
 * Which characters messages may hold, and how many bytes they take.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
public final class MessageText {
  private static final String ALLOWED =
      "the set of allowed characters is #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] |"
          + " [#x10000-#x10FFFF].";

  private MessageText() {}

  /** What is wrong with the text of {@code where}, in AWS's words; null where nothing is. */
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

  /** The text with U+FFFD for what messages may not hold, and so XML can't. */
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
