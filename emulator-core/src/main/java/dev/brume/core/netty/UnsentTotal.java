package dev.brume.core.netty;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of answers that all connections together hold because their clients have not taken
 * them. While there are too many, the next requests wait, and connections whose clients take
 * nothing are closed. Safe for use by several threads.
 */
final class UnsentTotal {
  private final long mostBytes;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * @param mostBytes how many there may be when a request is handed over, whose answer may be
   *     longer
   */
  UnsentTotal(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  void add(long count) {
    bytes.addAndGet(count);
  }

  boolean isFull() {
    return bytes.get() > mostBytes;
  }
}
