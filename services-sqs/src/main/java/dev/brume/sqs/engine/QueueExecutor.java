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
 * queue is gone. What a call causes outside of the queue is done after the lock is released.
 */
final class QueueExecutor {
  private final Object lock = new Object();
  private final Timeline timeline;
  private final Consumer<Turn> before;
  private final Consumer<Turn> after;
  private boolean gone;

  /** The turn that has the lock. */
  private Turn current;

  /** One call: its moment, and what is to happen when the lock is released. */
  static final class Turn {
    final long nowMillis;
    private final List<Runnable> afterwards = new ArrayList<>(0);

    private Turn(long nowMillis) {
      this.nowMillis = nowMillis;
    }

    /** Has {@code action} run without the lock, but in the section of the turn. */
    void afterwards(Runnable action) {
      afterwards.add(action);
    }

    /** The same before all that is to run. */
    void firstAfterwards(Runnable action) {
      afterwards.addFirst(action);
    }

    private void end() {
      afterwards.forEach(Runnable::run);
    }
  }

  /**
   * @param before begins each turn: makes true what time has brought about
   * @param after ends each turn: serves the consumers that wait
   */
  QueueExecutor(Timeline timeline, Consumer<Turn> before, Consumer<Turn> after) {
    this.timeline = timeline;
    this.before = before;
    this.after = after;
  }

  /**
   * Runs a call of a client.
   *
   * @throws AwsError QueueDoesNotExist where the queue is gone
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

  /** Runs what no client calls for at this moment; returns false where the queue is gone. */
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

  /** The turn that has the lock, for what it calls. */
  Turn current() {
    return current;
  }

  /** Does something under the lock that is no turn. */
  <T> T locked(Supplier<T> action) {
    synchronized (lock) {
      return action.get();
    }
  }

  /** Ends the queue: there are no more turns after {@code last}, which runs under the lock. */
  <T> T end(Supplier<T> last) {
    synchronized (lock) {
      gone = true;
      return last.get();
    }
  }
}
