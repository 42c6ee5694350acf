package dev.brume.sqs.engine;

import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.sqs.engine.StoredMessage.State;
import java.util.Comparator;
import java.util.List;

/**
 * The messages of one queue with indexes that make every step O(log n): by ordinal, by the time of
 * becoming visible, by age, and in delivery order. The tables are the source of truth; the indexes
 * are rebuilt from them and the present time. Guarded by the queue's lock.
 */
final class QueueContents {
  private final Table<Long, Message> messages;
  private final Table<Long, Delivery> deliveries;
  private final MessagesByOrdinal byOrdinal = new MessagesByOrdinal();
  private final boolean fifo;
  private ByDue byDue = new ByDue();
  private ByAge byAge = new ByAge();
  private MessageOrder messageOrder;
  private int delayed;
  private int inFlight;
  private long queueDelayMillis;

  /** Loads the tables of {@code queue}. */
  QueueContents(Tables tables, QueueRecord queue, long nowMillis) {
    messages = tables.table(SqsTables.MESSAGES, queue.identity());
    deliveries = tables.table(SqsTables.DELIVERIES, queue.identity());
    fifo = queue.isFifo();
    messageOrder = newLineup();
    queueDelayMillis = queue.attributes().delaySeconds() * 1000L;
    messages.forEach((ordinal, message) -> load(ordinal, message, nowMillis));
  }

  private MessageOrder newLineup() {
    return fifo ? new FifoMessageOrder() : new StandardMessageOrder(this::inFlight);
  }

  private void load(long ordinal, Message message, long nowMillis) {
    StoredMessage stored = new StoredMessage(ordinal, message, deliveries.get(ordinal));
    byOrdinal.put(stored);
    byAge.add(stored);
    place(stored, nowMillis);
  }

  /** Adds a new message; {@code delivery} holds its receives in other queues, or is null. */
  void add(long ordinal, Message message, Delivery delivery, long nowMillis) {
    messages.put(ordinal, message);
    if (delivery != null) {
      deliveries.put(ordinal, delivery);
    }
    load(ordinal, message, nowMillis);
  }

  /** The message, or null. */
  StoredMessage get(long ordinal) {
    return byOrdinal.get(ordinal);
  }

  /** Deletes a message permanently. */
  void delete(StoredMessage message) {
    if (message.group != null) {
      withdraw(message);
    }
    byAge.remove(message);
    byOrdinal.remove(message.ordinal);
    messages.remove(message.ordinal);
    deliveries.remove(message.ordinal);
  }

  /** Deletes all messages. */
  void clear() {
    messages.clear();
    deliveries.clear();
    byOrdinal.clear();
    byDue = new ByDue();
    byAge = new ByAge();
    messageOrder = newLineup();
    delayed = 0;
    inFlight = 0;
  }

  /** Removes a message from the delivery order; {@link #place} adds it again. */
  void withdraw(StoredMessage message) {
    messageOrder.leave(message);
    if (byDue.contains(message)) {
      byDue.remove(message);
    }
    count(message.state, -1);
  }

  /** Adds a message at its present position. */
  void place(StoredMessage message, long nowMillis) {
    message.dueMillis = dueMillis(message);
    message.state = stateAt(message, nowMillis);
    count(message.state, 1);
    if (message.state != State.VISIBLE) {
      byDue.add(message);
    }
    messageOrder.enter(message);
  }

  private long dueMillis(StoredMessage stored) {
    if (stored.delivery != null) {
      return stored.delivery.visibleAtMillis();
    }
    Message message = stored.message;
    return message.delaySeconds() == Message.DELAY_OF_QUEUE
        ? message.sentMillis() + queueDelayMillis
        : message.sentMillis() + message.delaySeconds() * 1000L;
  }

  private static State stateAt(StoredMessage message, long nowMillis) {
    if (message.dueMillis <= nowMillis) {
      return State.VISIBLE;
    }
    return message.delivery == null ? State.DELAYED : State.IN_FLIGHT;
  }

  private void count(State state, int change) {
    switch (state) {
      case DELAYED -> delayed += change;
      case IN_FLIGHT -> inFlight += change;
      case VISIBLE -> {}
    }
  }

  /** Stores a receive or a change of visibility of a withdrawn message, and places it. */
  void deliver(StoredMessage message, Delivery delivery, long nowMillis) {
    message.delivery = delivery;
    deliveries.put(message.ordinal, delivery);
    place(message, nowMillis);
  }

  /** Makes due messages visible. */
  void settle(long nowMillis) {
    while (!byDue.isEmpty() && byDue.head().dueMillis <= nowMillis) {
      StoredMessage message = byDue.head();
      withdraw(message);
      place(message, nowMillis);
    }
  }

  /** Deletes the messages sent at {@code sentMillis} or before. */
  void expire(long sentMillis) {
    while (!byAge.isEmpty() && byAge.head().message.sentMillis() <= sentMillis) {
      delete(byAge.head());
    }
  }

  /** Applies a FIFO queue's changed delay to all messages that were never received. */
  void setQueueDelay(int delaySeconds, long nowMillis) {
    if (queueDelayMillis == delaySeconds * 1000L) {
      return;
    }
    queueDelayMillis = delaySeconds * 1000L;
    for (StoredMessage message : byOrdinal.all()) {
      if (message.message.delaySeconds() == Message.DELAY_OF_QUEUE && message.delivery == null) {
        withdraw(message);
        place(message, nowMillis);
      }
    }
  }

  /** The next message to deliver, or null; {@code former} as in {@link MessageOrder#next}. */
  StoredMessage next(MessageGroup former) {
    return messageOrder.next(former);
  }

  /** When the next message becomes visible by itself; {@link Long#MAX_VALUE} for never. */
  long nextDueMillis() {
    return byDue.isEmpty() ? Long.MAX_VALUE : byDue.head().dueMillis;
  }

  /** When the oldest message was sent; {@link Long#MAX_VALUE} if there is none. */
  long oldestMillis() {
    return byAge.isEmpty() ? Long.MAX_VALUE : byAge.head().message.sentMillis();
  }

  int visible() {
    return byOrdinal.size() - delayed - inFlight;
  }

  int delayed() {
    return delayed;
  }

  int inFlight() {
    return inFlight;
  }

  /** All messages, oldest first; takes a sort. */
  List<StoredMessage> list() {
    List<StoredMessage> all = byOrdinal.all();
    all.sort(Comparator.comparingLong(message -> message.ordinal));
    return all;
  }

  /** Delayed and received messages by the time at which they become visible. */
  private static final class ByDue extends IndexedHeap<StoredMessage> {
    @Override
    boolean isBefore(StoredMessage a, StoredMessage b) {
      return a.dueMillis != b.dueMillis ? a.dueMillis < b.dueMillis : a.ordinal < b.ordinal;
    }

    @Override
    int placeOf(StoredMessage message) {
      return message.placeByDue;
    }

    @Override
    void setPlace(StoredMessage message, int place) {
      message.placeByDue = place;
    }
  }

  /** All messages by the time at which they were sent. */
  private static final class ByAge extends IndexedHeap<StoredMessage> {
    @Override
    boolean isBefore(StoredMessage a, StoredMessage b) {
      long sentA = a.message.sentMillis();
      long sentB = b.message.sentMillis();
      return sentA != sentB ? sentA < sentB : a.ordinal < b.ordinal;
    }

    @Override
    int placeOf(StoredMessage message) {
      return message.placeByAge;
    }

    @Override
    void setPlace(StoredMessage message, int place) {
      message.placeByAge = place;
    }
  }
}
