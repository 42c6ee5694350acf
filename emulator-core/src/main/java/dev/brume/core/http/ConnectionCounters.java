package dev.brume.core.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts the connections of the front end. */
public final class ConnectionCounters {
  private final LongAdder opened = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final List<Lane> lanes = new CopyOnWriteArrayList<>();

  /** Refused requests by status; the front end uses only a few statuses. */
  private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();

  /** The bytes of one thread's connections; only that thread counts. */
  public static final class Lane {
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    private Lane() {}

    public void received(int bytes) {
      received.lazySet(received.getPlain() + bytes);
    }

    public void sent(long bytes) {
      sent.lazySet(sent.getPlain() + bytes);
    }
  }

  /** A counter for a thread that serves connections. */
  public Lane newLane() {
    Lane lane = new Lane();
    lanes.add(lane);
    return lane;
  }

  public void opened() {
    opened.increment();
  }

  public void closed() {
    closed.increment();
  }

  /** Counts an invalid request that the front end answered with {@code status}. */
  public void refused(int status) {
    refused.computeIfAbsent(status, s -> new LongAdder()).increment();
  }

  /** The number of connections opened. */
  public long connectionsOpened() {
    return opened.sum();
  }

  /** The number of connections closed. */
  public long connectionsClosed() {
    return closed.sum();
  }

  /** Bytes received on the wire, including TLS overhead. */
  public long bytesReceived() {
    return lanes.stream().mapToLong(lane -> lane.received.get()).sum();
  }

  /** Bytes sent on the wire, including TLS overhead. */
  public long bytesSent() {
    return lanes.stream().mapToLong(lane -> lane.sent.get()).sum();
  }

  /** The number of refused requests by status. */
  public Map<Integer, Long> refused() {
    Map<Integer, Long> counts = new ConcurrentSkipListMap<>();
    refused.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }
}
