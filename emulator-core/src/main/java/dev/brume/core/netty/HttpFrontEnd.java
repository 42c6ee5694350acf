package dev.brume.core.netty;

import dev.brume.core.http.HttpHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: passes requests from the network to one handler and sends its responses. It
 * knows framing, limits and back-pressure, but not what requests mean. Requests of a connection are
 * answered in order; a response may take any time without occupying a thread.
 */
public final class HttpFrontEnd implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);
  private static final int BACKLOG = 4_096;

  private final FrontEndContext context;
  private final FrontEndOptions options;
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private Transport transport;

  /**
   * A front end that does not listen yet.
   *
   * @param handler answers all requests
   * @param clockMillis the time of Date headers, in milliseconds since 1970
   * @param options limits, threads, certificate
   */
  public HttpFrontEnd(HttpHandler handler, LongSupplier clockMillis, FrontEndOptions options) {
    this.options = options;
    this.context = new FrontEndContext(handler, clockMillis, options);
  }

  /**
   * Listens. May be called several times, for several addresses.
   *
   * @param host a name (all its addresses are listened on) or an address; null or empty for all of
   *     this machine's
   * @param port 0 for any free one
   * @return the port
   * @throws BindException if the address is in use or not this machine's
   */
  public synchronized int start(String host, int port) throws BindException {
    if (context.isStopping()) {
      throw new IllegalStateException("A stopped front end can't be started again");
    }
    if (transport == null) {
      transport = Transport.open(options);
    }
    if (host == null || host.isEmpty()) {
      return listen(new InetSocketAddress(port));
    }
    InetAddress[] addresses = resolve(host);
    int bound = listen(new InetSocketAddress(addresses[0], port));
    for (int i = 1; i < addresses.length; i++) {
      listenToo(new InetSocketAddress(addresses[i], bound), port != 0);
    }
    return bound;
  }

  private static InetAddress[] resolve(String host) throws BindException {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      UnknownHostException cause = new UnknownHostException("there is no host " + host);
      cause.initCause(e);
      throw failure("Can't listen: " + cause.getMessage(), cause);
    }
  }

  /** Listens on a further address of a name, such as ::1 of localhost, if this machine has it. */
  private void listenToo(InetSocketAddress address, boolean portChosen) throws BindException {
    try {
      listen(address);
    } catch (BindException e) {
      if (portChosen && e.getMessage().contains("in use")) {
        throw e;
      }
      LOG.debug("{}", e.getMessage());
    }
  }

  private int listen(InetSocketAddress address) throws BindException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(transport.group())
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accepted(channel);
                  }
                });
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw failure(
          "Can't listen on " + address + ": " + bound.cause().getMessage(), bound.cause());
    }
    context.cap().add(bound.channel());
    return ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  private static BindException failure(String message, Throwable cause) {
    BindException failure = new BindException(message);
    failure.initCause(cause);
    return failure;
  }

  private void accepted(Channel channel) {
    Connection connection = new Connection(channel, context);
    channel.pipeline().addLast(connection.loop().counter(), new ProtocolDetector(connection));
    context.traffic().opened();
    connection.loop().add(connection);
    context.cap().opened();
    channel.closeFuture().addListener(closed -> ended(connection));
  }

  private void ended(Connection connection) {
    connection.loop().remove(connection);
    context.traffic().closed();
    if (context.cap().closed() == 0 && context.isStopping()) {
      drained.complete(null);
    }
  }

  /** The number of open connections. */
  public int connections() {
    return context.cap().open();
  }

  /**
   * Stops accepting connections, lets the requests in progress finish, then closes all connections.
   * Returns when that is done.
   *
   * @param gracePeriod how long requests may take; those still in progress then are cut off
   */
  public void stop(Duration gracePeriod) {
    stop(gracePeriod, () -> {});
  }

  /**
   * The same.
   *
   * @param whenClosing run when no connection accepts another request: may answer pending long
   *     polls at once
   */
  public synchronized void stop(Duration gracePeriod, Runnable whenClosing) {
    if (transport == null || transport.group().isShuttingDown()) {
      return;
    }
    context.cap().listeners().forEach(listener -> listener.close().awaitUninterruptibly());
    context.beginStop();
    whenClosing.run();
    awaitConnections(gracePeriod);
    context.abort();
    transport.group().shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void awaitConnections(Duration atMost) {
    if (connections() == 0 || atMost.isZero()) {
      return;
    }
    try {
      drained.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.info("{} connections were still in use", connections());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops without a grace period. */
  @Override
  public void close() {
    stop(Duration.ZERO);
  }
}
