package dev.brume.core.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32C;

/** Writes a body to the heap, or to a file if it becomes too long. */
final class SpillingWriter implements BodyWriter {
  private static final int FIRST_BYTES = 4 * 1024;

  /** Smaller pieces are collected before they are written. */
  private static final int SMALL_PIECE_BYTES = 16 * 1024;

  private final SpillingBodyStore store;
  private final long expectedBytes;
  private final int mostInlineBytes;

  /** The bytes that are not in the file, or all of them without a file. */
  private byte[] heap;

  private int filled;
  private Path path;
  private FileChannel channel;
  private long id;
  private long written;

  /** Of the file's bytes. */
  private final CRC32C checksum = new CRC32C();

  private IOException failure;
  private boolean ended;

  private SpillingWriter(SpillingBodyStore store, long expectedBytes, int mostInlineBytes) {
    this.store = store;
    this.expectedBytes = expectedBytes;
    this.mostInlineBytes = mostInlineBytes;
  }

  /** A writer that chooses heap or file by length. */
  static SpillingWriter of(SpillingBodyStore store, long expectedBytes) {
    return new SpillingWriter(store, expectedBytes, store.mostInlineBytes());
  }

  /** A writer to a file, unless the body is empty. */
  static SpillingWriter toFile(SpillingBodyStore store) {
    return new SpillingWriter(store, -1, 0);
  }

  @Override
  public void write(ByteBuffer bytes) {
    if (ended || failure != null) {
      bytes.position(bytes.limit());
      return;
    }
    try {
      long length = written + filled + bytes.remaining();
      if (channel == null && Math.max(length, expectedBytes) > mostInlineBytes) {
        spill();
      }
      if (channel == null) {
        keep(bytes);
      } else {
        writeToFile(bytes);
      }
    } catch (IOException e) {
      failure = e;
      bytes.position(bytes.limit());
      deleteFile();
    }
  }

  private void keep(ByteBuffer bytes) {
    int needed = filled + bytes.remaining();
    if (heap == null) {
      heap = new byte[Math.max(needed, expectedBytes >= 0 ? (int) expectedBytes : FIRST_BYTES)];
    } else if (needed > heap.length) {
      heap = Arrays.copyOf(heap, Math.max(needed, Math.min(2 * heap.length, mostInlineBytes)));
    }
    int more = bytes.remaining();
    bytes.get(heap, filled, more);
    filled += more;
  }

  private void spill() throws IOException {
    id = store.allocate();
    path = store.path(id);
    channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private void writeToFile(ByteBuffer bytes) throws IOException {
    int more = bytes.remaining();
    if (more >= SMALL_PIECE_BYTES) {
      flush();
      writeAll(bytes);
      return;
    }
    if (heap == null || heap.length < 2 * SMALL_PIECE_BYTES) {
      heap = Arrays.copyOf(heap == null ? new byte[0] : heap, 2 * SMALL_PIECE_BYTES);
    }
    if (filled + more > heap.length) {
      flush();
    }
    bytes.get(heap, filled, more);
    filled += more;
  }

  private void flush() throws IOException {
    if (filled > 0) {
      writeAll(ByteBuffer.wrap(heap, 0, filled));
      filled = 0;
    }
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    checksum.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      written += channel.write(bytes);
    }
  }

  @Override
  public CompletionStage<StoredBody> finish() {
    ended = true;
    if (failure == null && channel == null) {
      byte[] bytes = heap == null ? new byte[0] : heap;
      return CompletableFuture.completedFuture(
          StoredBody.of(filled == bytes.length ? bytes : Arrays.copyOf(bytes, filled)));
    }
    CompletableFuture<StoredBody> finished = new CompletableFuture<>();
    if (failure == null && store.isForced()) {
      Thread.ofVirtual().name("brume-bodies-sync").start(() -> complete(finished));
    } else {
      complete(finished);
    }
    return finished;
  }

  private void complete(CompletableFuture<StoredBody> finished) {
    try {
      if (failure == null) {
        flush();
        if (store.isForced()) {
          force();
        }
        channel.close();
        finished.complete(store.made(new BodyLink(id, written, checksum.getValue())));
        return;
      }
    } catch (IOException e) {
      failure = e;
      deleteFile();
    }
    finished.completeExceptionally(
        new BodyNotWrittenException(
            "A body can't be written to " + path + ": " + FileProblem.of(failure), failure));
  }

  /** Forces the file's bytes and its name to the disk. */
  private void force() throws IOException {
    channel.force(true);
    try (FileChannel directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  @Override
  public void abort() {
    if (!ended) {
      ended = true;
      heap = null;
      deleteFile();
    }
  }

  private void deleteFile() {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      failure = e;
    }
    BodyFile.delete(path);
  }
}
