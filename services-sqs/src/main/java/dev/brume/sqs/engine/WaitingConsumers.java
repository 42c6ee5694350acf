package dev.brume.sqs.engine;

import dev.brume.core.time.Timeline;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The consumers that wait at a queue, in order of arrival, with their deadlines and the one timer
 * that wakes the queue when its next message becomes visible by itself. Guarded by the queue's
 * lock.
 */
final class WaitingConsumers {
  private final Timeline timeline;
  private final Runnable onAlarm;
  private final Consumer<WaitingConsumer> onDeadline;
  private final Set<WaitingConsumer> waiters = new LinkedHashSet<>();
  private final Set<Runnable> watchers = new LinkedHashSet<>(0);
  private long alarmMillis = Long.MAX_VALUE;

  WaitingConsumers(Timeline timeline, Runnable onAlarm, Consumer<WaitingConsumer> onDeadline) {
    this.timeline = timeline;
    this.onAlarm = onAlarm;
    this.onDeadline = onDeadline;
  }

  void add(WaitingConsumer waitingConsumer) {
    waiters.add(waitingConsumer);
    timeline.schedule(
        waitingConsumer, waitingConsumer.deadlineMillis, () -> onDeadline.accept(waitingConsumer));
  }

  /** The consumer that has waited longest, or null. */
  WaitingConsumer first() {
    return waiters.isEmpty() ? null : waiters.iterator().next();
  }

  /** Removes and returns all waiting consumers. */
  List<WaitingConsumer> dismiss() {
    List<WaitingConsumer> waiting = List.copyOf(waiters);
    waiting.forEach(this::remove);
    return waiting;
  }

  /** Returns whether the consumer was waiting. */
  boolean remove(WaitingConsumer waitingConsumer) {
    boolean waited = waiters.remove(waitingConsumer);
    if (waited) {
      timeline.cancel(waitingConsumer);
    }
    return waited;
  }

  /** Calls {@code watcher} once when there is a message; returns whether it is new. */
  boolean watch(Runnable watcher) {
    return watchers.add(watcher);
  }

  void forget(Runnable watcher) {
    watchers.remove(watcher);
  }

  boolean isWatched() {
    return !watchers.isEmpty();
  }

  /** The watchers to call now. */
  List<Runnable> takeWatchers() {
    List<Runnable> taken = List.copyOf(watchers);
    watchers.clear();
    return taken;
  }

  /** Sets the timer to {@code nextMillis} while there are waiting consumers. */
  void setAlarm(long nextMillis) {
    long millis = waiters.isEmpty() && watchers.isEmpty() ? Long.MAX_VALUE : nextMillis;
    if (millis == alarmMillis) {
      return;
    }
    alarmMillis = millis;
    if (millis == Long.MAX_VALUE) {
      timeline.cancel(this);
    } else {
      timeline.schedule(this, millis, onAlarm);
    }
  }

  /** The timer has fired: it is set again. */
  void alarmRang() {
    alarmMillis = Long.MAX_VALUE;
  }

  /** Removes and returns all consumers. */
  List<WaitingConsumer> dissolve() {
    List<WaitingConsumer> waiting = List.copyOf(waiters);
    waiters.clear();
    watchers.clear();
    waiting.forEach(timeline::cancel);
    timeline.cancel(this);
    return waiting;
  }
}
