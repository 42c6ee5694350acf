package dev.brume.core.blob;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps bodies on the heap. */
public final class HeapBodyStore implements BodyStore {
  private static final int FIRST_BYTES = 8 * 1024;

  @Override
  public BodyWriter open(long expectedBytes) {
    return new Writer(expectedBytes < 0 ? FIRST_BYTES : Math.toIntExact(expectedBytes));
  }

  private static final class Writer implements BodyWriter {
    private final ByteArrayOutputStream bytes;

    Writer(int expectedBytes) {
      bytes = new ByteArrayOutputStream(expectedBytes);
    }

    @Override
    public void write(ByteBuffer piece) {
      byte[] copy = new byte[piece.remaining()];
      piece.get(copy);
      bytes.writeBytes(copy);
    }

    @Override
    public CompletionStage<StoredBody> finish() {
      return CompletableFuture.completedFuture(StoredBody.of(bytes.toByteArray()));
    }

    @Override
    public void abort() {
      bytes.reset();
    }
  }
}
