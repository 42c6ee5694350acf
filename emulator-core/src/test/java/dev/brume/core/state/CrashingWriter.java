package dev.brume.core.state;

import dev.brume.core.schema.Blob;
import dev.brume.core.state.KeptThings.Thing;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Writes to a kept store from several threads until it is killed, and prints {@code <writer>
 * <number>} for each section that was acknowledged. Section n of a writer puts its thing n, removes
 * its thing n - {@link #KEPT}, and notes n under the writer's name; it also raises a number that
 * all writers share, and notes in its thing what it raised it to.
 */
final class CrashingWriter {
  static final int WRITERS = 4;
  static final int KEPT = 20;
  static final String SHARED = "shared";

  private static final int BIG_EVERY = 97;
  private static final int BIG_BYTES = 300_000;

  private final InMemoryStore store;
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);

  private CrashingWriter(InMemoryStore store) {
    this.store = store;
  }

  /** The key of a writer's thing. */
  static long key(int writer, long number) {
    return ((long) writer << 40) | number;
  }

  static Thing thing(long shared, long number) {
    byte[] contents = new byte[number % BIG_EVERY == 0 ? BIG_BYTES : 10];
    return new Thing(Long.toString(shared), Blob.of(contents), Instant.EPOCH, Map.of());
  }

  /** The store in the directory that is named, once for each writer. */
  public static void main(String[] arguments) {
    InMemoryStore store = Persistence.always(Path.of(arguments[0])).open();
    CrashingWriter writer = new CrashingWriter(store);
    for (int number = 0; number < WRITERS; number++) {
      int mine = number;
      new Thread(() -> writer.write(mine)).start();
    }
  }

  private void write(int writer) {
    while (true) {
      long[] number = new long[1];
      KeptThings.in(store, root -> number[0] = section(root, writer));
      store.durable().join();
      print(writer + " " + number[0] + "\n");
    }
  }

  /** The lock stands for those of an engine's resources; between the two, others may go on. */
  private long section(KeptThings root, int writer) {
    long number;
    long shared;
    synchronized (this) {
      number = next(root, Integer.toString(writer));
      shared = next(root, SHARED);
    }
    synchronized (this) {
      root.things().put(key(writer, number), thing(shared, number));
      root.things().remove(key(writer, number - KEPT));
    }
    return number;
  }

  private static long next(KeptThings root, String name) {
    Long former = root.numbers().get(name);
    long next = former == null ? 1 : former + 1;
    root.numbers().put(name, next);
    return next;
  }

  private void print(String line) {
    try {
      synchronized (out) {
        out.write(line.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
