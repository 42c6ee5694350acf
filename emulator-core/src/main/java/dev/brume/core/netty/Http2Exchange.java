package dev.brume.core.netty;

import dev.brume.core.http.Headers;
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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The request and response of an HTTP/2 stream. Only used on the loop. */
final class Http2Exchange extends BodyExchange {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);

  private final Http2StreamHandler stream;

  Http2Exchange(Http2StreamHandler stream, Connection connection, RequestHead request) {
    super(connection, request);
    this.stream = stream;
  }

  /** Receives a piece of the body. */
  void content(ByteBuf bytes, boolean last) {
    if (last) {
      end(bytes, new Headers(0));
    } else {
      take(bytes, null);
    }
  }

  /** Receives the last piece of the body, and the trailers. */
  void end(ByteBuf bytes, Headers trailers) {
    take(bytes, trailers);
    stream.updateReading();
  }

  /** Waits while too much of the connection's responses is unsent. */
  @Override
  void ask(RequestBody with) {
    connection
        .unsent()
        .hand(
            () -> {
              if (isAsked()) {
                super.ask(with);
              }
            });
  }

  /** Whether the response is complete and only waits for the client's flow-control window. */
  boolean awaitsWindow() {
    return isRequestComplete() && isResponseComplete();
  }

  @Override
  boolean wantsInput() {
    return isRequestComplete() || super.wantsInput();
  }

  @Override
  void sendContinue() {
    Http2Headers headers = new DefaultHttp2Headers(false);
    stream.headers(headers.status("100"), false);
    stream.flush();
  }

  @Override
  void updateReading() {
    stream.updateReading();
  }

  @Override
  void hangUp() {
    stream.channel().close();
  }

  // ---- the response

  @Override
  void send(HttpResponse response) {
    if (isBodiless(response.status())) {
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
        sendWhole(bytes);
      }
      complete();
    } else {
      sendHead(response, response.stream().length(), false);
      stream(response);
    }
    stream.flush();
  }

  private void sendWhole(ByteBuffer bytes) {
    long length = bytes.remaining();
    UnsentBytes unsent = connection.unsent();
    unsent.add(length);
    stream
        .data(Unpooled.wrappedBuffer(bytes), true)
        .addListener(sentOrNot -> unsent.remove(length));
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
   * The same rules as in HTTP/1: control characters become spaces, characters outside of Latin-1
   * become UTF-8.
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
    long length = bytes.readableBytes();
    UnsentBytes unsent = connection.unsent();
    unsent.hold(length);
    stream.data(bytes, false).addListener(sentOrNot -> unsent.release(length));
    stream.flush();
  }

  /** All bytes are sent in frames. */
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
  void breakOff() {
    stream.reset(Http2Error.INTERNAL_ERROR);
  }

  @Override
  void answered() {
    if (!isRequestComplete()) {
      stream.finished(!mayDrain());
    }
  }
}
