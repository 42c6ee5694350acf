package dev.brume.core.netty;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * State shared by the connections of one I/O thread: their list, one clock tick instead of a timer
 * per request, and the buffer for response heads. Only used on its thread.
 */
final class IoLoop {
  private static final long LONGEST_TICK_MILLIS = 1_000;
  private static final long SHORTEST_TICK_MILLIS = 10;
  private static final int TICKS_PER_LIMIT = 8;

  /** A client that has just connected or received a response is about to send a request. */
  private static final long SHORTEST_IDLE_MILLIS = 1_000;

  private static final int CONNECTIONS_PER_ROOM = 32;

  /**
   * Where all connections together hold too much, a client may take nothing for this part only of
   * the time that it has otherwise.
   */
  private static final int STUCK_PART = 30;

  private final EventLoop loop;
  private final FrontEndContext front;
  private final long tickMillis;
  private final List<Connection> connections = new ArrayList<>();
  private final ResponseHead head;
  private final NameCache names = new NameCache();
  private final TrafficCounter counter;
  private long now;
  private Future<?> ticking;

  IoLoop(EventLoop loop, FrontEndContext front) {
    this.loop = loop;
    this.front = front;
    this.head = new ResponseHead(front.date());
    this.counter = new TrafficCounter(front.traffic().newLane());
    long shortest = front.limits().idleMillis();
    shortest = Math.min(shortest, front.limits().headMillis());
    shortest = Math.min(shortest, front.limits().bodyIdleMillis());
    shortest = Math.min(shortest, front.limits().lingerMillis());
    this.tickMillis =
        Math.clamp(shortest / TICKS_PER_LIMIT, SHORTEST_TICK_MILLIS, LONGEST_TICK_MILLIS);
  }

  EventLoop eventLoop() {
    return loop;
  }

  ResponseHead head() {
    return head;
  }

  /** Counts the bytes of every connection. */
  TrafficCounter counter() {
    return counter;
  }

  NameCache names() {
    return names;
  }

  /**
   * The loop's clock in milliseconds, to the precision of a tick; it stands still while the loop
   * sleeps.
   */
  long nowMillis() {
    return now;
  }

  void add(Connection connection) {
    connection.index(connections.size());
    connections.add(connection);
    if (ticking == null) {
      ticking =
          loop.scheduleWithFixedDelay(this::tick, tickMillis, tickMillis, TimeUnit.MILLISECONDS);
    }
    if (front.isStopping()) {
      connection.stop();
    }
  }

  void remove(Connection connection) {
    int index = connection.index();
    Connection last = connections.removeLast();
    if (last != connection) {
      connections.set(index, last);
      last.index(index);
    }
    if (connections.isEmpty() && ticking != null) {
      ticking.cancel(false);
      ticking = null;
    }
  }

  /** Asks every connection to end after the requests in progress. */
  void stop() {
    for (Connection connection : List.copyOf(connections)) {
      connection.stop();
    }
  }

  /**
   * Closes every connection at once. The close request bypasses the protocols' handlers: HTTP/2's
   * would close in a task of its own, which an ending loop may not run any more.
   */
  void abort() {
    for (Connection connection : List.copyOf(connections)) {
      connection.channel().pipeline().firstContext().close();
    }
  }

  /**
   * Closes the longest-idle connections: a fixed share, at least one.
   *
   * @param anyway whether to do so even if the number of connections leaves room
   */
  void makeRoom(boolean anyway) {
    if (!anyway && !front.cap().isReached()) {
      return;
    }
    List<Connection> idle = new ArrayList<>();
    for (Connection connection : connections) {
      if (connection.isIdleFor(SHORTEST_IDLE_MILLIS, now)) {
        idle.add(connection);
      }
    }
    idle.sort(Comparator.comparingLong(Connection::idleSince));
    int closed = Math.min(idle.size(), 1 + connections.size() / CONNECTIONS_PER_ROOM);
    for (Connection connection : idle.subList(0, closed)) {
      connection.channel().close();
    }
  }

  /** Closes those whose clients take nothing, while all together hold too much. */
  private void closeStuck() {
    if (!front.unsent().isFull()) {
      return;
    }
    long most = front.limits().bodyIdleMillis() / STUCK_PART;
    for (Connection connection : List.copyOf(connections)) {
      if (connection.unsent().stuckMillis(now) >= most) {
        connection.channel().close();
      }
    }
  }

  private void tick() {
    now += tickMillis;
    makeRoom(false);
    closeStuck();
    for (int i = connections.size() - 1; i >= 0; i--) {
      // A closing connection removes itself and moves the last one into its place.
      if (i < connections.size()) {
        connections.get(i).tick(now);
      }
    }
  }
}
