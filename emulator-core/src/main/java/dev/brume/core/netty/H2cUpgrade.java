package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/**
 * Upgrades a clear-text connection from HTTP/1.1 to HTTP/2 when the client offers it, as the JDK's
 * client and curl do. Offers with a request body are ignored, which the RFC allows.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7540#section-3.2">RFC 7540, 3.2</a>
 */
final class H2cUpgrade {
  private static final int SETTING_BYTES = 6;
  private static final byte[] SWITCHING =
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  /** Headers of the HTTP/1 connection itself, and those that become pseudo-headers. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "connection",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-connection",
          "te",
          "transfer-encoding",
          "upgrade");

  private H2cUpgrade() {}

  /** Whether the request offers an upgrade that can be accepted. */
  static boolean isOffered(RequestHead request, Connection connection) {
    Headers headers = request.headers();
    String upgrade = headers.first("Upgrade");
    return upgrade != null
        && upgrade.equalsIgnoreCase("h2c")
        && request.contentLength() == 0
        && !request.http10()
        && !connection.isSecure()
        && headers.all("HTTP2-Settings").size() == 1
        && settings(headers.first("HTTP2-Settings")) != null;
  }

  /** Replaces the HTTP/1 handlers of the connection; {@code request} becomes its first stream. */
  static void perform(
      RequestHead request, Connection connection, Http1Connection handler, Http1Decoder decoder)
      throws Http2Exception {
    ChannelPipeline pipeline = connection.channel().pipeline();
    ByteBuf answer = Unpooled.wrappedBuffer(SWITCHING);
    connection.channel().write(answer);
    Http2FrameCodec codec = Http2Setup.begin(connection);
    codec.onHttpServerUpgrade(settings(request.headers().first("HTTP2-Settings")));
    ChannelHandlerContext context = pipeline.context(codec);
    codec
        .decoder()
        .frameListener()
        .onHeadersRead(context, Http2CodecUtil.HTTP_UPGRADE_STREAM_ID, headers(request), 0, true);
    pipeline.addBefore(context.name(), null, new FromTheStart());
    pipeline.remove(handler);
    pipeline.remove(decoder);
    connection.channel().flush();
  }

  /**
   * Forwards the bytes after the client's request as if they stood at the start of a buffer:
   * otherwise Netty fails on bytes that are not the HTTP/2 preface, and the client is not told.
   */
  private static final class FromTheStart extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      Object handedOn = message;
      if (message instanceof ByteBuf bytes) {
        handedOn = bytes.readRetainedSlice(bytes.readableBytes());
        bytes.release();
      }
      ctx.fireChannelRead(handedOn);
      ctx.pipeline().remove(this);
    }
  }

  private static Http2Headers headers(RequestHead request) {
    RequestTarget target = request.target();
    String path = target.query() == null ? target.path() : target.path() + "?" + target.query();
    Http2Headers headers = new DefaultHttp2Headers(false);
    headers.method(request.method()).path(path).scheme("http");
    headers.authority(request.headers().first("Host"));
    request
        .headers()
        .forEach(
            (name, value) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!LEFT_OUT.contains(lower)) {
                headers.add(lower, value);
              }
            });
    return headers;
  }

  /** The client's settings, or null if they can't be parsed. */
  private static Http2Settings settings(String encoded) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(encoded));
      if (bytes.remaining() % SETTING_BYTES != 0) {
        return null;
      }
      Http2Settings settings = new Http2Settings();
      while (bytes.hasRemaining()) {
        char id = bytes.getChar();
        settings.put(id, Long.valueOf(bytes.getInt() & 0xffffffffL));
      }
      return settings;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
