package dev.brume.core.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** One client connection from accept to close, for any protocol. Only used on its loop. */
final class Connection {
  /** The protocol-specific handling of time and of the server's stop. */
  interface Stage {
    /**
     * Called at regular intervals.
     *
     * @param nowMillis the loop's clock
     */
    void tick(long nowMillis);

    /** Whether no request is in progress: it may be closed at any time. */
    boolean isIdle();

    /** When it became idle, by the loop's clock. */
    long since();

    /** Ends the connection after the requests in progress: the server stops. */
    void stop();
  }

  /** The prefix of the JDK's protocol names. */
  private static final String TLS = "TLSv";

  private final Channel channel;
  private final FrontEndContext front;
  private final IoLoop loop;
  private final UnsentBytes unsent;
  private Stage stage;
  private int index;
  private boolean secure;
  private String remoteAddress;

  Connection(Channel channel, FrontEndContext front) {
    this.channel = channel;
    this.front = front;
    this.loop = front.loop(channel.eventLoop());
    this.unsent = new UnsentBytes(front.unsent());
  }

  Channel channel() {
    return channel;
  }

  FrontEndContext front() {
    return front;
  }

  IoLoop loop() {
    return loop;
  }

  /** What it has been answered and its client has not taken. */
  UnsentBytes unsent() {
    return unsent;
  }

  void stage(Stage next) {
    stage = next;
  }

  int index() {
    return index;
  }

  void index(int position) {
    index = position;
  }

  boolean isSecure() {
    return secure;
  }

  void secure() {
    secure = true;
  }

  /** Without the protocol's name: {@code 1.3}. */
  String tlsVersion() {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    String protocol = tls == null ? "" : tls.engine().getSession().getProtocol();
    return protocol.startsWith(TLS) ? protocol.substring(TLS.length()) : null;
  }

  /** By Java's name, which is the RFC's. */
  String cipherSuite() {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    return tls == null ? null : tls.engine().getSession().getCipherSuite();
  }

  String remoteAddress() {
    if (remoteAddress == null) {
      SocketAddress address = channel.remoteAddress();
      remoteAddress =
          address instanceof InetSocketAddress internet
              ? internet.getAddress().getHostAddress()
              : "127.0.0.1";
    }
    return remoteAddress;
  }

  /**
   * Closes the output after everything written is sent, and leaves the input open: closing while
   * the client still sends would reset the connection, and the client might lose the response.
   *
   * @param context of the handler that wrote last
   */
  void endOutput(ChannelHandlerContext context) {
    context
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            sent -> {
              SslHandler tls = channel.pipeline().get(SslHandler.class);
              if (tls != null) {
                tls.closeOutbound();
              } else if (channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
              }
            });
  }

  void tick(long nowMillis) {
    stage.tick(nowMillis);
    unsent.tick(nowMillis);
  }

  /** Whether it has been idle for at least {@code millis}. */
  boolean isIdleFor(long millis, long nowMillis) {
    return stage.isIdle() && nowMillis - stage.since() >= millis;
  }

  /** When it became idle, by the loop's clock. */
  long idleSince() {
    return stage.since();
  }

  void stop() {
    stage.stop();
  }
}
