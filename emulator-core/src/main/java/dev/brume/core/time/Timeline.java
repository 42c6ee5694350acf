package dev.brume.core.time;

import java.time.Instant;

/**
 * The one source of time: it owns both the present moment and what is to happen at later ones, so
 * that clock and timers can't disagree. Everything that depends on time takes it by constructor.
 */
public interface Timeline {

  /** The present moment in milliseconds since 1970-01-01T00:00:00Z. */
  long nowMillis();

  /** The present moment, in milliseconds' precision. */
  default Instant now() {
    return Instant.ofEpochMilli(nowMillis());
  }

  /**
   * Runs {@code task} once when the present reaches {@code deadlineMillis}; at once (but never
   * inside this call) where it has. A later call with an equal key replaces what an earlier one
   * scheduled. Tasks run in the order of their deadlines, then of their scheduling, each inside the
   * store's shared section, and must not block.
   *
   * @param key what the timer is about; any value with equals and hashCode
   */
  void schedule(Object key, long deadlineMillis, Runnable task);

  /**
   * The moment that was (or will be, if nothing moves it) the present when the machine's clock
   * shows {@code machineMillis}: what a client's date means that was taken from the machine's clock
   * while the timeline was elsewhere. The same number where the timeline is the machine's clock.
   */
  default long momentOf(long machineMillis) {
    return machineMillis;
  }

  /** Forgets what was scheduled under {@code key}; returns whether something was. */
  boolean cancel(Object key);
}
