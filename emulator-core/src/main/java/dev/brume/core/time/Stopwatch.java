package dev.brume.core.time;

/**
 * Measures durations on this machine. It also runs while a {@link Timeline} stands still, so it is
 * only for reported durations, and nothing may depend on it.
 */
@FunctionalInterface
public interface Stopwatch {
  /** The machine's own. */
  Stopwatch SYSTEM = System::nanoTime;

  /** Nanoseconds since an arbitrary origin: only differences are meaningful. */
  long nanos();

  /** The machine's clock, in milliseconds since 1970, whatever the timeline's time. */
  default long machineMillis() {
    return System.currentTimeMillis();
  }
}
