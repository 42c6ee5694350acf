package dev.brume.core.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The complete file of one body, with the number of table entries that refer to it. */
final class BodyFile {
  private static final Logger LOG = LoggerFactory.getLogger(BodyFile.class);
  private static final int PIECE_BYTES = 128 * 1024;

  /** A thread's buffer for verification: off the heap nothing is copied. */
  private static final ThreadLocal<ByteBuffer> PIECE =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(PIECE_BYTES));

  private final SpillingBodyStore store;
  private final Path path;
  private final BodyLink link;

  // Guarded by this.
  private int references;
  private int readers;

  /** Whether nothing refers to it: it can be deleted after the last reader. */
  private boolean unused;

  /** How often it has become unused: a deletion is only valid for one of these times. */
  private long timesUnused;

  private boolean deleted;

  /**
   * A decision to delete a file. It lapses when something refers to the file again, even if that
   * reference is gone before the deletion: a snapshot taken meanwhile may still need the file.
   *
   * @param time the value of {@code timesUnused} for which it is valid
   */
  record Deletion(BodyFile file, long time) {
    /** Deletes the file, unless the decision has lapsed or the file is being read. */
    void run() {
      file.delete(time);
    }
  }

  BodyFile(SpillingBodyStore store, Path path, BodyLink link) {
    this.store = store;
    this.path = path;
    this.link = link;
  }

  long id() {
    return link.id();
  }

  long length() {
    return link.length();
  }

  /** Its form in records. */
  BodyLink link() {
    return link;
  }

  /** Whether all reads of it are to be verified. */
  boolean isVerified() {
    return store.verifiesReads();
  }

  /**
   * All of its bytes.
   *
   * @throws BodyStoreException if it can't be read or is damaged
   */
  byte[] bytes() {
    byte[] bytes = new byte[Math.toIntExact(length())];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try (FileChannel channel = open()) {
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // Continues reading.
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    CRC32C found = new CRC32C();
    found.update(bytes);
    check(found);
    return bytes;
  }

  /**
   * Reads and verifies all of it.
   *
   * @throws BodyStoreException if it can't be read or is damaged
   */
  void verify() {
    try (FileChannel channel = open()) {
      verify(channel);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Verifies the whole file, then opens it, which is cheaper than forwarding the bytes read.
   *
   * @throws BodyStoreException if it can't be read or is damaged
   */
  FileChannel openVerified() {
    FileChannel channel = open();
    boolean isWhole = false;
    try {
      verify(channel);
      isWhole = true;
      return channel;
    } catch (IOException e) {
      throw unreadable(e);
    } finally {
      if (!isWhole) {
        close(channel);
      }
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("A body's file can't be closed: {}", e.toString());
    }
  }

  private void verify(FileChannel channel) throws IOException {
    if (link.checksum() == BodyLink.UNKNOWN) {
      return;
    }
    CRC32C found = new CRC32C();
    ByteBuffer piece = PIECE.get();
    long position = 0;
    while (channel.read(piece.clear(), position) >= 0) {
      position += piece.position();
      found.update(piece.flip());
    }
    check(found);
  }

  /**
   * Compares the checksum of all its bytes.
   *
   * @throws BodyStoreException if it differs from the one written
   */
  void check(CRC32C found) {
    if (link.checksum() != BodyLink.UNKNOWN && link.checksum() != found.getValue()) {
      throw new BodyStoreException(
          "The body in " + path + " is damaged: its bytes are not those that were written", null);
    }
  }

  private BodyStoreException unreadable(IOException cause) {
    return new BodyStoreException(
        "The body in " + path + " can't be read: " + FileProblem.of(cause), cause);
  }

  /** An open file can be read to its end even if it is deleted meanwhile. */
  FileChannel open() {
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      long found = channel.size();
      if (found == length()) {
        return channel;
      }
      channel.close();
      throw new BodyStoreException(
          "The body in " + path + " has " + found + " bytes instead of " + length(), null);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Why it can't be read; null if no damage is known. */
  String damage() {
    try {
      long found = Files.size(path);
      return found == length() ? null : path + " has " + found + " bytes instead of " + length();
    } catch (IOException e) {
      return path + " can't be read: " + FileProblem.of(e);
    }
  }

  /** Adds a table entry's reference. */
  synchronized void addReference() {
    checkNotDeleted();
    references++;
    unused = false;
  }

  /** Removes a table entry's reference. */
  void removeReference() {
    Deletion decided;
    synchronized (this) {
      references--;
      decided = decide();
    }
    release(decided);
  }

  /** A reader starts. */
  synchronized void pin() {
    checkNotDeleted();
    readers++;
  }

  /** A reader has finished. */
  void unpin() {
    Deletion decided;
    synchronized (this) {
      readers--;
      decided = readers > 0 || !unused ? null : new Deletion(this, timesUnused);
    }
    release(decided);
  }

  private void checkNotDeleted() {
    if (deleted) {
      throw new BodyStoreException("The body in " + path + " has been deleted", null);
    }
  }

  /** See {@link StoredBody#discard}. */
  void discard() {
    Deletion decided;
    synchronized (this) {
      decided = decide();
    }
    release(decided);
  }

  /** Its deletion if it has just become unused and has no readers; else null. */
  private Deletion decide() {
    if (references > 0 || unused) {
      return null;
    }
    unused = true;
    timesUnused++;
    return readers > 0 ? null : new Deletion(this, timesUnused);
  }

  private void release(Deletion decided) {
    if (decided != null) {
      store.release(decided);
    }
  }

  private void delete(long time) {
    synchronized (this) {
      if (!unused || timesUnused != time || readers > 0 || deleted) {
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
