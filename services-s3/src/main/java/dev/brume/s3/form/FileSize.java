package dev.brume.s3.form;

import dev.brume.core.http.BodyTransform;
import dev.brume.s3.object.ObjectErrors;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Checks that a file is neither too large nor too small, while it passes. */
final class FileSize implements BodyTransform {
  private final long minBytes;
  private final long maxBytes;
  private long bytes;

  FileSize(long minBytes, long maxBytes) {
    this.minBytes = minBytes;
    this.maxBytes = maxBytes;
  }

  @Override
  public void accept(ByteBuffer in, Consumer<ByteBuffer> out) {
    bytes += in.remaining();
    if (bytes > maxBytes) {
      throw ObjectErrors.tooLarge(bytes, maxBytes);
    }
    out.accept(in);
  }

  @Override
  public void finish(Consumer<ByteBuffer> out) {
    if (bytes < minBytes) {
      throw FormErrors.tooSmall(bytes, minBytes);
    }
  }
}
