package dev.brume.core.protocol.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes XML as UTF-8 bytes, start to end, without a tree. Elements are passed by qualified name;
 * the caller closes the elements that it opened.
 *
 * <p>Characters are escaped as on AWS: markup and quotes by name, carriage returns and the control
 * characters that XML 1.0 can't represent by number. XML 1.0 parsers refuse the latter, also in
 * AWS's documents; clients that list S3 keys with such characters set {@code encoding-type=url}.
 */
public final class XmlWriter {
  private static final byte[] DECLARATION =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  /** The ASCII characters that are escaped. */
  private static final boolean[] ESCAPED = new boolean[0x80];

  static {
    Arrays.fill(ESCAPED, 0, ' ', true);
    for (char markup : new char[] {'&', '<', '>', '"', 0x7F}) {
      ESCAPED[markup] = true;
    }
  }

  private byte[] bytes = new byte[1024];
  private int length;

  /** Whether a start tag is still open. */
  private boolean inTag;

  /** Writes the XML declaration; only at the start. */
  public XmlWriter declaration() {
    raw(DECLARATION);
    return this;
  }

  /** Opens an element; attributes may follow. */
  public XmlWriter start(String name) {
    closeTag();
    one('<');
    ascii(name);
    inTag = true;
    return this;
  }

  /** Adds an attribute to the element that was opened last. */
  XmlWriter attribute(String name, String value) {
    one(' ');
    ascii(name);
    one('=');
    one('"');
    escaped(value, true);
    one('"');
    return this;
  }

  /**
   * Declares a namespace at the element that was opened last.
   *
   * @param prefix null for the default namespace
   * @param uri nothing is written if it is null
   */
  public XmlWriter namespace(String prefix, String uri) {
    if (uri != null) {
      attribute(prefix == null ? "xmlns" : "xmlns:" + prefix, uri);
    }
    return this;
  }

  /** Writes text inside the open element. */
  XmlWriter text(String text) {
    if (!text.isEmpty()) {
      closeTag();
      escaped(text, false);
    }
    return this;
  }

  /** Closes the element {@code name}, as {@code <name/>} if it is empty. */
  public XmlWriter end(String name) {
    if (inTag) {
      one('/');
      one('>');
      inTag = false;
      return this;
    }
    one('<');
    one('/');
    ascii(name);
    one('>');
    return this;
  }

  /** Writes an element that only contains text. */
  public XmlWriter element(String name, String text) {
    return start(name).text(text).end(name);
  }

  /** The document written so far. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void closeTag() {
    if (inTag) {
      one('>');
      inTag = false;
    }
  }

  private void one(int character) {
    if (length == bytes.length) {
      grow(1);
    }
    bytes[length++] = (byte) character;
  }

  private void raw(byte[] more) {
    grow(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void grow(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      int doubled = (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, Math.max(doubled, needed));
    }
  }

  /** Names come from models; nearly all are ASCII. */
  private void ascii(String name) {
    int size = name.length();
    grow(size);
    byte[] to = bytes;
    int at = length;
    for (int i = 0; i < size; i++) {
      char character = name.charAt(i);
      if (character >= 0x80) {
        length = at;
        raw(name.substring(i).getBytes(StandardCharsets.UTF_8));
        return;
      }
      to[at++] = (byte) character;
    }
    length = at;
  }

  private void escaped(String text, boolean inAttribute) {
    for (int i = asTheyAre(text, 0); i < text.length(); i = asTheyAre(text, i + 1)) {
      char character = text.charAt(i);
      if (character >= 0x80) {
        i += beyondAscii(text, i);
      } else if (character < ' ') {
        control(character, inAttribute);
      } else {
        markup(character);
      }
    }
  }

  /** Writes the characters from {@code from} on that need no escape; returns their end. */
  private int asTheyAre(String text, int from) {
    int size = text.length();
    grow(size - from);
    byte[] to = bytes;
    int at = length;
    int i = from;
    while (i < size) {
      char character = text.charAt(i);
      if (character >= 0x80 || ESCAPED[character]) {
        break;
      }
      to[at++] = (byte) character;
      i++;
    }
    length = at;
    return i;
  }

  private void markup(char character) {
    switch (character) {
      case '&' -> ascii("&amp;");
      case '<' -> ascii("&lt;");
      case '>' -> ascii("&gt;");
      case '"' -> ascii("&quot;");
      default -> reference(character);
    }
  }

  private void control(char character, boolean inAttribute) {
    boolean kept = character == '\n' || character == '\t';
    if (kept && !inAttribute) {
      one(character);
    } else {
      reference(character);
    }
  }

  private void reference(int character) {
    ascii("&#x");
    for (int shift = character > 0xFF ? 12 : character > 0xF ? 4 : 0; shift >= 0; shift -= 4) {
      one(HEX[character >> shift & 0xF]);
    }
    one(';');
  }

  /**
   * Writes the character at {@code at}; a lone surrogate becomes U+FFFD.
   *
   * @return the number of further characters of {@code text} consumed
   */
  private int beyondAscii(String text, int at) {
    int point = text.codePointAt(at);
    if (point >= 0x10000) {
      one(0xF0 | point >> 18);
      one(0x80 | point >> 12 & 0x3F);
      one(0x80 | point >> 6 & 0x3F);
      one(0x80 | point & 0x3F);
      return 1;
    }
    if (point >= 0xFFFE) {
      reference(point);
      return 0;
    }
    if (point < 0x800) {
      one(0xC0 | point >> 6);
      one(0x80 | point & 0x3F);
      return 0;
    }
    int shown = Character.isSurrogate((char) point) ? 0xFFFD : point;
    one(0xE0 | shown >> 12);
    one(0x80 | shown >> 6 & 0x3F);
    one(0x80 | shown & 0x3F);
    return 0;
  }
}
