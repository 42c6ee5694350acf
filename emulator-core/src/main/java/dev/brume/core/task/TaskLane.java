package dev.brume.core.task;

import java.util.ArrayDeque;

/** Tasks of which only the first may run. Guarded by the queue's lock. */
final class TaskLane {
  /** Null for the lane of a task that is independent of others. */
  final String name;

  private final ArrayDeque<Long> ids = new ArrayDeque<>(1);

  /** Whether the first task waits in the ready line or is under way. */
  boolean busy;

  TaskLane(String name) {
    this.name = name;
  }

  void add(long id) {
    ids.add(id);
  }

  boolean isEmpty() {
    return ids.isEmpty();
  }

  long first() {
    return ids.getFirst();
  }

  void removeFirst() {
    ids.removeFirst();
  }
}
