package dev.brume.core.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The common part of both timelines: keyed timers, and stepping from deadline to deadline. */
abstract class AbstractTimeline implements ControllableTimeline {
  private static final Logger LOG = LoggerFactory.getLogger(Timeline.class);

  /** Guards {@link #timers}; never held while a task runs. */
  private final Object timersLock = new Object();

  private final KeyedTimers timers = new KeyedTimers();

  /** Held by the thread that runs tasks, so that they run one after the other. */
  private final ReentrantLock running = new ReentrantLock();

  private final ClockHistory history = new ClockHistory();

  private volatile Section section = Section.NONE;

  /** Makes every later task run in {@code taskSection}. */
  public final void runIn(Section taskSection) {
    section = taskSection;
  }

  @Override
  public final void schedule(Object key, long deadlineMillis, Runnable task) {
    boolean isNext;
    synchronized (timersLock) {
      long former = timers.nextDeadlineMillis();
      timers.add(key, deadlineMillis, task);
      isNext = deadlineMillis < former;
    }
    if (isNext) {
      onEarlierDeadline();
    }
  }

  @Override
  public final boolean cancel(Object key) {
    synchronized (timersLock) {
      return timers.remove(key);
    }
  }

  @Override
  public final int scheduled() {
    synchronized (timersLock) {
      return timers.size();
    }
  }

  @Override
  public final void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("Time can't go back by " + duration.negated());
    }
    holdTasks();
    try {
      moveTo(nowMillis() + duration.toMillis());
    } finally {
      running.unlock();
    }
  }

  @Override
  public final void set(Instant moment) {
    holdTasks();
    try {
      long target = moment.toEpochMilli();
      if (target < nowMillis()) {
        throw new IllegalArgumentException("Time can't go back from " + now() + " to " + moment);
      }
      moveTo(target);
    } finally {
      running.unlock();
    }
  }

  private void holdTasks() {
    if (running.isHeldByCurrentThread()) {
      throw new IllegalStateException("A task can't move the time that it runs in");
    }
    running.lock();
  }

  private void moveTo(long targetMillis) {
    startStepping();
    try {
      for (long next = nextDeadlineMillis(); next <= targetMillis; next = nextDeadlineMillis()) {
        stepTo(Math.max(next, nowMillis()));
        runDue();
      }
      stepTo(targetMillis);
    } finally {
      endStepping();
      noteChange();
    }
  }

  @Override
  public final long momentOf(long machineMillis) {
    return history.momentOf(machineMillis);
  }

  /** Records how the timeline runs from now on. */
  final void noteChange() {
    history.changed(System.currentTimeMillis(), nowMillis(), !isFrozen());
  }

  /** Runs {@code change} while no task runs; then the timeline follows the machine's clock. */
  final void becomeMachineTime(Runnable change) {
    holdTasks();
    try {
      change.run();
      history.forget();
    } finally {
      running.unlock();
    }
  }

  /** Runs everything that is due, unless another thread does; returns whether anything ran. */
  final boolean runDue() {
    running.lock();
    try {
      boolean any = false;
      for (KeyedTimers.Timer timer = takeDue(); timer != null; timer = takeDue()) {
        any = true;
        runTask(timer);
      }
      return any;
    } finally {
      running.unlock();
    }
  }

  private KeyedTimers.Timer takeDue() {
    synchronized (timersLock) {
      return timers.takeDue(nowMillis());
    }
  }

  private void runTask(KeyedTimers.Timer timer) {
    try {
      section.run(timer.task());
    } catch (Throwable failure) {
      LOG.error("A timer failed: {}", timer.key(), failure);
    }
  }

  final long nextDeadlineMillis() {
    synchronized (timersLock) {
      return timers.nextDeadlineMillis();
    }
  }

  /** Until {@link #endStepping} only {@link #stepTo} moves the present. */
  abstract void startStepping();

  abstract void stepTo(long millis);

  abstract void endStepping();

  /** A deadline earlier than all the others was scheduled. */
  abstract void onEarlierDeadline();
}
