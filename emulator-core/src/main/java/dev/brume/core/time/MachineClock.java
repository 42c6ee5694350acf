package dev.brume.core.time;

/**
 * The machine's clock, which other processes look at too. It is for what is told to these, such as
 * deadlines of functions; the emulator itself lives on its {@link Timeline}.
 */
@FunctionalInterface
public interface MachineClock {
  /** The machine's own. */
  MachineClock SYSTEM = System::currentTimeMillis;

  /** Milliseconds since 1970. */
  long millis();
}
