package dev.brume.sqs.engine;

/**
 * The messages that share a message group id: in a FIFO queue a strict sequence, in a standard one
 * a tenant. Exists while it has messages.
 */
final class MessageGroup {
  /** Null for the messages of a standard queue without a group. */
  final String id;

  final ByOrdinal backlog = new ByOrdinal();

  /** Its messages in flight, if their order matters; each is here or in the backlog. */
  final ByOrdinal received = new ByOrdinal();

  /** The number of its messages that are received and not deleted. */
  int inFlight;

  /** Its index in its present heap. */
  int place = IndexedHeap.ABSENT;

  /** Its present heap, or null. */
  IndexedHeap<MessageGroup> heap;

  MessageGroup(String id) {
    this.id = id;
  }

  boolean isEmpty() {
    return backlog.isEmpty() && inFlight == 0;
  }

  /** Moves the group to {@code target}, or to its new position in it; null removes it. */
  void moveTo(IndexedHeap<MessageGroup> target) {
    if (heap != null) {
      heap.remove(this);
    }
    heap = target;
    if (target != null) {
      target.add(this);
    }
  }

  /** Messages of a group, the oldest first. */
  static final class ByOrdinal extends IndexedHeap<StoredMessage> {
    @Override
    boolean isBefore(StoredMessage a, StoredMessage b) {
      return a.ordinal < b.ordinal;
    }

    @Override
    int placeOf(StoredMessage message) {
      return message.placeInGroup;
    }

    @Override
    void setPlace(StoredMessage message, int place) {
      message.placeInGroup = place;
    }
  }

  /** Groups by the age of their oldest waiting message. */
  static final class ByHead extends Heap {
    @Override
    boolean isBefore(MessageGroup a, MessageGroup b) {
      return a.backlog.head().ordinal < b.backlog.head().ordinal;
    }
  }

  /**
   * Groups by the time at which their first message became available: when it was sent, its delay
   * ended, or it became visible again. In the same millisecond, a message that was never received
   * comes before one that was received and made visible again.
   */
  static final class ByAvailability extends Heap {
    @Override
    boolean isBefore(MessageGroup a, MessageGroup b) {
      StoredMessage first = a.backlog.head();
      StoredMessage second = b.backlog.head();
      if (first.availableMillis() != second.availableMillis()) {
        return first.availableMillis() < second.availableMillis();
      }
      boolean firstIsNew = first.receivesHere() == 0;
      boolean secondIsNew = second.receivesHere() == 0;
      return firstIsNew == secondIsNew ? first.ordinal < second.ordinal : firstIsNew;
    }
  }

  /** Groups by the number of their messages in flight. */
  static final class ByInFlight extends Heap {
    @Override
    boolean isBefore(MessageGroup a, MessageGroup b) {
      return a.inFlight != b.inFlight
          ? a.inFlight < b.inFlight
          : a.backlog.head().ordinal < b.backlog.head().ordinal;
    }
  }

  /** A heap of groups; each group is in at most one. */
  private abstract static class Heap extends IndexedHeap<MessageGroup> {
    @Override
    final int placeOf(MessageGroup group) {
      return group.place;
    }

    @Override
    final void setPlace(MessageGroup group, int place) {
      group.place = place;
    }
  }
}
