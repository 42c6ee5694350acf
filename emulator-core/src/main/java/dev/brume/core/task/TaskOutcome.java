package dev.brume.core.task;

/** The result of one try of a task. */
public sealed interface TaskOutcome {
  /** It has happened. */
  TaskOutcome DONE = new Done();

  /** It has not: try again when the retry policy says so, if it does. */
  TaskOutcome RETRY = new Retry(-1);

  /**
   * It has not, or not wholly: try again after {@code delayMillis}, within the policy's limits, and
   * in a section to come.
   */
  static TaskOutcome retryAfter(long delayMillis) {
    return new Retry(Math.max(0, delayMillis));
  }

  /** It never will: the task ends by {@link TaskHandler#abandoned}. */
  static TaskOutcome abandon(String reason) {
    return new Abandoned(reason);
  }

  /** It has happened. */
  record Done() implements TaskOutcome {}

  /**
   * Try again.
   *
   * @param delayMillis after that long; negative for what the policy says
   */
  record Retry(long delayMillis) implements TaskOutcome {}

  /**
   * It never will happen.
   *
   * @param reason for people and logs
   */
  record Abandoned(String reason) implements TaskOutcome {}
}
