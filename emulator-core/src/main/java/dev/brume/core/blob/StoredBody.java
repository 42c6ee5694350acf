package dev.brume.core.blob;

import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.CompositeByteStream;
import dev.brume.core.schema.InMemoryByteStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * The bytes of an object or of a part of one, held on the heap or in a file. Immutable, and allowed
 * in the records of tables. The store counts the entries of tables that refer to it, and frees its
 * space after the last.
 *
 * <p>Equal to itself only.
 */
public final class StoredBody {
  private static final AtomicIntegerFieldUpdater<StoredBody> REFERENCES =
      AtomicIntegerFieldUpdater.newUpdater(StoredBody.class, "references");

  /** Null if it is in a file. */
  private final byte[] bytes;

  /** Null if it is on the heap. */
  private final BodyFile file;

  /** The references to a body on the heap. */
  private volatile int references;

  private StoredBody(byte[] bytes, BodyFile file) {
    this.bytes = bytes;
    this.file = file;
  }

  /** A body on the heap. {@code bytes} must not be changed afterwards. */
  public static StoredBody of(byte[] bytes) {
    return new StoredBody(bytes, null);
  }

  static StoredBody of(BodyFile file) {
    return new StoredBody(null, file);
  }

  /** The number of bytes. */
  public long length() {
    return file == null ? bytes.length : file.length();
  }

  /**
   * A part of it as a stream. Call in the section of the store in which the body was found: later
   * the body may be deleted.
   *
   * @throws IndexOutOfBoundsException if the part is not within the body
   * @throws BodyStoreException if it can't be read
   */
  public ByteStream stream(long offset, long length) {
    return stream(List.of(this), offset, length);
  }

  /**
   * The same for the concatenation of several bodies: those of the parts of an object.
   *
   * @param offset counts from the beginning of the first
   */
  public static ByteStream stream(List<StoredBody> bodies, long offset, long length) {
    if (bodies.size() == 1 && bodies.getFirst().file == null) {
      StoredBody body = bodies.getFirst();
      Objects.checkFromIndexSize(offset, length, body.bytes.length);
      return new InMemoryByteStream(body.bytes, (int) offset, (int) length);
    }
    return new CompositeByteStream(length, BodySlices.of(bodies, offset, length));
  }

  /**
   * All of it; must not be modified. For bodies that are known to be small.
   *
   * @throws BodyStoreException if it can't be read
   */
  public byte[] bytes() {
    return file == null ? bytes : file.bytes();
  }

  /**
   * Verifies all of it against its checksum, if it is in a file.
   *
   * @throws BodyStoreException if it can't be read or is damaged
   */
  public void verify() {
    if (file != null) {
      file.verify();
    }
  }

  /**
   * Frees its space, unless the state refers to it or may do so again: for a body that was written
   * but not put into any table. Other bodies are freed with their last entry.
   */
  public void discard() {
    if (file != null) {
      file.discard();
    }
  }

  /** Its form in a stored record; null for one on the heap, which is stored inline. */
  public BodyLink link() {
    return file == null ? null : file.link();
  }

  /** Null for a body on the heap. */
  BodyFile file() {
    return file;
  }

  /** Adds an entry's reference to this body on the heap; returns whether it is the first. */
  boolean addReference() {
    return REFERENCES.getAndIncrement(this) == 0;
  }

  /** Removes an entry's reference; returns whether it was the last. */
  boolean removeReference() {
    return REFERENCES.decrementAndGet(this) == 0;
  }
}
