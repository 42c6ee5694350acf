package dev.brume.core.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The complete file of one body, with the number of table entries that refer to it. */
final class BodyFile {
  private static final Logger LOG = LoggerFactory.getLogger(BodyFile.class);

  private final SpillingBodyStore store;
  private final Path path;
  private final long id;
  private final long length;

  // Guarded by this.
  private int references;
  private int readers;

  /** Whether nothing refers to it any more: after the last reader it can go. */
  private boolean unused;

  private boolean deleted;

  BodyFile(SpillingBodyStore store, Path path, BodyLink link) {
    this.store = store;
    this.path = path;
    this.id = link.id();
    this.length = link.length();
  }

  long id() {
    return id;
  }

  long length() {
    return length;
  }

  byte[] bytes() {
    byte[] bytes = new byte[Math.toIntExact(length)];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try (FileChannel channel = open()) {
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // Reads on.
      }
    } catch (IOException e) {
      throw new BodyStoreException("The body in " + path + " can't be read: " + e, e);
    }
    return bytes;
  }

  /** Once it is open it can be read to its end, also when it is deleted meanwhile. */
  FileChannel open() {
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      long found = channel.size();
      if (found == length) {
        return channel;
      }
      channel.close();
      throw new BodyStoreException(
          "The body in " + path + " has " + found + " bytes instead of " + length, null);
    } catch (IOException e) {
      throw new BodyStoreException("The body in " + path + " can't be read: " + e, e);
    }
  }

  /** Why it could not be read; null where nothing speaks against it. */
  String damage() {
    try {
      long found = Files.size(path);
      return found == length ? null : path + " has " + found + " bytes instead of " + length;
    } catch (IOException e) {
      return path + " can't be read: " + e;
    }
  }

  /** One more entry of a table refers to it. */
  synchronized void addReference() {
    checkNotDeleted();
    references++;
    unused = false;
  }

  /** An entry of a table is gone. */
  void removeReference() {
    synchronized (this) {
      references--;
      if (!becomesUnused(references == 0)) {
        return;
      }
    }
    store.release(this);
  }

  /** Somebody is going to read it. */
  synchronized void pin() {
    checkNotDeleted();
    readers++;
  }

  /** Somebody has read it. */
  void unpin() {
    synchronized (this) {
      readers--;
      if (readers > 0 || !unused) {
        return;
      }
    }
    store.release(this);
  }

  private void checkNotDeleted() {
    if (deleted) {
      throw new BodyStoreException("The body in " + path + " has been deleted", null);
    }
  }

  /** See {@link StoredBody#discard}. */
  void discard() {
    synchronized (this) {
      if (!becomesUnused(references == 0)) {
        return;
      }
    }
    store.release(this);
  }

  /** Returns whether it is to be released now. */
  private boolean becomesUnused(boolean isUnused) {
    boolean becomes = isUnused && !unused;
    unused |= isUnused;
    return becomes && readers == 0;
  }

  /** Deletes the file, unless somebody refers to it again. */
  void deleteUnlessUsed() {
    synchronized (this) {
      if (!unused || readers > 0 || deleted) {
        return;
      }
      deleted = true;
    }
    store.forget(this);
    delete(path);
  }

  static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("{} can't be deleted: {}", path, e.toString());
    }
  }
}
