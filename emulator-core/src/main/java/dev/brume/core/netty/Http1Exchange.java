package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.netty.ResponseHead.Persistence;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request of an HTTP/1 connection and its response. Only used on the loop. */
final class Http1Exchange extends HttpExchange implements IncomingBody.Source, ResponseBody.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);
  private static final byte[] NOTHING = new byte[0];
  private static final ByteBuffer NO_BODY = ByteBuffer.wrap(NOTHING);

  /** Up to here head and body go out as one buffer. */
  private static final int ONE_BUFFER_BYTES = 64 * 1024;

  private static final ByteBuf CONTINUE = constant("HTTP/1.1 100 Continue\r\n\r\n");
  private static final ByteBuf CHUNK_END = constant("\r\n");
  private static final ByteBuf LAST_CHUNK = constant("0\r\n\r\n");

  private final Http1Connection owner;
  private final RequestHead request;
  private byte[] whole;
  private int filled;
  private IncomingBody body;
  private long arrived;
  private boolean awaitsContinue;
  private boolean requestComplete;
  private boolean responseStarted;
  private boolean responseComplete;
  private boolean keepOpen;
  private boolean chunked;
  private ResponseBody outgoing;

  Http1Exchange(Http1Connection owner, Connection connection, RequestHead request) {
    super(connection);
    this.owner = owner;
    this.request = request;
  }

  private static ByteBuf constant(String text) {
    return Unpooled.unreleasableBuffer(
        Unpooled.directBuffer().writeBytes(text.getBytes(StandardCharsets.US_ASCII)).asReadOnly());
  }

  /** Hands the request over where its body is to be streamed; otherwise waits for it. */
  void begin(int wholeBodyBytes) {
    long length = request.contentLength();
    if (length >= 0 && length <= wholeBodyBytes && !request.expectsContinue()) {
      whole = length == 0 ? NOTHING : new byte[(int) length];
      return;
    }
    awaitsContinue = request.expectsContinue();
    body = new IncomingBody(connection.loop().eventLoop(), this, length);
    ask(body);
  }

  private void ask(RequestBody with) {
    RequestTarget target = request.target();
    dispatch(
        connection.front().handler(),
        new HttpRequest(
            request.method(), target.path(), target.query(), request.headers(), with, this));
  }

  /** Takes a piece of the body. */
  void content(HttpContent content) {
    ByteBuf bytes = content.content();
    int length = bytes.readableBytes();
    boolean last = content instanceof LastHttpContent;
    requestComplete |= last;
    if (whole != null) {
      bytes.readBytes(whole, filled, length);
      filled += length;
      content.release();
      if (last) {
        ask(filled == 0 ? RequestBody.EMPTY : new RequestBody.Whole(whole));
      }
      return;
    }
    arrived += length;
    awaitsContinue &= length == 0 && !last;
    if (!last) {
      body.add(bytes);
      return;
    }
    body.addLast(bytes, trailers((LastHttpContent) content));
    if (responseComplete) {
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

  /** Whether the whole request has arrived. */
  boolean isRequestComplete() {
    return requestComplete;
  }

  boolean isResponseStarted() {
    return responseStarted;
  }

  /** Whether bytes of the body would find somebody, or are to be thrown away. */
  boolean wantsInput() {
    return whole != null || body.wantsMore() || (body.isAbandoned() && !awaitsContinue);
  }

  @Override
  public void demandChanged() {
    if (awaitsContinue && body.wantsMore()) {
      awaitsContinue = false;
      owner.send(CONTINUE.duplicate());
    }
    owner.updateReading();
  }

  @Override
  void hangUp() {
    connection.channel().close();
  }

  /** The connection can't be used any more: nobody is answered, nothing more arrives. */
  void end(IOException cause) {
    gone();
    if (body != null) {
      body.fail(cause);
    }
    if (outgoing != null) {
      outgoing.cancel();
    }
  }

  /** The client takes more again. */
  void resume() {
    if (outgoing != null) {
      outgoing.resume();
    }
  }

  // ---- the response

  @Override
  void write(HttpResponse response) {
    responseStarted = true;
    keepOpen = request.keepAlive() && owner.mayStayOpen() && isReusable(response);
    int status = response.status();
    if (status == 204 || status == 304 || status < 200) {
      discard(response);
      sendHead(response, ResponseHead.UNSAID, NO_BODY);
      complete();
    } else if (request.method().equals("HEAD")) {
      discard(response);
      sendHead(response, announcedLength(response), NO_BODY);
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

  /** Whether this request will not stand in the way of a next one on the same connection. */
  private boolean isReusable(HttpResponse response) {
    if (requestComplete) {
      return true;
    }
    boolean consumed = response.wholeBody() == null && body.isClaimed() && !body.isAbandoned();
    long left = request.contentLength() - arrived;
    boolean short_ = left >= 0 && left <= connection.front().limits().drainBytes();
    return consumed || (short_ && !awaitsContinue);
  }

  private static long announcedLength(HttpResponse response) {
    String announced = response.headers().first("Content-Length");
    if (announced != null) {
      return Long.parseLong(announced);
    }
    if (response.bytes() != null) {
      return response.bytes().length;
    }
    long length = response.stream().length();
    return length >= 0 ? length : ResponseHead.UNSAID;
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
    ResponseBody started =
        ResponseBody.send(connection.loop().eventLoop(), response.stream(), this);
    if (!responseComplete) {
      outgoing = started;
    }
  }

  private void sendHead(HttpResponse response, long length, ByteBuffer bytes) {
    Persistence persistence = Persistence.CLOSE;
    if (keepOpen) {
      persistence = request.http10() ? Persistence.KEEP_ALIVE : Persistence.USUAL;
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
  public void abort(Throwable cause) {
    LOG.error("A response body broke off", cause);
    connection.channel().close();
  }

  private void complete() {
    responseComplete = true;
    outgoing = null;
    if (body != null) {
      body.fail(new IOException("The request was answered before the end of its body"));
    }
    if (!keepOpen) {
      owner.endAfter(this);
    } else if (requestComplete) {
      owner.finished(this);
    }
  }
}
