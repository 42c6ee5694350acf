package dev.brume.core.time;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Converts times of the machine's clock to times of a timeline that was frozen or moved.
 * Thread-safe.
 */
final class ClockHistory {
  /**
   * The most changes remembered; before the oldest one the timeline is assumed to have run evenly.
   */
  static final int MAX_CHANGES = 1_000;

  /**
   * A period that lasts until the next one begins.
   *
   * @param machineMillis when it began, by the machine's clock
   * @param millis when it began, by the timeline
   * @param running whether the timeline moves with the machine's clock in it
   */
  private record Stretch(long machineMillis, long millis, boolean running) {
    long at(long machine) {
      return running ? millis + (machine - machineMillis) : millis;
    }
  }

  /** Newest first. */
  private final Deque<Stretch> stretches = new ArrayDeque<>();

  /**
   * Records that from {@code machineMillis} on the timeline runs, or stands still, at {@code
   * millis}.
   */
  synchronized void changed(long machineMillis, long millis, boolean running) {
    stretches.addFirst(new Stretch(machineMillis, millis, running));
    if (stretches.size() > MAX_CHANGES) {
      stretches.removeLast();
    }
  }

  /** Resets the history: the timeline is the machine's clock, and always was. */
  synchronized void forget() {
    stretches.clear();
  }

  /** The time of the timeline when the machine's clock showed {@code machineMillis}. */
  synchronized long momentOf(long machineMillis) {
    for (Iterator<Stretch> each = stretches.iterator(); each.hasNext(); ) {
      Stretch stretch = each.next();
      if (stretch.machineMillis <= machineMillis) {
        return stretch.at(machineMillis);
      }
    }
    return machineMillis;
  }
}
