package dev.brume.core.task;

import java.util.ArrayDeque;

/** Tasks of which only the first may run. Guarded by the queue's lock. */
final class TaskLane {
  /** Null for the lane of an independent task. */
  final String name;

  private final ArrayDeque<Long> ids = new ArrayDeque<>(1);

  /** Whether the first task is ready, waits for a place, or is running. */
  boolean busy;

  /** Where the task last attempted goes; null if there are no destinations. */
  String destination;

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
