package dev.brume.s3.object;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;

/**
 * RFC 2047 encoded words, which carry non-ASCII text in headers: {@code =?UTF-8?Q?caf=C3=A9?=}.
 *
 * <p>S3 does not document which of the two encodings it uses; its documentation shows B for a
 * mostly non-ASCII text. Here other texts use Q, as is usual.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2047">RFC 2047</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Working
 *     with object metadata</a>
 */
final class EncodedWords {
  private static final String START = "=?";
  private static final String END = "?=";
  private static final char DELETE = 0x7f;

  /** Limits a word to 75 characters. */
  private static final int MAX_ENCODED = 63;

  private static final String DIGITS = "0123456789ABCDEF";

  private EncodedWords() {}

  /**
   * The text with its non-ASCII parts in encoded words; unchanged if it is all ASCII. A text with
   * control characters, which headers can't hold, is encoded in Base64.
   */
  static String encode(String text) {
    int others = 0;
    boolean controls = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      others += c < 0x80 ? 0 : 1;
      controls |= c < ' ' && c != '\t' || c == DELETE;
    }
    if (others == 0 && !controls) {
      return text;
    }
    StringBuilder words = new StringBuilder();
    append(words, text, controls || others * 2 > text.length());
    return words.toString();
  }

  /** Splits text that is too long for one word. */
  private static void append(StringBuilder words, String text, boolean inBase64) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String encoded = inBase64 ? Base64.getEncoder().encodeToString(bytes) : quoted(bytes);
    if (encoded.length() > MAX_ENCODED && text.codePointCount(0, text.length()) > 1) {
      int half = text.length() / 2;
      int split = Character.isLowSurrogate(text.charAt(half)) ? half - 1 : half;
      append(words, text.substring(0, split), inBase64);
      append(words, text.substring(split), inBase64);
      return;
    }
    words
        .append(words.isEmpty() ? "" : " ")
        .append(inBase64 ? "=?UTF-8?B?" : "=?UTF-8?Q?")
        .append(encoded)
        .append(END);
  }

  private static String quoted(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte octet : bytes) {
      if (octet == ' ') {
        text.append('_');
      } else if (octet < ' ' || octet == 0x7f || octet == '=' || octet == '?' || octet == '_') {
        text.append('=').append(DIGITS.charAt(octet >> 4 & 15)).append(DIGITS.charAt(octet & 15));
      } else {
        text.append((char) octet);
      }
    }
    return text.toString();
  }

  /**
   * The text with its encoded words decoded; spaces between two of them are removed. Invalid words
   * stay unchanged.
   */
  static String decode(String header) {
    int start = header.indexOf(START);
    if (start < 0) {
      return header;
    }
    StringBuilder text = new StringBuilder();
    int copied = 0;
    boolean afterWord = false;
    while (start >= 0) {
      int end = endOf(header, start);
      String word = end < 0 ? null : word(header.substring(start + START.length(), end));
      if (word == null) {
        start = header.indexOf(START, start + 1);
        continue;
      }
      String between = header.substring(copied, start);
      text.append(afterWord && between.isBlank() ? "" : between).append(word);
      afterWord = true;
      copied = end + END.length();
      start = header.indexOf(START, copied);
    }
    return text.append(header, copied, header.length()).toString();
  }

  /** The end of the word that begins at {@code start}: after its two inner question marks. */
  private static int endOf(String header, int start) {
    int charset = header.indexOf('?', start + START.length());
    int encoding = charset < 0 ? -1 : header.indexOf('?', charset + 1);
    return encoding < 0 ? -1 : header.indexOf(END, encoding + 1);
  }

  /** Decodes {@code charset?encoding?text}; null if invalid. */
  private static String word(String inner) {
    String[] parts = inner.split("\\?", 3);
    if (parts[2].indexOf(' ') >= 0) {
      return null;
    }
    try {
      Charset charset = Charset.forName(parts[0]);
      return switch (parts[1]) {
        case "B", "b" -> new String(Base64.getDecoder().decode(parts[2]), charset);
        case "Q", "q" -> new String(unquoted(parts[2]), charset);
        default -> null;
      };
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    } catch (IllegalArgumentException e) {
      return null; // The text is not in that encoding.
    }
  }

  private static byte[] unquoted(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '=') {
        bytes.write(Integer.parseInt(text, i + 1, Math.min(i + 3, text.length()), 16));
        i += 2;
      } else {
        bytes.write(character == '_' ? ' ' : character);
      }
    }
    return bytes.toByteArray();
  }
}
