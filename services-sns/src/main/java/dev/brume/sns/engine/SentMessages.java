package dev.brume.sns.engine;

import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The messages sent from a region to phones, devices and mailboxes, which are not actually
 * delivered: the last {@value #CAPACITY} are kept for inspection.
 */
public final class SentMessages {
  /** The most messages kept. */
  public static final int CAPACITY = 10_000;

  private final Object lock = new Object();
  private final Table<Long, SentNotification> messages;
  private long first = Long.MAX_VALUE;
  private long next;

  SentMessages(Tables tables) {
    messages = tables.table(SnsTables.SENT_MESSAGES, SnsTables.REGION);
    messages.forEach(
        (number, message) -> {
          first = Math.min(first, number);
          next = Math.max(next, number + 1);
        });
    first = Math.min(first, next);
  }

  /** Adds a message. */
  public void add(SentNotification message) {
    synchronized (lock) {
      messages.put(next++, message);
      while (messages.size() > CAPACITY) {
        messages.remove(first++);
      }
    }
  }

  /** The messages that match {@code wanted}, in the order of sending. */
  public List<SentNotification> list(Predicate<SentNotification> wanted) {
    synchronized (lock) {
      return new ArrayList<>(find(wanted).values());
    }
  }

  /** Removes the messages that match {@code unwanted}. */
  public void remove(Predicate<SentNotification> unwanted) {
    synchronized (lock) {
      find(unwanted).keySet().forEach(messages::remove);
    }
  }

  private Map<Long, SentNotification> find(Predicate<SentNotification> wanted) {
    Map<Long, SentNotification> found = new TreeMap<>();
    messages.forEach(
        (number, message) -> {
          if (wanted.test(message)) {
            found.put(number, message);
          }
        });
    return found;
  }
}
