package dev.brume.core.task;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/**
 * Which tasks of a queue may run, and when the others may: an index of ids over the queue's tables.
 * Guarded by the queue's lock. A waiting task costs a small object, whatever its payload.
 */
final class TaskOrder {
  /** The number of deadlines from which outdated ones are removed. */
  private static final int FEW_DEADLINES = 1_000;

  private final LongPredicate exists;
  private final LongUnaryOperator dueMillis;
  private final Map<String, TaskLane> lanes = new HashMap<>();

  /** The independent tasks that are ready or running. */
  private final Set<Long> busy = new HashSet<>();

  private final ArrayDeque<TaskLane> ready = new ArrayDeque<>();

  /** May hold several deadlines of a task: {@link #isCurrent} tells which is current. */
  private PriorityQueue<Deadline> deadlines = new PriorityQueue<>();

  private int sizeToTidyAt = FEW_DEADLINES;

  /** When a task (in a lane, its first task) is due. */
  private record Deadline(long millis, long id, TaskLane lane) implements Comparable<Deadline> {
    @Override
    public int compareTo(Deadline other) {
      int byMillis = Long.compare(millis, other.millis);
      return byMillis != 0 ? byMillis : Long.compare(id, other.id);
    }
  }

  /**
   * @param exists whether the task with an id still exists
   * @param dueMillis when it is due
   */
  TaskOrder(LongPredicate exists, LongUnaryOperator dueMillis) {
    this.exists = exists;
    this.dueMillis = dueMillis;
  }

  /** Adds a task that waits for {@link #collectDue}, even if it is due. */
  void wait(long id, String laneName) {
    if (laneName == null) {
      deadlines.add(new Deadline(dueMillis.applyAsLong(id), id, null));
      return;
    }
    TaskLane lane = lanes.get(laneName);
    if (lane == null) {
      lane = new TaskLane(laneName);
      lanes.put(laneName, lane);
      deadlines.add(new Deadline(dueMillis.applyAsLong(id), id, lane));
    }
    lane.add(id);
  }

  /** Adds an independent task, or another deadline of one, that waits for {@link #collectDue}. */
  void put(long id) {
    if (!busy.contains(id)) {
      addDeadline(new Deadline(dueMillis.applyAsLong(id), id, null));
    }
  }

  /** Adds a task; returns whether it is ready. */
  boolean add(long id, String laneName, long nowMillis) {
    if (laneName == null) {
      return offer(id, nowMillis);
    }
    TaskLane lane = lanes.computeIfAbsent(laneName, TaskLane::new);
    boolean first = lane.isEmpty();
    lane.add(id);
    return first && offer(lane, nowMillis);
  }

  /** Removes a task; returns whether the one after it is ready. */
  boolean removed(long id, String laneName, long nowMillis) {
    TaskLane lane = laneName == null ? null : lanes.get(laneName);
    return lane != null && !lane.busy && lane.first() == id && offer(lane, nowMillis);
  }

  /**
   * Called after an attempt at a lane's first task; returns whether the next attempt is ready.
   *
   * @param again whether the task is to be retried: then it waits for {@link #collectDue}, even if
   *     it is due, so that its changes do not extend the same section without end
   */
  boolean goOn(TaskLane lane, boolean again, long nowMillis) {
    long readyMillis = again ? Long.MIN_VALUE : nowMillis;
    lane.busy = false;
    if (lane.name != null) {
      return offer(lane, readyMillis);
    }
    long id = lane.first();
    busy.remove(id);
    return exists.test(id) && offer(id, readyMillis);
  }

  private boolean offer(long id, long nowMillis) {
    long due = dueMillis.applyAsLong(id);
    if (due > nowMillis) {
      addDeadline(new Deadline(due, id, null));
      return false;
    }
    makeReady(id);
    return true;
  }

  private void makeReady(long id) {
    TaskLane lane = new TaskLane(null);
    lane.add(id);
    lane.busy = true;
    busy.add(id);
    ready.add(lane);
  }

  private boolean offer(TaskLane lane, long nowMillis) {
    skipRemoved(lane);
    if (lane.isEmpty()) {
      lanes.remove(lane.name);
      return false;
    }
    long due = dueMillis.applyAsLong(lane.first());
    if (due > nowMillis) {
      addDeadline(new Deadline(due, lane.first(), lane));
      return false;
    }
    lane.busy = true;
    ready.add(lane);
    return true;
  }

  private void skipRemoved(TaskLane lane) {
    while (!lane.isEmpty() && !exists.test(lane.first())) {
      lane.removeFirst();
    }
  }

  private void addDeadline(Deadline deadline) {
    deadlines.add(deadline);
    if (deadlines.size() > sizeToTidyAt) {
      PriorityQueue<Deadline> current = new PriorityQueue<>();
      Set<Deadline> known = new HashSet<>();
      deadlines.stream().filter(this::isCurrent).filter(known::add).forEach(current::add);
      deadlines = current;
      sizeToTidyAt = Math.max(FEW_DEADLINES, 2 * current.size());
    }
  }

  private boolean isCurrent(Deadline deadline) {
    long id = deadline.id;
    if (!exists.test(id) || dueMillis.applyAsLong(id) != deadline.millis) {
      return false;
    }
    TaskLane lane = deadline.lane;
    return lane == null ? !busy.contains(id) : !lane.busy && !lane.isEmpty() && lane.first() == id;
  }

  /** The first deadline, in milliseconds; {@link Long#MAX_VALUE} if there is none. */
  long nextDeadlineMillis() {
    while (!deadlines.isEmpty() && !isCurrent(deadlines.peek())) {
      deadlines.poll();
    }
    return deadlines.isEmpty() ? Long.MAX_VALUE : deadlines.peek().millis;
  }

  /** Makes at most {@code count} due tasks ready. */
  void collectDue(long nowMillis, int count) {
    int collected = 0;
    while (collected < count && nextDeadlineMillis() <= nowMillis) {
      Deadline deadline = deadlines.poll();
      collected++;
      if (deadline.lane == null) {
        makeReady(deadline.id);
      } else {
        deadline.lane.busy = true;
        ready.add(deadline.lane);
      }
    }
  }

  boolean hasReady() {
    return !ready.isEmpty();
  }

  /** Takes the next ready lane; null if there is none. */
  TaskLane takeReady() {
    return ready.poll();
  }

  /** Whether the first task of a ready lane is to be attempted now: it may have been changed. */
  boolean isDue(TaskLane lane, long nowMillis) {
    return exists.test(lane.first()) && dueMillis.applyAsLong(lane.first()) <= nowMillis;
  }

  /** Puts lanes, which have waited for a place, before all other ready ones. */
  void readyFirst(List<TaskLane> first) {
    for (int i = first.size() - 1; i >= 0; i--) {
      ready.addFirst(first.get(i));
    }
  }
}
