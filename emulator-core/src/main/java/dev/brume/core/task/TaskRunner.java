package dev.brume.core.task;

import dev.brume.core.effect.Outbox;
import dev.brume.core.state.Tables;
import dev.brume.core.time.Timeline;

/**
 * Opens task queues with the server's timeline and outbox.
 *
 * @param timeline determines when tasks are due
 * @param outbox runs them after the engines' locks are released
 */
public record TaskRunner(Timeline timeline, Outbox outbox) {
  /**
   * Opens the queue of {@code owner}, with the tasks that its tables hold; due tasks run soon. Open
   * it once, when the owner is created from its tables, which must happen at every start, restore
   * and import (see {@code RootSpec.hasDeadlines}).
   *
   * @param owner the resource that owns the queue and its tables
   * @param handler executes the tasks
   */
  public <P extends Record> TaskQueue<P> open(
      TaskSpec<P> spec, Tables tables, String owner, TaskHandler<P> handler) {
    TaskQueue<P> queue = new TaskQueue<>(spec, tables, owner, this, handler);
    queue.load();
    return queue;
  }
}
