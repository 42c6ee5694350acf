package dev.brume.core.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the first bytes of a connection and sets up its protocol: a TLS handshake, HTTP/2 with
 * prior knowledge, or else HTTP/1. One port serves all.
 */
final class ProtocolDetector extends ChannelInboundHandlerAdapter implements Connection.Stage {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);

  /** The content type of a handshake record: RFC 8446, 5.1. */
  private static final byte TLS_HANDSHAKE = 0x16;

  /** The start of HTTP/2's connection preface (RFC 9113, 3.4); no method in use begins so. */
  private static final byte[] HTTP_2 = {'P', 'R', 'I', ' '};

  private enum DetectedProtocol {
    UNDECIDED,
    TLS,
    HTTP_1,
    HTTP_2
  }

  private final Connection connection;
  private ChannelHandlerContext ctx;
  private ByteBuf held = Unpooled.EMPTY_BUFFER;
  private long since;

  ProtocolDetector(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ctx = context;
    since = connection.loop().nowMillis();
    connection.stage(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    held.release();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (held.isReadable()) {
      bytes = Unpooled.wrappedBuffer(held, bytes);
      held = Unpooled.EMPTY_BUFFER;
    }
    DetectedProtocol protocol = protocol(bytes);
    if (protocol == DetectedProtocol.UNDECIDED) {
      held = bytes;
      return;
    }
    try {
      begin(protocol);
    } catch (IOException | RuntimeException e) {
      LOG.error("Can't serve a connection by {}", protocol, e);
      bytes.release();
      ctx.close();
      return;
    }
    ChannelPipeline pipeline = context.pipeline();
    context.fireChannelRead(bytes);
    if (!context.isRemoved()) {
      pipeline.remove(this);
    }
  }

  private DetectedProtocol protocol(ByteBuf bytes) {
    int start = bytes.readerIndex();
    if (!bytes.isReadable()) {
      return DetectedProtocol.UNDECIDED;
    }
    if (bytes.getByte(start) == TLS_HANDSHAKE && !connection.isSecure()) {
      return DetectedProtocol.TLS;
    }
    for (int i = 0; i < HTTP_2.length; i++) {
      if (i == bytes.readableBytes()) {
        return DetectedProtocol.UNDECIDED;
      }
      if (bytes.getByte(start + i) != HTTP_2[i]) {
        return DetectedProtocol.HTTP_1;
      }
    }
    return DetectedProtocol.HTTP_2;
  }

  private void begin(DetectedProtocol protocol) throws IOException {
    switch (protocol) {
      case TLS -> connection.front().tls().begin(connection);
      case HTTP_2 -> Http2Setup.begin(connection);
      case HTTP_1, UNDECIDED -> {
        Http1Decoder decoder =
            new Http1Decoder(connection.front().limits(), connection.loop().names());
        ctx.pipeline().addLast(decoder, new Http1Connection(connection, decoder));
      }
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      ctx.close();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("A connection broke: {}", cause.getMessage());
    ctx.close();
  }

  @Override
  public void tick(long nowMillis) {
    long limit =
        held.isReadable()
            ? connection.front().limits().headMillis()
            : connection.front().limits().idleMillis();
    if (nowMillis - since >= limit) {
      ctx.close();
    }
  }

  @Override
  public boolean isIdle() {
    return !held.isReadable();
  }

  @Override
  public long since() {
    return since;
  }

  @Override
  public void stop() {
    ctx.close();
  }
}
