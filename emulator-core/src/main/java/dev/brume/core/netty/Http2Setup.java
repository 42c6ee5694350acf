package dev.brume.core.netty;

import dev.brume.core.http.HttpLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP/2 connection: each stream is an exchange of its own; all share the connection. */
final class Http2Setup extends ChannelInboundHandlerAdapter implements Connection.Stage {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);

  /** The receive window of a stream: enough for a fast upload, small enough for many streams. */
  private static final int STREAM_WINDOW_BYTES = 256 * 1024;

  /** The receive window of a whole connection. */
  private static final int CONNECTION_WINDOW_BYTES = 8 * 1024 * 1024;

  private final Connection connection;
  private final Set<Http2StreamHandler> streams = new LinkedHashSet<>();
  private ChannelHandlerContext ctx;
  private long since;
  private boolean stopping;

  private Http2Setup(Connection connection) {
    this.connection = connection;
  }

  /**
   * Adds the handlers of an HTTP/2 connection at the end of its pipeline, and returns the codec.
   */
  static Http2FrameCodec begin(Connection connection) {
    HttpLimits limits = connection.front().limits();
    Http2FrameCodec codec =
        Http2FrameCodecBuilder.forServer()
            .initialSettings(
                Http2Settings.defaultSettings()
                    .maxConcurrentStreams(limits.streamsPerConnection())
                    .initialWindowSize(STREAM_WINDOW_BYTES)
                    .maxHeaderListSize(limits.headerBytes()))
            .gracefulShutdownTimeoutMillis(0)
            .build();
    Http2Setup setup = new Http2Setup(connection);
    ChannelInitializer<Channel> streamSetup =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel stream) {
            setup.addStream(stream);
          }
        };
    connection
        .channel()
        .pipeline()
        .addLast(codec, new SmallFrames(), new Http2MultiplexHandler(streamSetup), setup);
    widen(codec);
    return codec;
  }

  private static void widen(Http2FrameCodec codec) {
    try {
      Http2Connection http2 = codec.connection();
      int now = http2.local().flowController().initialWindowSize(http2.connectionStream());
      http2
          .local()
          .flowController()
          .incrementWindowSize(http2.connectionStream(), CONNECTION_WINDOW_BYTES - now);
    } catch (Http2Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void addStream(Channel channel) {
    Http2StreamHandler stream = new Http2StreamHandler(connection, channel);
    channel.pipeline().addLast(stream);
    streams.add(stream);
    channel.closeFuture().addListener(closed -> removeStream(stream));
  }

  private void removeStream(Http2StreamHandler stream) {
    streams.remove(stream);
    since = connection.loop().nowMillis();
    if (stopping && streams.isEmpty()) {
      // The client's acknowledgements and window updates may still arrive.
      connection.endOutput(ctx);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ctx = context;
    since = connection.loop().nowMillis();
    connection.stage(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    // Settings, pings and the like: the codec has handled them.
    ReferenceCountUtil.release(frame);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      // Without window updates and pings HTTP/2 can't continue: the client is gone.
      ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException || Http2Exception.class.isInstance(cause)) {
      LOG.debug("A connection broke: {}", cause.getMessage());
    } else {
      LOG.error("A connection failed", cause);
    }
    // The codec continues after this returns, and tells the client the reason before the connection
    // ends.
    ctx.executor().execute(ctx::close);
  }

  @Override
  public void tick(long nowMillis) {
    for (Http2StreamHandler stream : List.copyOf(streams)) {
      stream.tick(nowMillis);
    }
    HttpLimits limits = connection.front().limits();
    if (streams.isEmpty()
        && nowMillis - since >= (stopping ? limits.lingerMillis() : limits.idleMillis())) {
      ctx.close();
    }
  }

  @Override
  public boolean isIdle() {
    return streams.isEmpty();
  }

  @Override
  public long since() {
    return since;
  }

  @Override
  public void stop() {
    if (stopping) {
      return;
    }
    stopping = true;
    ctx.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
    if (streams.isEmpty()) {
      // The last response may have just been sent: the client must receive it before the end.
      connection.endOutput(ctx);
    }
  }
}
