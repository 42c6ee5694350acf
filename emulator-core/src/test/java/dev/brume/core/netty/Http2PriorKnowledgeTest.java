package dev.brume.core.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.http.HttpLimits;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * HTTP/2 in clear text without any negotiation, frame by frame, by Netty's client. Source of truth:
 * https://www.rfc-editor.org/rfc/rfc9113
 */
@Timeout(120)
class Http2PriorKnowledgeTest {
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final CompletableFuture<Http2GoAwayFrame> goAway = new CompletableFuture<>();
  private final BlockingQueue<HttpRequest> arrived = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private CompletionStage<HttpResponse> keep(HttpRequest request) {
    arrived.add(request);
    return new CompletableFuture<>();
  }

  private Channel connect(EchoServer server) {
    return new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        Http2FrameCodecBuilder.forClient()
                            .validateHeaders(false)
                            .encoderIgnoreMaxHeaderListSize(true)
                            .build(),
                        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                        new ChannelInboundHandlerAdapter() {
                          @Override
                          public void channelRead(ChannelHandlerContext ctx, Object frame) {
                            if (frame instanceof Http2GoAwayFrame end) {
                              goAway.complete(end);
                            }
                            ReferenceCountUtil.release(frame);
                          }
                        });
              }
            })
        .connect("localhost", server.port())
        .syncUninterruptibly()
        .channel();
  }

  /**
   * A stream and what came back on it: {@code status}, then the text, or {@code reset} and the
   * error.
   */
  private static final class Call extends ChannelInboundHandlerAdapter {
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<String> result = new CompletableFuture<>();
    private final Http2StreamChannel stream;

    Call(Channel connection) {
      stream =
          new Http2StreamChannelBootstrap(connection)
              .handler(this)
              .open()
              .syncUninterruptibly()
              .getNow();
    }

    Call headers(boolean last, String... fields) {
      Http2Headers headers = new DefaultHttp2Headers(false);
      for (int i = 0; i < fields.length; i += 2) {
        headers.add(fields[i], fields[i + 1]);
      }
      stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, last)).syncUninterruptibly();
      return this;
    }

    Call data(String bytes, boolean last) {
      stream
          .writeAndFlush(
              new DefaultHttp2DataFrame(Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8), last))
          .syncUninterruptibly();
      return this;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
      boolean last = false;
      switch (frame) {
        case Http2HeadersFrame headers -> {
          if (headers.headers().status() != null) {
            text.append(headers.headers().status()).append(' ');
          }
          last = headers.isEndStream();
        }
        case Http2DataFrame data -> {
          text.append(data.content().toString(StandardCharsets.UTF_8));
          last = data.isEndStream();
        }
        default -> {}
      }
      ReferenceCountUtil.release(frame);
      if (last) {
        result.complete(text.toString());
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof Http2ResetFrame reset) {
        result.complete("reset " + Http2Error.valueOf(reset.errorCode()));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      result.complete("closed");
    }

    String answer() throws Exception {
      return result.get(30, TimeUnit.SECONDS);
    }
  }

  private static final String[] GET = {
    ":method", "GET", ":path", "/a?b", ":scheme", "http", ":authority", "h"
  };

  private static String[] put(String... more) {
    String[] start = {":method", "PUT", ":path", "/k", ":scheme", "http", ":authority", "h"};
    String[] all = Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return all;
  }

  @Test
  void answersAtOnce() throws Exception {
    try (EchoServer server = new EchoServer()) {
      Channel connection = connect(server);
      assertThat(new Call(connection).headers(true, GET).answer()).isEqualTo("200 GET /a b\n");
      assertThat(
              new Call(connection)
                  .headers(false, put("content-length", "3"))
                  .data("abc", true)
                  .answer())
          .isEqualTo("200 PUT /k null\nabc");
      assertThat(
              new Call(connection).headers(false, put()).data("ab", false).data("c", true).answer())
          .isEqualTo("200 PUT /k null\nabc");
    }
  }

  @Test
  void givesTrailersAtTheEnd() throws Exception {
    try (EchoServer server =
        new EchoServer(
            request -> {
              RequestBody.Streamed body = (RequestBody.Streamed) request.body();
              return EchoServer.collect(body)
                  .thenApply(bytes -> EchoServer.text(body.trailers().first("x-trailer")));
            })) {
      assertThat(
              new Call(connect(server))
                  .headers(false, put())
                  .data("abc", false)
                  .headers(true, "x-trailer", "tail")
                  .answer())
          .isEqualTo("200 tail");
    }
  }

  @Test
  void refusesMalformedRequestsAndServesTheOthers() throws Exception {
    try (EchoServer server = new EchoServer()) {
      Channel connection = connect(server);
      assertThat(new Call(connection).headers(true, ":method", "GET", ":scheme", "http").answer())
          .isEqualTo("400 ");
      assertThat(
              new Call(connection)
                  .headers(true, ":method", "GET", ":scheme", "http", ":path", "/")
                  .answer())
          .isEqualTo("400 ");
      assertThat(
              new Call(connection)
                  .headers(
                      true,
                      ":method",
                      "OPTIONS",
                      ":scheme",
                      "http",
                      ":path",
                      "*",
                      ":authority",
                      "h")
                  .answer())
          .isEqualTo("400 ");
      assertThat(new Call(connection).headers(true, put("connection", "close")).answer())
          .isEqualTo("reset PROTOCOL_ERROR");
      assertThat(new Call(connection).headers(true, put("Upper-Case", "a")).answer())
          .isEqualTo("reset PROTOCOL_ERROR");
      assertThat(new Call(connection).headers(true, put("a", "b\r\nc: d")).answer())
          .isEqualTo("reset PROTOCOL_ERROR");
      assertThat(
              new Call(connection)
                  .headers(false, put("content-length", "5"))
                  .data("abc", true)
                  .answer())
          .isEqualTo("reset PROTOCOL_ERROR");
      assertThat(new Call(connection).headers(true, put("expect", "much")).answer())
          .isEqualTo("417 ");
      assertThat(new Call(connection).headers(true, GET).answer()).isEqualTo("200 GET /a b\n");
    }
  }

  @Test
  void limitsTheNumberOfHeaders() throws Exception {
    String[] many = new String[600];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "n" + i;
      many[i + 1] = "v";
    }
    try (EchoServer server = new EchoServer()) {
      assertThat(new Call(connect(server)).headers(true, put(many)).answer()).isEqualTo("431 ");
    }
  }

  @Test
  void limitsTheHeaders() throws Exception {
    try (EchoServer server = new EchoServer()) {
      Channel connection = connect(server);
      assertThat(new Call(connection).headers(true, put("a", "v".repeat(70_000))).answer())
          .as("Netty's own answer to headers beyond the announced limit")
          .isIn("431 ", "reset PROTOCOL_ERROR", "reset ENHANCE_YOUR_CALM");
    }
  }

  @Test
  void tellsThatTheClientResetTheStream() throws Exception {
    try (EchoServer server = new EchoServer(this::keep)) {
      Channel connection = connect(server);
      Call call =
          new Call(connection).headers(false, put("content-length", "1000000")).data("abc", false);
      HttpRequest request = arrived.poll(30, TimeUnit.SECONDS);
      CompletableFuture<Void> closed = new CompletableFuture<>();
      request.connection().onClose(() -> closed.complete(null));
      CompletableFuture<byte[]> body = EchoServer.collect((RequestBody.Streamed) request.body());
      call.stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
      closed.get(30, TimeUnit.SECONDS);
      assertThatThrownBy(() -> body.get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void tellsEveryStreamThatTheConnectionBroke() throws Exception {
    try (EchoServer server = new EchoServer(this::keep)) {
      Channel connection = connect(server);
      for (int i = 0; i < 3; i++) {
        new Call(connection).headers(true, GET);
      }
      BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
      for (int i = 0; i < 3; i++) {
        int number = i;
        arrived.poll(30, TimeUnit.SECONDS).connection().onClose(() -> closed.add(number));
      }
      connection.close();
      for (int i = 0; i < 3; i++) {
        assertThat(closed.poll(30, TimeUnit.SECONDS)).isNotNull();
      }
    }
  }

  @Test
  void endsBodiesThatDoNotCome() throws Exception {
    HttpLimits limits = HttpLimits.DEFAULT.withTimes(600_000, 100, 600_000, 600_000);
    try (EchoServer server =
        new EchoServer(EchoServer::echo, FrontEndOptions.defaults().withLimits(limits))) {
      assertThat(
              new Call(connect(server))
                  .headers(false, put("content-length", "5"))
                  .data("ab", false)
                  .answer())
          .isEqualTo("408 ");
    }
  }

  @Test
  void saysGoAwayWhenItStops() throws Exception {
    try (EchoServer server = new EchoServer(this::keep)) {
      Channel connection = connect(server);
      new Call(connection).headers(true, GET);
      arrived.poll(30, TimeUnit.SECONDS);
      Thread stopping =
          Thread.ofVirtual().start(() -> server.frontEnd().stop(Duration.ofMillis(200)));
      assertThat(goAway.get(30, TimeUnit.SECONDS).errorCode())
          .isEqualTo(Http2Error.NO_ERROR.code());
      stopping.join();
      connection.closeFuture().await(30, TimeUnit.SECONDS);
      assertThat(connection.isOpen()).isFalse();
    }
  }
}
