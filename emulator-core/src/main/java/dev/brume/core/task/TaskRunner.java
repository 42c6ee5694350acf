package dev.brume.core.task;

import dev.brume.core.effect.Outbox;
import dev.brume.core.state.Tables;
import dev.brume.core.time.Timeline;

/**
 * Provides what durable work needs to run: the server's time and outbox.
 *
 * @param timeline tells when tasks are due
 * @param outbox runs them after the engines' locks are released
 */
public record TaskRunner(Timeline timeline, Outbox outbox) {
  /**
   * Opens the queue of {@code owner}, with the tasks that its tables hold; those that are due run
   * soon. To be opened once, by whoever makes the owner from its tables, which must be at every
   * start, restore and import (see {@code RootSpec.hasDeadlines}).
   *
   * @param owner the resource that it belongs to, as it owns its tables
   * @param handler does the tasks
   */
  public <P extends Record> TaskQueue<P> open(
      TaskSpec<P> spec, Tables tables, String owner, TaskHandler<P> handler) {
    TaskQueue<P> queue = new TaskQueue<>(spec, tables, owner, this, handler);
    queue.load();
    return queue;
  }
}
