package dev.brume.core.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the first bytes of a connection and sets up the protocol that they begin. */
final class ProtocolDetector extends ChannelInboundHandlerAdapter implements Connection.Stage {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);

  private final Connection connection;
  private ChannelHandlerContext ctx;
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
  public void channelRead(ChannelHandlerContext context, Object message) {
    becomeHttp1();
    context.fireChannelRead(message);
    context.pipeline().remove(this);
  }

  private void becomeHttp1() {
    Http1Decoder decoder = new Http1Decoder(connection.front().limits(), connection.loop().names());
    ctx.pipeline().addLast(decoder, new Http1Connection(connection, decoder));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("A connection broke: {}", cause.getMessage());
    } else {
      LOG.error("A connection failed", cause);
    }
    ctx.close();
  }

  @Override
  public void tick(long nowMillis) {
    if (nowMillis - since >= connection.front().limits().idleMillis()) {
      ctx.close();
    }
  }

  @Override
  public void stop() {
    ctx.close();
  }
}
