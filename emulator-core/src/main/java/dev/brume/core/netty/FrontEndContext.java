package dev.brume.core.netty;

import dev.brume.core.http.ConnectionCounters;
import dev.brume.core.http.HttpHandler;
import dev.brume.core.http.HttpLimits;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The objects that all connections of a front end share. */
final class FrontEndContext {
  private final HttpHandler handler;
  private final FrontEndOptions options;
  private final DateHeader date;
  private final ConnectionCap cap;
  private final UnsentTotal unsent;
  private final Map<EventLoop, IoLoop> loops = new ConcurrentHashMap<>();
  private volatile boolean stopping;
  private TlsSetup tls;

  FrontEndContext(HttpHandler handler, LongSupplier clockMillis, FrontEndOptions options) {
    this.handler = handler;
    this.options = options;
    this.date = new DateHeader(clockMillis);
    this.cap =
        new ConnectionCap(
            Math.min(options.limits().connections(), OpenFiles.mostConnections()), this::makeRoom);
    this.unsent = new UnsentTotal(options.limits().unsentBytes());
  }

  /** Counts and limits the connections. */
  ConnectionCap cap() {
    return cap;
  }

  /** What all connections have been answered and their clients have not taken. */
  UnsentTotal unsent() {
    return unsent;
  }

  private void makeRoom(boolean anyway) {
    loops.forEach((eventLoop, loop) -> eventLoop.execute(() -> loop.makeRoom(anyway)));
  }

  HttpHandler handler() {
    return handler;
  }

  HttpLimits limits() {
    return options.limits();
  }

  DateHeader date() {
    return date;
  }

  ConnectionCounters traffic() {
    return options.traffic();
  }

  /** The setup for TLS connections, created for the first one. */
  synchronized TlsSetup tls() throws IOException {
    if (tls == null) {
      tls = new TlsSetup(options.certificate());
    }
    return tls;
  }

  IoLoop loop(EventLoop eventLoop) {
    IoLoop known = loops.get(eventLoop);
    return known != null ? known : loops.computeIfAbsent(eventLoop, e -> new IoLoop(e, this));
  }

  /** Whether connections are to end after the requests in progress. */
  boolean isStopping() {
    return stopping;
  }

  void beginStop() {
    stopping = true;
    loops.forEach((eventLoop, loop) -> eventLoop.execute(loop::stop));
  }

  void abort() {
    loops.forEach((eventLoop, loop) -> eventLoop.execute(loop::abort));
  }
}
