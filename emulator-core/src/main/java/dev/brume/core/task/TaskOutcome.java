package dev.brume.core.task;

/** The result of one attempt at a task. */
public sealed interface TaskOutcome {
  /** It succeeded. */
  TaskOutcome DONE = new Done();

  /** It failed: retry if the retry policy permits. */
  TaskOutcome RETRY = new Retry(-1);

  /**
   * It failed or is incomplete: retry after {@code delayMillis}, within the policy's limits, and in
   * a later section.
   */
  static TaskOutcome retryAfter(long delayMillis) {
    return new Retry(Math.max(0, delayMillis));
  }

  /** It can't succeed: the task ends with {@link TaskHandler#abandoned}. */
  static TaskOutcome abandon(String reason) {
    return new Abandoned(reason);
  }

  /** It succeeded. */
  record Done() implements TaskOutcome {}

  /**
   * Retry.
   *
   * @param delayMillis the delay; negative for the policy's delay
   */
  record Retry(long delayMillis) implements TaskOutcome {}

  /**
   * It can't succeed.
   *
   * @param reason for people and logs
   */
  record Abandoned(String reason) implements TaskOutcome {}
}
