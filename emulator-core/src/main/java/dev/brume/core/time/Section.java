package dev.brume.core.time;

/**
 * Runs the tasks of a timeline: the store's shared section, with the effects drained at its end.
 */
@FunctionalInterface
public interface Section {
  /** Runs the task without a section. */
  Section NONE = Runnable::run;

  /** Runs {@code task} inside the section. */
  void run(Runnable task);
}
