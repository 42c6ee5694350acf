package dev.brume.core.time;

/**
 * The machine's clock, for timestamps that other processes compare with their own clock, such as
 * deadlines of functions. The emulator itself uses its {@link Timeline}.
 */
@FunctionalInterface
public interface MachineClock {
  /** The machine's own. */
  MachineClock SYSTEM = System::currentTimeMillis;

  /** Milliseconds since 1970. */
  long millis();
}
