package dev.brume.core.time;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Tasks by key, ordered by deadline, then by scheduling. Not thread-safe. */
final class KeyedTimers {
  private final TreeSet<Timer> ordered = new TreeSet<>();
  private final Map<Object, Timer> byKey = new HashMap<>();
  private long scheduled;

  /** One scheduled task. */
  record Timer(Object key, long deadlineMillis, long sequence, Runnable task)
      implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int byDeadline = Long.compare(deadlineMillis, other.deadlineMillis);
      return byDeadline != 0 ? byDeadline : Long.compare(sequence, other.sequence);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Timer timer && timer.sequence == sequence;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(sequence);
    }
  }

  void add(Object key, long deadlineMillis, Runnable task) {
    Timer timer = new Timer(key, deadlineMillis, scheduled++, task);
    Timer former = byKey.put(key, timer);
    if (former != null) {
      ordered.remove(former);
    }
    ordered.add(timer);
  }

  int size() {
    return ordered.size();
  }

  boolean remove(Object key) {
    Timer timer = byKey.remove(key);
    return timer != null && ordered.remove(timer);
  }

  /** The earliest deadline, or {@link Long#MAX_VALUE} if nothing is scheduled. */
  long nextDeadlineMillis() {
    return ordered.isEmpty() ? Long.MAX_VALUE : ordered.first().deadlineMillis;
  }

  /**
   * Removes the first task whose deadline is not after {@code nowMillis}; null if there is none.
   */
  Timer takeDue(long nowMillis) {
    if (nextDeadlineMillis() > nowMillis) {
      return null;
    }
    Timer timer = ordered.pollFirst();
    byKey.remove(timer.key);
    return timer;
  }
}
