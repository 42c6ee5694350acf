package dev.brume.core.schema;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A stream of bytes in files, which can be sent without being read. It is either subscribed to or
 * taken in pieces, once.
 */
public interface FileStream extends ByteStream {
  /** Takes it in pieces. Who does closes them in the end, whether or not they were all used. */
  Pieces pieces();

  /**
   * Whether the bytes are to be read and compared with their checksums before any of them is sent.
   */
  default boolean awaitsVerification() {
    return false;
  }

  /**
   * Does so; blocks until all is read. Before the stream is taken.
   *
   * @throws RuntimeException where they are not what was written
   */
  default void verify() {}

  /** The pieces of a stream, one after the other. Used by one thread at a time. */
  interface Pieces extends AutoCloseable {
    /** The next one, null after the last. It can be used until the one after it is asked for. */
    Piece next() throws IOException;

    /** See {@link FileStream#awaitsVerification}. */
    default boolean awaitsVerification() {
      return false;
    }

    /** See {@link FileStream#verify}. */
    default void verify() {}

    /** Lets go of the piece in use and of all to come. May be called again. */
    @Override
    void close();
  }

  /** Some of the bytes. */
  sealed interface Piece {}

  /** Bytes that don't stand in a file. */
  record Bytes(ByteBuffer buffer) implements Piece {}

  /**
   * A part of a file.
   *
   * @param channel open for reading; its position does not matter
   * @param position where the part begins
   * @param count the number of bytes
   */
  record Region(FileChannel channel, long position, long count) implements Piece {}
}
