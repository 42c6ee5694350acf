package dev.brume.core.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reserved disk space that is released when the disk is full: deleting also needs space, for the
 * log that records it. Reserved again as soon as there is plenty.
 */
final class DiskReserve {
  static final String FILE = "state.reserve";

  /** Enough for some hundred deletions. */
  private static final int BYTES = 1024 * 1024;

  /** With less free space nothing is reserved. */
  private static final int PLENTY_BYTES = 4 * BYTES;

  private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);

  private final Path file;
  private boolean taken;

  /** Whether it was released since it was taken last. */
  private volatile boolean givenUp;

  DiskReserve(Path directory) {
    file = directory.resolve(FILE);
    taken = file.toFile().length() >= BYTES;
  }

  /**
   * Reserves the space if it is not reserved and there is plenty.
   *
   * @return whether it had been released before, and is reserved again
   */
  boolean take() {
    if (taken || file.getParent().toFile().getUsableSpace() < PLENTY_BYTES) {
      return false;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer room = ByteBuffer.allocate(BYTES);
      while (room.hasRemaining()) {
        channel.write(room, room.position());
      }
      taken = true;
      boolean again = givenUp;
      givenUp = false;
      return again;
    } catch (IOException e) {
      LOG.debug("No room can be held in {}", file, e);
      return false;
    }
  }

  /** Releases the space; returns whether any was reserved. */
  boolean giveUp() {
    taken = false;
    try {
      boolean released = Files.deleteIfExists(file);
      givenUp |= released;
      return released;
    } catch (IOException e) {
      LOG.debug("{} can't be deleted", file, e);
      return false;
    }
  }

  /** Whether it was released, and the disk has hardly more space than that. */
  boolean isUsedUp() {
    return givenUp && file.getParent().toFile().getUsableSpace() < 2L * BYTES;
  }
}
