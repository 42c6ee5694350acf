package dev.brume.core.time;

/**
 * Measures how long something takes on this machine. It runs on while a {@link Timeline} stands
 * still, so it is for what people are told of the emulator's speed, and nothing may depend on it.
 */
@FunctionalInterface
public interface Stopwatch {
  /** The machine's own. */
  Stopwatch SYSTEM = System::nanoTime;

  /** Nanoseconds since a moment that means nothing: only differences count. */
  long nanos();

  /** The machine's clock, in milliseconds since 1970, wherever the timeline is. */
  default long machineMillis() {
    return System.currentTimeMillis();
  }
}
