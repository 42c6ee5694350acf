package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.netty.ResponseHead.ConnectionPersistence;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One request of an HTTP/1 connection and its response. Only used on the loop. */
final class Http1Exchange extends BodyExchange {
  private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

  /** Up to this size head and body are sent as one buffer. */
  private static final int ONE_BUFFER_BYTES = 64 * 1024;

  private static final ByteBuf CONTINUE = constant("HTTP/1.1 100 Continue\r\n\r\n");
  private static final ByteBuf CHUNK_END = constant("\r\n");
  private static final ByteBuf LAST_CHUNK = constant("0\r\n\r\n");

  private final Http1Connection owner;
  private boolean keepOpen;
  private boolean chunked;

  Http1Exchange(Http1Connection owner, Connection connection, RequestHead request) {
    super(connection, request);
    this.owner = owner;
  }

  private static ByteBuf constant(String text) {
    return Unpooled.unreleasableBuffer(
        Unpooled.directBuffer().writeBytes(text.getBytes(StandardCharsets.US_ASCII)).asReadOnly());
  }

  /** Receives a piece of the body. */
  void content(HttpContent content) {
    Headers trailers = content instanceof LastHttpContent last ? trailers(last) : null;
    take(content.content(), trailers);
    if (trailers != null && isResponseComplete()) {
      owner.finished(this);
    }
  }

  private static Headers trailers(LastHttpContent last) {
    Headers trailers = new Headers(2);
    for (Map.Entry<String, String> field : last.trailingHeaders()) {
      trailers.add(field.getKey(), field.getValue());
    }
    return trailers;
  }

  @Override
  void sendContinue() {
    owner.send(CONTINUE.duplicate());
  }

  @Override
  void updateReading() {
    owner.updateReading();
  }

  @Override
  void hangUp() {
    connection.channel().close();
  }

  // ---- the response

  @Override
  void send(HttpResponse response) {
    keepOpen = request.keepAlive() && owner.mayStayOpen() && isReusable(response);
    if (isBodiless(response.status())) {
      discard(response);
      sendHead(response, ResponseHead.UNSAID, NO_BODY);
      complete();
    } else if (request.method().equals("HEAD")) {
      discard(response);
      long length = announcedLength(response);
      sendHead(response, length >= 0 ? length : ResponseHead.UNSAID, NO_BODY);
      complete();
    } else {
      ByteBuffer whole = response.wholeBody();
      if (whole != null) {
        writeWhole(response, whole);
      } else {
        writeStream(response);
      }
    }
  }

  /** Whether the connection can be reused for another request after this one. */
  private boolean isReusable(HttpResponse response) {
    return isRequestComplete() || (response.wholeBody() == null && isBodyRead()) || mayDrain();
  }

  private void writeWhole(HttpResponse response, ByteBuffer bytes) {
    if (bytes.remaining() <= ONE_BUFFER_BYTES) {
      sendHead(response, bytes.remaining(), bytes);
    } else {
      sendHead(response, bytes.remaining(), NO_BODY);
      owner.send(Unpooled.wrappedBuffer(bytes));
    }
    complete();
  }

  private void writeStream(HttpResponse response) {
    long length = response.stream().length();
    if (length >= 0) {
      sendHead(response, length, NO_BODY);
    } else if (request.http10()) {
      keepOpen = false;
      sendHead(response, ResponseHead.UNSAID, NO_BODY);
    } else {
      chunked = true;
      sendHead(response, ResponseHead.CHUNKED, NO_BODY);
    }
    stream(response);
  }

  private void sendHead(HttpResponse response, long length, ByteBuffer bytes) {
    ConnectionPersistence persistence = ConnectionPersistence.CLOSE;
    if (keepOpen) {
      persistence =
          request.http10() ? ConnectionPersistence.KEEP_ALIVE : ConnectionPersistence.USUAL;
    }
    owner.send(
        connection
            .loop()
            .head()
            .encode(
                connection.channel().alloc(),
                response.status(),
                response.headers(),
                persistence,
                length,
                bytes));
  }

  @Override
  public boolean isWritable() {
    return connection.channel().isWritable();
  }

  @Override
  public ByteBufAllocator alloc() {
    return connection.channel().alloc();
  }

  @Override
  public void data(ByteBuf bytes) {
    if (chunked) {
      String size = Integer.toHexString(bytes.readableBytes()) + "\r\n";
      owner.send(Unpooled.wrappedBuffer(size.getBytes(StandardCharsets.US_ASCII)));
      owner.send(bytes);
      owner.send(CHUNK_END.duplicate());
    } else {
      owner.send(bytes);
    }
  }

  @Override
  public boolean takesFiles() {
    return !connection.isSecure() && !chunked;
  }

  @Override
  public void file(FileRegion region, Runnable sent) {
    owner.send(region, sent);
  }

  @Override
  public void end() {
    if (chunked) {
      owner.send(LAST_CHUNK.duplicate());
    }
    complete();
  }

  @Override
  void breakOff() {
    connection.channel().close();
  }

  @Override
  void answered() {
    if (!keepOpen) {
      owner.endAfter(this);
    } else if (isRequestComplete()) {
      owner.finished(this);
    }
  }
}
