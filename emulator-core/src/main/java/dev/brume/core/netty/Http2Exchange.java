package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The request of an HTTP/2 stream and its response. Only used on the loop. */
final class Http2Exchange extends HttpExchange implements IncomingBody.Source, ResponseBody.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);

  private final Http2StreamHandler stream;
  private final Http2RequestHead request;
  private byte[] whole;
  private int filled;
  private IncomingBody body;
  private long arrived;
  private boolean awaitsContinue;
  private boolean requestComplete;
  private boolean responseStarted;
  private boolean responseComplete;
  private ResponseBody outgoing;

  Http2Exchange(Http2StreamHandler stream, Connection connection, Http2RequestHead request) {
    super(connection);
    this.stream = stream;
    this.request = request;
  }

  /**
   * Hands the request over where there is no body or it is to be streamed; otherwise waits for it.
   */
  void begin(int wholeBodyBytes, boolean last) {
    requestComplete = last;
    long length = request.contentLength();
    if (last) {
      ask(RequestBody.EMPTY);
    } else if (length >= 0 && length <= wholeBodyBytes && !request.expectsContinue()) {
      whole = new byte[(int) length];
    } else {
      awaitsContinue = request.expectsContinue();
      body = new IncomingBody(connection.loop().eventLoop(), this, length);
      ask(body);
    }
  }

  private void ask(RequestBody with) {
    RequestTarget target = request.target();
    dispatch(
        connection.front().handler(),
        new HttpRequest(
            request.method(), target.path(), target.query(), request.headers(), with, this));
  }

  /** Takes a piece of the body. */
  void content(ByteBuf bytes, boolean last) {
    int length = bytes.readableBytes();
    if (whole != null) {
      // The codec has checked that there is no more than announced.
      bytes.readBytes(whole, filled, length);
      filled += length;
      bytes.release();
    } else {
      arrived += length;
      awaitsContinue &= length == 0 && !last;
      body.add(bytes);
    }
    if (last) {
      end(new Headers(0));
    }
  }

  /** The body has come to its end. */
  void end(Headers trailers) {
    requestComplete = true;
    if (whole != null) {
      ask(filled == 0 ? RequestBody.EMPTY : new RequestBody.Whole(whole));
    } else if (body != null) {
      body.addLast(Unpooled.EMPTY_BUFFER, trailers);
    }
    stream.updateReading();
  }

  boolean isRequestComplete() {
    return requestComplete;
  }

  boolean isResponseStarted() {
    return responseStarted;
  }

  /** Whether all is said, and the stream is only there for what the client has not taken yet. */
  boolean awaitsWindow() {
    return requestComplete && responseComplete;
  }

  /** Whether bytes of the body would find somebody, or are to be thrown away. */
  boolean wantsInput() {
    return requestComplete
        || whole != null
        || body.wantsMore()
        || (body.isAbandoned() && !awaitsContinue);
  }

  @Override
  public void demandChanged() {
    if (awaitsContinue && body.wantsMore()) {
      awaitsContinue = false;
      Http2Headers headers = new DefaultHttp2Headers(false);
      stream.headers(headers.status("100"), false);
      stream.flush();
    }
    stream.updateReading();
  }

  @Override
  void hangUp() {
    stream.channel().close();
  }

  /** The stream can't be used any more: nobody is answered, nothing more arrives. */
  void cut(IOException cause) {
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
    int status = response.status();
    if (status == 204 || status == 304) {
      discard(response);
      sendHead(response, -1, true);
      complete();
    } else if (request.method().equals("HEAD")) {
      discard(response);
      sendHead(response, announcedLength(response), true);
      complete();
    } else if (response.wholeBody() != null) {
      ByteBuffer bytes = response.wholeBody();
      sendHead(response, bytes.remaining(), !bytes.hasRemaining());
      if (bytes.hasRemaining()) {
        stream.data(Unpooled.wrappedBuffer(bytes), true);
      }
      complete();
    } else {
      sendHead(response, response.stream().length(), false);
      ResponseBody started =
          ResponseBody.send(connection.loop().eventLoop(), response.stream(), this);
      if (!responseComplete) {
        outgoing = started;
      }
    }
    stream.flush();
  }

  private static long announcedLength(HttpResponse response) {
    String announced = response.headers().first("Content-Length");
    if (announced != null) {
      return Long.parseLong(announced);
    }
    return response.bytes() != null ? response.bytes().length : response.stream().length();
  }

  private void sendHead(HttpResponse response, long length, boolean last) {
    Headers fields = response.headers();
    Http2Headers headers = new DefaultHttp2Headers(false, fields.size() + 4);
    headers.status(Integer.toString(response.status()));
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      if (!ResponseHead.isFraming(name) && isToken(name)) {
        headers.add(name.toLowerCase(Locale.ROOT), value(fields.value(i)));
      }
    }
    if (!headers.contains("date")) {
      headers.add("date", new AsciiString(connection.front().date().bytes(), false));
    }
    if (length >= 0) {
      headers.add("content-length", Long.toString(length));
    }
    stream.headers(headers, last);
  }

  private static boolean isToken(String name) {
    if (!name.isEmpty() && HttpHeaderValidationUtil.validateToken(name) == -1) {
      return true;
    }
    LOG.error("Left out a response header with the invalid name '{}'", name);
    return false;
  }

  /**
   * The same rules as in HTTP/1: control characters become spaces, what is not Latin-1 becomes
   * UTF-8.
   */
  private static CharSequence value(String value) {
    boolean plain = true;
    boolean latin = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      plain &= !ResponseHead.isControl(c);
      latin &= c <= 0xff;
    }
    String safe = value;
    if (!plain) {
      StringBuilder text = new StringBuilder(value);
      for (int i = 0; i < text.length(); i++) {
        if (ResponseHead.isControl(text.charAt(i))) {
          text.setCharAt(i, ' ');
        }
      }
      safe = text.toString();
    }
    return latin ? safe : new AsciiString(safe.getBytes(StandardCharsets.UTF_8), false);
  }

  @Override
  public boolean isWritable() {
    return stream.channel().isWritable();
  }

  @Override
  public ByteBufAllocator alloc() {
    return stream.channel().alloc();
  }

  @Override
  public void data(ByteBuf bytes) {
    stream.data(bytes, false);
    stream.flush();
  }

  /** All bytes go in frames. */
  @Override
  public boolean takesFiles() {
    return false;
  }

  @Override
  public void file(FileRegion region, Runnable sent) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void end() {
    stream.data(Unpooled.EMPTY_BUFFER, true);
    complete();
    stream.flush();
  }

  @Override
  public void abort(Throwable cause) {
    LOG.error("A response body broke off", cause);
    stream.reset(Http2Error.INTERNAL_ERROR);
  }

  private void complete() {
    responseComplete = true;
    outgoing = null;
    if (body != null) {
      body.fail(new IOException("The request was answered before the end of its body"));
    }
    if (!requestComplete) {
      long left = request.contentLength() - arrived;
      boolean coming = left >= 0 && left <= connection.front().limits().drainBytes();
      stream.finished(!coming || awaitsContinue);
    }
  }
}
