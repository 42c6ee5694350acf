package dev.brume.core.state;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The lock of a store's sections: requests share it, and whatever replaces state runs alone. The
 * journal writes the changes of each section as one group.
 */
final class SectionLock {
  /** The longest time that sections are held up for the store to become idle. */
  private static final long REST_MILLIS = 5;

  /** How often it is looked whether no section is running. */
  private static final long GLANCE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** After so many looks at sections that overlap, new ones are held up briefly. */
  private static final int GLANCES_BEFORE_REST = 50;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /** Null if nothing is persisted. */
  private final Journal journal;

  /** Null but in tests. */
  private SectionWatch watch;

  SectionLock(Journal journal) {
    this.journal = journal;
  }

  /** Has sections watched from now on. For tests, before the store is used. */
  void watchedBy(SectionWatch newWatch) {
    watch = newWatch;
  }

  /** Enters a shared section; the calling thread may be in one. */
  void enter() {
    lock.readLock().lock();
    if (watch != null && lock.getReadHoldCount() == 1) {
      watch.entered();
    }
    if (journal != null && lock.getReadHoldCount() == 1) {
      journal.beginSection();
    }
  }

  /** Leaves it. */
  void exit() {
    if (journal != null && lock.getReadHoldCount() == 1) {
      journal.endSection();
    }
    boolean watched = watch != null && lock.getReadHoldCount() == 1;
    lock.readLock().unlock();
    if (watched) {
      watch.left();
    }
  }

  /** Runs {@code action} while no shared section is running. */
  void alone(Runnable action) {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException("Inside a shared section: this must run alone");
    }
    lock.writeLock().lock();
    try {
      action.run();
    } finally {
      if (journal != null) {
        journal.endSection();
      }
      lock.writeLock().unlock();
    }
  }

  /** Whether the calling thread is in a shared or exclusive section. */
  boolean isInside() {
    return lock.getReadHoldCount() > 0 || lock.isWriteLockedByCurrentThread();
  }

  /** The number of running shared sections. */
  int running() {
    return lock.getReadLockCount();
  }

  /** Returns when no section is running; new ones are held up until then. */
  void awaitRest() {
    lock.writeLock().lock();
    lock.writeLock().unlock();
  }

  /** Returns after a moment in which no section was running; hardly ever holds up new ones. */
  void awaitGap() {
    int glances = 1;
    while (!isResting() && (glances % GLANCES_BEFORE_REST != 0 || !rest())) {
      glances++;
      LockSupport.parkNanos(GLANCE_PAUSE_NANOS);
    }
  }

  /** Whether no section is running; holds up nobody. */
  private boolean isResting() {
    boolean resting = lock.writeLock().tryLock();
    if (resting) {
      lock.writeLock().unlock();
    }
    return resting;
  }

  /**
   * Waits briefly until no section is running. New ones are held up meanwhile, so it gives up if a
   * section takes long: others must not wait for that one.
   *
   * @return whether no section was running
   */
  boolean rest() {
    try {
      if (!lock.writeLock().tryLock(REST_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    lock.writeLock().unlock();
    return true;
  }
}
