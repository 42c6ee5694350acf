package dev.brume.core.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Selects the operating system's socket interface.
 *
 * @param serverChannel the class of listening channels
 * @param group the I/O threads
 */
record Transport(Class<? extends ServerChannel> serverChannel, EventLoopGroup group) {
  /** Opens epoll if wanted and available, else the JDK's selectors. */
  static Transport open(FrontEndOptions options) {
    return options.nativeTransport() && Epoll.isAvailable()
        ? new Transport(EpollServerSocketChannel.class, group(options, EpollIoHandler.newFactory()))
        : new Transport(NioServerSocketChannel.class, group(options, NioIoHandler.newFactory()));
  }

  private static EventLoopGroup group(FrontEndOptions options, IoHandlerFactory factory) {
    return new MultiThreadIoEventLoopGroup(
        options.ioThreads(), new DefaultThreadFactory("brume-io", true), factory);
  }
}
