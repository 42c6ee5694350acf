package dev.brume.fuzz;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.ContentEncodings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Packed bodies: unpacked to no more than is allowed, or refused. */
final class GzipTarget implements Target {
  private static final int LIMIT_BYTES = 100_000;

  @Override
  public List<byte[]> seeds() {
    return List.of(packed(10), packed(LIMIT_BYTES), packed(20 * LIMIT_BYTES));
  }

  private static byte[] packed(int size) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(new byte[size]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void take(byte[] input) {
    try {
      int size = ContentEncodings.gunzip(input, LIMIT_BYTES).length;
      Refusals.check(size <= LIMIT_BYTES, "Unpacked to " + size + " bytes");
    } catch (AwsError refused) {
      Refusals.check(refused);
    }
  }
}
