package dev.brume.core.state;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * For tests: reports sections of a store that take longer than a limit. Who is in a section holds
 * up a reset, a snapshot and the writing of files, and mostly a resource's lock and an event loop,
 * too. The CPU time of the section's own thread counts, so a busy machine changes nothing. Virtual
 * threads, which have none, are not watched.
 */
public final class SectionWatch {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long limitNanos;
  private final Listener listener;
  private final ThreadLocal<Long> begunNanos = new ThreadLocal<>();

  /** Hears of sections beyond the limit. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A section has ended; called by its thread.
     *
     * @param overlong how long it took, with the stack that it was left by
     */
    void held(IllegalStateException overlong);
  }

  /**
   * @param limit the CPU time that a section may take
   * @param listener called after one that took longer
   */
  public SectionWatch(Duration limit, Listener listener) {
    limitNanos = limit.toNanos();
    this.listener = listener;
  }

  /** This thread has entered its outermost section. */
  void entered() {
    if (!Thread.currentThread().isVirtual()) {
      begunNanos.set(THREADS.getCurrentThreadCpuTime());
    }
  }

  /** This thread has left it. */
  void left() {
    Long begun = begunNanos.get();
    begunNanos.remove();
    if (begun == null) {
      return;
    }
    long taken = THREADS.getCurrentThreadCpuTime() - begun;
    if (taken > limitNanos) {
      listener.held(
          new IllegalStateException(
              "A section of the store took "
                  + Duration.ofNanos(taken).toMillis()
                  + " ms of "
                  + Thread.currentThread().getName()));
    }
  }
}
