package dev.brume.s3.select;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.itadaki.bzip2.BZip2InputStream;

/** Decompresses BZIP2: one stream, or several concatenated ones, as written by parallel tools. */
final class Bzip2Input extends InputStream {
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final byte[] MAGIC = {'B', 'Z', 'h'};

  private final BufferedInputStream compressed;
  private BZip2InputStream current;

  /**
   * @throws IOException if {@code compressed} is not BZIP2
   */
  Bzip2Input(InputStream compressed) throws IOException {
    this.compressed = new BufferedInputStream(compressed, BUFFER_BYTES);
    if (!hasNext()) {
      throw new IOException("not BZIP2");
    }
  }

  /** Moves to the next stream, if there is one. */
  private boolean hasNext() throws IOException {
    compressed.mark(MAGIC.length);
    byte[] magic = compressed.readNBytes(MAGIC.length);
    compressed.reset();
    if (!Arrays.equals(magic, MAGIC)) {
      return false;
    }
    current = new BZip2InputStream(compressed, false);
    return true;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = current.read(target, offset, length);
    while (count < 0 && hasNext()) {
      count = current.read(target, offset, length);
    }
    return count;
  }
}
