package dev.brume.sqs.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs the calls of a queue one after the other, each as one turn under the queue's lock, until the
 * queue is deleted. The outside effects of a call run after the lock is released.
 */
final class QueueExecutor {
  private final Object lock = new Object();
  private final Timeline timeline;
  private final Consumer<Turn> before;
  private final Consumer<Turn> after;
  private boolean gone;

  /** The turn that holds the lock. */
  private Turn current;

  /** One call: its time, and the actions to run after the lock is released. */
  static final class Turn {
    final long nowMillis;
    private final List<Runnable> afterwards = new ArrayList<>(0);

    private Turn(long nowMillis) {
      this.nowMillis = nowMillis;
    }

    /** Runs {@code action} without the lock, but in the section of the turn. */
    void afterwards(Runnable action) {
      afterwards.add(action);
    }

    /** The same, before all other actions. */
    void firstAfterwards(Runnable action) {
      afterwards.addFirst(action);
    }

    private void end() {
      afterwards.forEach(Runnable::run);
    }
  }

  /**
   * @param before begins each turn: applies everything that is due
   * @param after ends each turn: serves the waiting consumers
   */
  QueueExecutor(Timeline timeline, Consumer<Turn> before, Consumer<Turn> after) {
    this.timeline = timeline;
    this.before = before;
    this.after = after;
  }

  /**
   * Runs a call of a client.
   *
   * @throws AwsError QueueDoesNotExist if the queue is deleted
   */
  <T> T run(Function<Turn, T> call) {
    Turn turn = null;
    try {
      synchronized (lock) {
        if (gone) {
          throw QueueErrors.queueDoesNotExist();
        }
        turn = begin();
        T result = call.apply(turn);
        after.accept(turn);
        return result;
      }
    } finally {
      if (turn != null) {
        turn.end();
      }
    }
  }

  /** Runs work that no client called for; returns false if the queue is deleted. */
  boolean runUnlessGone(Consumer<Turn> call) {
    Turn turn;
    synchronized (lock) {
      if (gone) {
        return false;
      }
      turn = begin();
      call.accept(turn);
      after.accept(turn);
    }
    turn.end();
    return true;
  }

  private Turn begin() {
    Turn turn = new Turn(timeline.nowMillis());
    current = turn;
    before.accept(turn);
    return turn;
  }

  /** The turn that holds the lock, for code that it calls. */
  Turn current() {
    return current;
  }

  /** Runs an action under the lock that is not a turn. */
  <T> T locked(Supplier<T> action) {
    synchronized (lock) {
      return action.get();
    }
  }

  /** Ends the queue: no turn follows {@code last}, which runs under the lock. */
  <T> T end(Supplier<T> last) {
    synchronized (lock) {
      gone = true;
      return last.get();
    }
  }
}
