package dev.brume.s3.select;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes bytes through while they are valid UTF-8, and counts them. */
final class Utf8Input extends FilterInputStream {
  /** S3 reports positions by the buffer that contains them. */
  private static final int BUFFER_BYTES = 8_192;

  private long passed;

  /** The bytes still missing of the character, and the bounds of the next one. */
  private int needed;

  private int least = 0x80;
  private int most = 0xBF;

  /** Whether continuation bytes may come first: if reading began inside of a character. */
  private boolean mayContinue;

  Utf8Input(InputStream in, boolean startsAnywhere) {
    super(in);
    mayContinue = startsAnywhere;
  }

  /** The number of bytes passed through. */
  long passed() {
    return passed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count < 0) {
      if (needed > 0) {
        throw SelectErrors.textEncoding(passed);
      }
      return count;
    }
    for (int i = offset; i < offset + count; i++) {
      byte b = target[i];
      if (b < 0 || needed > 0) {
        check(b & 0xFF, passed + i - offset, passed + count);
      } else {
        mayContinue = false;
      }
    }
    passed += count;
    return count;
  }

  private void check(int b, long at, long known) {
    if (needed == 0) {
      begin(b, at, known);
      return;
    }
    if (b < least || b > most) {
      throw error(at, known);
    }
    needed--;
    least = 0x80;
    most = 0xBF;
  }

  private void begin(int b, long at, long known) {
    if (mayContinue && b <= 0xBF) {
      return;
    }
    mayContinue = false;
    if (b >= 0xC2 && b <= 0xDF) {
      needed = 1;
    } else if (b >= 0xE0 && b <= 0xEF) {
      needed = 2;
      least = b == 0xE0 ? 0xA0 : 0x80;
      most = b == 0xED ? 0x9F : 0xBF;
    } else if (b >= 0xF0 && b <= 0xF4) {
      needed = 3;
      least = b == 0xF0 ? 0x90 : 0x80;
      most = b == 0xF4 ? 0x8F : 0xBF;
    } else {
      throw error(at, known);
    }
  }

  private static RuntimeException error(long at, long known) {
    long endOfBuffer = (at / BUFFER_BYTES + 1) * BUFFER_BYTES;
    return SelectErrors.textEncoding(Math.min(endOfBuffer, known));
  }
}
