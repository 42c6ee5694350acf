package dev.brume.core.task;

import java.util.concurrent.CompletionStage;

/** Executes the tasks of one queue. */
@FunctionalInterface
public interface TaskHandler<P extends Record> {
  /**
   * Attempts a task. Called inside a section of the store, with no engine's lock held; must not
   * block. Its changes are written in one group with the end of the task if the returned stage is
   * complete on return, or if it continues by {@link Task#then}; otherwise the task may run twice,
   * if the process is killed in between. Exceptions and failed stages are logged and count as
   * {@link TaskOutcome#RETRY}.
   */
  CompletionStage<TaskOutcome> run(Task<P> task);

  /**
   * Called when a task ends without success, for example to send it to a dead-letter queue. Called
   * in a section, after the task has left the queue and before the next of its lane is attempted.
   * By default the task is dropped.
   *
   * @param reason the reason, for people and logs
   */
  default void abandoned(Task<P> task, String reason) {}
}
