package dev.brume.s3.select;

import dev.brume.core.error.AwsError;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Decompresses an object. Invalid compressed data is the client's error. */
final class Decompression extends InputStream {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final InputStream plain;

  private Decompression(InputStream plain) {
    this.plain = plain;
  }

  static InputStream open(InputStream object, SelectPlan.Compression compression) {
    try {
      return switch (compression) {
        case NONE -> object;
        case GZIP -> new Decompression(new GZIPInputStream(object, BUFFER_BYTES));
        case BZIP2 -> new Decompression(new Bzip2Input(object));
      };
    } catch (IOException e) {
      throw SelectErrors.notCompressed(compression.name());
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    try {
      return plain.read(target, offset, length);
    } catch (AwsError e) {
      throw e;
    } catch (IOException | IndexOutOfBoundsException e) {
      throw SelectErrors.truncated();
    }
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
