package dev.brume.testlog;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Captures the log events of one logger that contain given words, from its creation until it is
 * closed. Captured events are not printed. Classes run side by side: an event goes to every capture
 * that it fits, so expect words that only this test provokes where there are such.
 */
public final class ExpectedLog implements AutoCloseable {

  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final List<ExpectedLog> OPEN = new CopyOnWriteArrayList<>();

  private final String logger;
  private final String words;
  private final List<LogEvent> events = new ArrayList<>();
  private final Lock lock = new ReentrantLock();
  private final Condition captured = lock.newCondition();

  private ExpectedLog(String logger, String words) {
    this.logger = logger;
    this.words = words;
  }

  /** Starts to capture what a class logs from level WARN on and what contains the words. */
  public static ExpectedLog of(Class<?> logger, String words) {
    ExpectedLog expected = new ExpectedLog(logger.getName(), words);
    OPEN.add(expected);
    return expected;
  }

  /** Offers an event to all captures; returns whether one took it. */
  static boolean offer(LogEvent event) {
    boolean taken = false;
    for (ExpectedLog expected : OPEN) {
      taken |= expected.take(event);
    }
    return taken;
  }

  private boolean take(LogEvent event) {
    if (!event.logger().equals(logger) || !event.text().contains(words)) {
      return false;
    }
    lock.lock();
    try {
      events.add(event);
      captured.signalAll();
    } finally {
      lock.unlock();
    }
    return true;
  }

  /** What has been captured so far, in order. */
  public List<LogEvent> events() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until at least one event is captured.
   *
   * @return what has been captured, in order
   * @throws AssertionError when nothing is captured within ten seconds
   */
  public List<LogEvent> await() {
    lock.lock();
    try {
      long remaining = PATIENCE_NANOS;
      while (events.isEmpty()) {
        if (remaining <= 0) {
          throw new AssertionError(logger + " has not logged \"" + words + "\"");
        }
        remaining = captured.awaitNanos(remaining);
      }
      return List.copyOf(events);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the log", e);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the capture; later events are printed. */
  @Override
  public void close() {
    OPEN.remove(this);
  }
}
