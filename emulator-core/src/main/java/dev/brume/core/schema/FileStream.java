package dev.brume.core.schema;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A stream of bytes in files, which can be sent without reading them. It is either subscribed to or
 * consumed in pieces, once.
 */
public interface FileStream extends ByteStream {
  /** Consumes it in pieces. The consumer closes them in the end, whether or not all were used. */
  Pieces pieces();

  /** Whether the bytes must be compared with their checksums before any of them is sent. */
  default boolean awaitsVerification() {
    return false;
  }

  /**
   * Verifies the bytes; blocks until all are read. Before the stream is consumed.
   *
   * @throws RuntimeException if they are damaged
   */
  default void verify() {}

  /** The pieces of a stream, one after the other. Used by one thread at a time. */
  interface Pieces extends AutoCloseable {
    /** The next piece, null after the last. It is valid until the next call. */
    Piece next() throws IOException;

    /** See {@link FileStream#awaitsVerification}. */
    default boolean awaitsVerification() {
      return false;
    }

    /** See {@link FileStream#verify}. */
    default void verify() {}

    /** Releases the current piece and all remaining ones. May be called again. */
    @Override
    void close();
  }

  /** Some of the bytes. */
  sealed interface Piece {}

  /** Bytes that are not in a file. */
  record Bytes(ByteBuffer buffer) implements Piece {}

  /**
   * A part of a file.
   *
   * @param channel open for reading; its own position is ignored
   * @param position the start of the part
   * @param count the number of bytes
   */
  record Region(FileChannel channel, long position, long count) implements Piece {}
}
