package dev.brume.core.netty;

import dev.brume.core.http.ConnectionCounters;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;

/** Counts the bytes on the sockets of one event loop. */
@Sharable
final class TrafficCounter extends ChannelDuplexHandler {
  private final ConnectionCounters.Lane lane;

  TrafficCounter(ConnectionCounters.Lane lane) {
    this.lane = lane;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      lane.received(bytes.readableBytes());
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      lane.sent(bytes.readableBytes());
    } else if (message instanceof FileRegion region) {
      lane.sent(region.count());
    }
    context.write(message, promise);
  }
}
