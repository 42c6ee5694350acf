package dev.brume.core.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The machine's time, which can be frozen and advanced. One daemon thread, started with the first
 * timer, runs due tasks.
 */
public final class SystemTimeline extends AbstractTimeline implements AutoCloseable {
  private static final long NOT_FROZEN = Long.MIN_VALUE;

  private final ReentrantLock wakeLock = new ReentrantLock();
  private final Condition earlier = wakeLock.newCondition();
  private Thread thread;
  private boolean closed;
  private boolean woken;

  private volatile long offsetMillis;
  private volatile long frozenMillis = NOT_FROZEN;
  private boolean frozenBeforeStepping;

  @Override
  public long nowMillis() {
    long frozen = frozenMillis;
    return frozen != NOT_FROZEN ? frozen : System.currentTimeMillis() + offsetMillis;
  }

  @Override
  public boolean isFrozen() {
    return frozenMillis != NOT_FROZEN;
  }

  @Override
  public void freeze() {
    if (!isFrozen()) {
      frozenMillis = nowMillis();
      noteChange();
    }
  }

  @Override
  public void unfreeze() {
    if (isFrozen()) {
      runOn();
      noteChange();
    }
  }

  private void runOn() {
    offsetMillis = frozenMillis - System.currentTimeMillis();
    frozenMillis = NOT_FROZEN;
    wake();
  }

  @Override
  public boolean returnToMachineTime() {
    if (!isFrozen() && offsetMillis == 0) {
      return false;
    }
    becomeMachineTime(
        () -> {
          offsetMillis = 0;
          frozenMillis = NOT_FROZEN;
        });
    wake();
    return true;
  }

  @Override
  void startStepping() {
    frozenBeforeStepping = isFrozen();
    frozenMillis = nowMillis();
  }

  @Override
  void stepTo(long millis) {
    frozenMillis = millis;
  }

  @Override
  void endStepping() {
    if (!frozenBeforeStepping) {
      runOn();
    }
  }

  @Override
  void onEarlierDeadline() {
    wake();
  }

  private void wake() {
    wakeLock.lock();
    try {
      if (thread == null && !closed) {
        thread = new Thread(this::runTimers, "brume-timeline");
        thread.setDaemon(true);
        thread.start();
      }
      woken = true;
      earlier.signal();
    } finally {
      wakeLock.unlock();
    }
  }

  private void runTimers() {
    while (awaitDeadline()) {
      runDue();
    }
  }

  /** Waits until a task is due; false when the timeline was closed. */
  private boolean awaitDeadline() {
    wakeLock.lock();
    try {
      while (!closed) {
        woken = false;
        long waitMillis = millisToNextDeadline();
        if (waitMillis <= 0) {
          return true;
        }
        awaitWake(waitMillis);
      }
      return false;
    } finally {
      wakeLock.unlock();
    }
  }

  private long millisToNextDeadline() {
    long next = nextDeadlineMillis();
    long now = nowMillis();
    if (next <= now) {
      return 0;
    }
    return next == Long.MAX_VALUE || isFrozen() ? Long.MAX_VALUE : next - now;
  }

  private void awaitWake(long waitMillis) {
    try {
      if (!woken) {
        // The machine's clock may jump: check at least once per second.
        long boundedMillis = Math.min(waitMillis, 1_000);
        if (waitMillis == Long.MAX_VALUE) {
          earlier.await();
        } else {
          earlier.await(boundedMillis, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** Stops the thread; remaining timers never run. */
  @Override
  public void close() {
    wakeLock.lock();
    try {
      closed = true;
      earlier.signal();
    } finally {
      wakeLock.unlock();
    }
  }
}
