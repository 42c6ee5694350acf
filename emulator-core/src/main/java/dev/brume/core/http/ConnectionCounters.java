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

  /** By status; the front end knows a handful of them. */
  private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();

  /** The bytes of the connections that one thread serves; only that thread counts. */
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

  /** A lane for a thread that serves connections. */
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

  /** A request was answered with {@code status} by the front end itself: it was no valid one. */
  public void refused(int status) {
    refused.computeIfAbsent(status, s -> new LongAdder()).increment();
  }

  /** How many connections there have been. */
  public long connectionsOpened() {
    return opened.sum();
  }

  /** How many of them have come to their end. */
  public long connectionsClosed() {
    return closed.sum();
  }

  /** Bytes that came in, as they were on the wire: encrypted ones too. */
  public long bytesReceived() {
    return lanes.stream().mapToLong(lane -> lane.received.get()).sum();
  }

  /** Bytes that went out, as on the wire. */
  public long bytesSent() {
    return lanes.stream().mapToLong(lane -> lane.sent.get()).sum();
  }

  /** How many requests were refused, by status. */
  public Map<Integer, Long> refused() {
    Map<Integer, Long> counts = new ConcurrentSkipListMap<>();
    refused.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }
}
