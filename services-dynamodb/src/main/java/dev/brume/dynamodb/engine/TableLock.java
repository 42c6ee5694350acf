package dev.brume.dynamodb.engine;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock of a table: its own, or one that it shares with its strongly consistent replicas, which
 * it may come to and leave again.
 */
final class TableLock {
  private final ReentrantLock own = new ReentrantLock();
  private volatile ReentrantLock current;

  /** A lock that is {@code shared} at first; a lock of one's own where that is null. */
  TableLock(ReentrantLock shared) {
    current = shared == null ? own : shared;
  }

  void lock() {
    while (true) {
      ReentrantLock taken = current;
      taken.lock();
      if (taken == current) {
        return;
      }
      taken.unlock();
    }
  }

  void unlock() {
    current.unlock();
  }

  /**
   * Goes over to {@code shared}, or to a lock of one's own where that is null. Call with the lock
   * taken, once; so is the new one then.
   */
  void change(ReentrantLock shared) {
    ReentrantLock before = current;
    ReentrantLock after = shared == null ? own : shared;
    if (before != after) {
      after.lock();
      current = after;
      before.unlock();
    }
  }
}
