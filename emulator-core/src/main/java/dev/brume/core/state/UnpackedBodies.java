package dev.brume.core.state;

import dev.brume.core.blob.FileProblem;
import dev.brume.core.blob.SpillingBodyStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Creates body files from the bodies in an exported state file that was placed in a data directory.
 * Their ids stay the same.
 */
final class UnpackedBodies implements StateFile.Loader, AutoCloseable {
  private final SpillingBodyStore bodies;
  private final StateFile.Loader entries;
  private FileChannel channel;
  private long current;

  UnpackedBodies(SpillingBodyStore bodies, StateFile.Loader entries) {
    this.bodies = bodies;
    this.entries = entries;
  }

  @Override
  public void load(TableKey table, Object key, Stored value) {
    entries.load(table, key, value);
  }

  @Override
  public void body(long id, byte[] piece) {
    try {
      if (channel == null || id != current) {
        close();
        channel = bodies.restore(id);
        current = id;
      }
      ByteBuffer bytes = ByteBuffer.wrap(piece);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static StateException failure(IOException cause) {
    return new StateException(
        "The bodies in the state file can't be unpacked: " + FileProblem.of(cause), cause);
  }

  @Override
  public void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }
}
