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
    /** Whether the client takes more for now. */
    boolean isWritable();

    /** Where buffers for {@link #data} are got from. */
    ByteBufAllocator alloc();

    /** Sends a piece, which it takes over. */
    void data(ByteBuf bytes);

    /** Whether {@link #file} can be called: nothing has to be done to the bytes on the way. */
    boolean takesFiles();

    /**
     * Sends a part of a file.
     *
     * @param sent runs on the loop when it has been sent; not when that fails, as the connection
     *     ends with it
     */
    void file(FileRegion region, Runnable sent);

    /** All has been sent. */
    void end();

    /** The rest will not come: the client must not take the response for whole. */
    void abort(Throwable cause);
  }

  /** Sends {@code stream} to {@code sink}, whose head has been written. On the loop. */
  static ResponseBody send(EventLoop loop, ByteStream stream, Sink sink) {
    return stream instanceof FileStream file
        ? FileBody.send(file, sink)
        : StreamedBody.send(loop, stream, sink);
  }

  /** The client takes more again. */
  void resume();

  /** The client is gone. */
  void cancel();
}
