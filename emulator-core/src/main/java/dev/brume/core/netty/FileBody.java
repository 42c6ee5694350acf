package dev.brume.core.netty;

import dev.brume.core.schema.FileStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A response body that is stored in files. If the connection sends the bytes unchanged, the
 * operating system copies them itself; otherwise they are read as the client takes them.
 */
final class FileBody implements ResponseBody {
  /**
   * The bytes handed to the operating system at a time; each completed part shows that the client
   * still reads.
   */
  private static final int REGION_BYTES = 512 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final FileStream.Pieces pieces;
  private final Sink sink;
  private FileStream.Region region;

  /** How much of {@link #region} has been transferred. */
  private long handedOver;

  private boolean sending;
  private boolean running;
  private boolean finished;

  private FileBody(FileStream.Pieces pieces, Sink sink) {
    this.pieces = pieces;
    this.sink = sink;
  }

  static FileBody send(FileStream stream, Sink sink) {
    FileBody body = new FileBody(stream.pieces(), sink);
    body.resume();
    return body;
  }

  @Override
  public void resume() {
    if (running) {
      return;
    }
    running = true;
    try {
      while (!finished && !sending && sink.isWritable()) {
        sendSome();
      }
    } catch (IOException | RuntimeException e) {
      cancel();
      sink.abort(e);
    } finally {
      running = false;
    }
  }

  private void sendSome() throws IOException {
    if (region != null && handedOver < region.count()) {
      sendRegion();
      return;
    }
    region = null;
    handedOver = 0;
    switch (pieces.next()) {
      case FileStream.Region next -> region = next;
      case FileStream.Bytes bytes -> sink.data(Unpooled.wrappedBuffer(bytes.buffer()));
      case null -> {
        cancel();
        sink.end();
      }
    }
  }

  private void sendRegion() throws IOException {
    long position = region.position() + handedOver;
    long left = region.count() - handedOver;
    if (!sink.takesFiles()) {
      int size = (int) Math.min(left, BUFFER_BYTES);
      handedOver += size;
      sink.data(read(position, size));
      return;
    }
    long size = Math.min(left, REGION_BYTES);
    handedOver += size;
    sending = true;
    sink.file(
        new OpenRegion(region.channel(), position, size),
        () -> {
          sending = false;
          resume();
        });
  }

  private ByteBuf read(long position, int size) throws IOException {
    ByteBuf bytes = sink.alloc().directBuffer(size);
    try {
      while (bytes.readableBytes() < size) {
        int done = bytes.readableBytes();
        if (bytes.writeBytes(region.channel(), position + done, size - done) < 0) {
          throw new EOFException("A file that is being sent has become shorter");
        }
      }
      return bytes.retain();
    } finally {
      bytes.release();
    }
  }

  @Override
  public void cancel() {
    finished = true;
    pieces.close();
  }

  /** A region that leaves the file open, because it is one of several. */
  private static final class OpenRegion extends DefaultFileRegion {
    OpenRegion(FileChannel channel, long position, long count) {
      super(channel, position, count);
    }

    @Override
    protected void deallocate() {
      // The file is closed with the body.
    }
  }
}
