package dev.brume.core.blob;

import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.WholeStream;
import java.util.List;
import java.util.Objects;

/**
 * The bytes of an object or of a part of one. Immutable, and allowed in the records of tables.
 *
 * <p>Equal to itself only.
 */
public final class StoredBody {
  private final byte[] bytes;

  private StoredBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A body on the heap. {@code bytes} must not be changed any more. */
  public static StoredBody of(byte[] bytes) {
    return new StoredBody(bytes);
  }

  /** The number of bytes. */
  public long length() {
    return bytes.length;
  }

  /**
   * A part of it to be sent. To be called in the section of the store in which the body was found.
   *
   * @throws IndexOutOfBoundsException where the part is not within the body
   */
  public ByteStream stream(long offset, long length) {
    Objects.checkFromIndexSize(offset, length, length());
    return new WholeStream(bytes, (int) offset, (int) length);
  }

  /**
   * The same of several bodies as if they were one: those of the parts of an object.
   *
   * @param offset counts from the beginning of the first
   */
  public static ByteStream stream(List<StoredBody> bodies, long offset, long length) {
    return bodies.size() == 1
        ? bodies.getFirst().stream(offset, length)
        : JoinedStream.of(bodies, offset, length);
  }

  /** All of it, not a copy: treat as read-only. For bodies that are known to be small. */
  public byte[] bytes() {
    return bytes;
  }

  /** Tells that nothing refers to it any more, so that its space may be used again. */
  public void discard() {}

  /** Tells that one more record refers to it from now on. */
  public void share() {}
}
