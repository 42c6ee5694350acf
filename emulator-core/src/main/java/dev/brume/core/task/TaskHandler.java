package dev.brume.core.task;

import java.util.concurrent.CompletionStage;

/** Executes the tasks of one queue. */
@FunctionalInterface
public interface TaskHandler<P extends Record> {
  /**
   * Tries to do a task. Called inside a section of the store, with no engine's lock held; must not
   * block. What it changes is written in one group with the end of the task where the stage is
   * complete on return, or where it goes on by {@link Task#then}; else the task is at risk of
   * happening twice, if the process is killed in between. What it throws, and a failed stage, are
   * logged and count as {@link TaskOutcome#RETRY}.
   */
  CompletionStage<TaskOutcome> run(Task<P> task);

  /**
   * A task has come to its end without having happened: the place to put it into a dead-letter
   * queue. Called in a section, after the task is gone from the queue and before the next of its
   * lane is tried. The task is dropped unless this does something.
   *
   * @param reason why, for people and logs
   */
  default void abandoned(Task<P> task, String reason) {}
}
