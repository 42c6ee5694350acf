package dev.brume.core.time;

import java.time.Instant;

/**
 * The one source of time: it owns both the present and the scheduled tasks, so that clock and
 * timers can't disagree. Everything that depends on time receives it by constructor.
 */
public interface Timeline {

  /** The present time in milliseconds since 1970-01-01T00:00:00Z. */
  long nowMillis();

  /** The present time, to the millisecond. */
  default Instant now() {
    return Instant.ofEpochMilli(nowMillis());
  }

  /**
   * Runs {@code task} once when the present reaches {@code deadlineMillis}; at once (but never
   * inside this call) if it has. A later call with an equal key replaces the earlier task. Tasks
   * run in the order of their deadlines, then of their scheduling, each inside the store's shared
   * section, and must not block.
   *
   * @param key identifies the timer; any value with equals and hashCode
   */
  void schedule(Object key, long deadlineMillis, Runnable task);

  /**
   * The time of the timeline when the machine's clock shows {@code machineMillis}, in the past or,
   * if nothing moves the timeline, in the future: converts a client's date that was taken from the
   * machine's clock. The same number if the timeline is the machine's clock.
   */
  default long momentOf(long machineMillis) {
    return machineMillis;
  }

  /** Cancels the task scheduled under {@code key}; returns whether there was one. */
  boolean cancel(Object key);
}
