package dev.brume.core.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What the front end counts of its connections. */
public final class Traffic {
  private final LongAdder opened = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();

  /** By status; the front end knows a handful of them. */
  private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();

  public void opened() {
    opened.increment();
  }

  public void closed() {
    closed.increment();
  }

  public void received(int bytes) {
    received.add(bytes);
  }

  public void sent(int bytes) {
    sent.add(bytes);
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
    return received.sum();
  }

  /** Bytes that went out, as on the wire. */
  public long bytesSent() {
    return sent.sum();
  }

  /** How many requests were refused, by status. */
  public Map<Integer, Long> refused() {
    Map<Integer, Long> counts = new ConcurrentSkipListMap<>();
    refused.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }
}
