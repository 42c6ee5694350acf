package dev.brume.core.protocol.cbor;

import dev.brume.core.protocol.Utf8;

/**
 * Checks that the texts of a CBOR document are valid UTF-8, which Jackson does not. Items follow
 * each other whatever their nesting, so one pass over their heads is enough.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8949.html#section-3.1">RFC 8949, 3.1: major
 *     types</a>
 */
final class CborTextCheck {
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int INDEFINITE = 31;

  private CborTextCheck() {}

  /** False if a text is not UTF-8; other errors are left to the parser. */
  static boolean areValid(byte[] document) {
    int at = 0;
    while (at < document.length) {
      int type = (document[at] & 0xff) >> 5;
      int information = document[at] & 0x1f;
      int argumentBytes = information < 24 || information > 27 ? 0 : 1 << (information - 24);
      long argument = information;
      at++;
      if (argumentBytes > document.length - at) {
        return true;
      }
      if (argumentBytes > 0) {
        argument = 0;
        for (int i = 0; i < argumentBytes; i++) {
          argument = argument << 8 | document[at + i] & 0xff;
        }
        at += argumentBytes;
      }
      if ((type == BYTES || type == TEXT) && information != INDEFINITE) {
        if (argument < 0 || argument > document.length - at) {
          return true;
        }
        int end = at + (int) argument;
        if (type == TEXT && !Utf8.isValid(document, at, end)) {
          return false;
        }
        at = end;
      }
    }
    return true;
  }
}
