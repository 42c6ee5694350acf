package dev.brume.core.netty;

import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.FileStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.FileRegion;

/** A response body on its way to the connection. Used on the loop only. */
interface ResponseBody {
  /** The connection's side. Called on the loop. */
  interface Sink {
    /** Whether the client currently accepts more. */
    boolean isWritable();

    /** The allocator of buffers for {@link #data}. */
    ByteBufAllocator alloc();

    /** Sends a piece and releases it. */
    void data(ByteBuf bytes);

    /** Whether {@link #file} can be called: the bytes are sent unchanged. */
    boolean takesFiles();

    /**
     * Sends a part of a file.
     *
     * @param sent runs on the loop after the part has been sent; not on failure, which ends the
     *     connection
     */
    void file(FileRegion region, Runnable sent);

    /** The body is complete. */
    void end();

    /** The rest will not come: the response must not appear complete to the client. */
    void abort(Throwable cause);
  }

  /** Sends {@code stream} to {@code sink}, whose head has been written. On the loop. */
  static ResponseBody send(EventLoop loop, ByteStream stream, Sink sink) {
    return stream instanceof FileStream file
        ? FileBody.send(file, sink)
        : StreamedBody.send(loop, stream, sink);
  }

  /** The client accepts more again. */
  void resume();

  /** The client has disconnected. */
  void cancel();
}
