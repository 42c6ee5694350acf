package dev.brume.core.netty;

import dev.brume.core.time.Stopwatch;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the number of open connections. At the limit accepting stops, and the longest-idle
 * connections are closed until there is room. This is logged at most once a minute.
 */
final class ConnectionCap {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontEnd.class);
  private static final long NANOS_BETWEEN_REMARKS = TimeUnit.MINUTES.toNanos(1);

  private final int most;
  private final Consumer<Boolean> makeRoom;
  private final AtomicInteger open = new AtomicInteger();
  private final List<Channel> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong lastRemark =
      new AtomicLong(Stopwatch.SYSTEM.nanos() - NANOS_BETWEEN_REMARKS);
  private volatile boolean reached;

  /**
   * @param most the most connections, slightly exceeded by concurrent accepts
   * @param makeRoom asks all loops to close idle connections while there is no room; with true,
   *     even if there is
   */
  ConnectionCap(int most, Consumer<Boolean> makeRoom) {
    this.most = most;
    this.makeRoom = makeRoom;
  }

  /** Also limits connections accepted by {@code listener}. */
  void add(Channel listener) {
    listeners.add(listener);
    listener.pipeline().addLast(new AcceptFailures());
  }

  List<Channel> listeners() {
    return listeners;
  }

  int open() {
    return open.get();
  }

  /** Whether accepting has stopped. */
  boolean isReached() {
    return reached;
  }

  void opened() {
    if (open.incrementAndGet() >= most) {
      reached = true;
      accept(false);
      if (mayRemark()) {
        LOG.warn(
            "{} connections are open, as many as there can be: those that have been idle for longest"
                + " are closed",
            most);
      }
      makeRoom.accept(false);
    }
  }

  /** Returns the number of open connections. */
  int closed() {
    int left = open.decrementAndGet();
    if (left < most && reached) {
      reached = false;
      accept(true);
    }
    return left;
  }

  private boolean mayRemark() {
    long now = Stopwatch.SYSTEM.nanos();
    long last = lastRemark.get();
    return now - last >= NANOS_BETWEEN_REMARKS && lastRemark.compareAndSet(last, now);
  }

  private void accept(boolean more) {
    // Called on an I/O thread, which must not wait for the thread that stops the front end.
    listeners.forEach(listener -> listener.config().setAutoRead(more));
  }

  /** The system has no file descriptor left for a connection; Netty retries after a second. */
  private final class AcceptFailures extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (mayRemark()) {
        LOG.warn("A connection can't be accepted: {}", cause.toString());
      }
      makeRoom.accept(true);
    }
  }
}
