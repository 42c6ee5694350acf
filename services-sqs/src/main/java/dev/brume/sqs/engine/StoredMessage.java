package dev.brume.sqs.engine;

/** A message in a queue with its positions in the queue's indexes. Built from the tables alone. */
final class StoredMessage {
  /** Where a message stands. */
  enum State {
    DELAYED,
    VISIBLE,
    IN_FLIGHT
  }

  final long ordinal;
  final Message message;

  /** Null before the first receive. */
  Delivery delivery;

  State state;

  /** Null while it is in no group's count. */
  MessageGroup group;

  int placeInGroup = IndexedHeap.ABSENT;
  int placeByDue = IndexedHeap.ABSENT;
  int placeByAge = IndexedHeap.ABSENT;

  /** When it becomes visible by itself; in the past where it is. */
  long dueMillis;

  StoredMessage(long ordinal, Message message, Delivery delivery) {
    this.ordinal = ordinal;
    this.message = message;
    this.delivery = delivery;
  }

  /** When it became visible, or will; a message from elsewhere was not so before it came. */
  long availableMillis() {
    return Math.max(dueMillis, message.sentMillis());
  }

  /** How often it was received from this queue. */
  int receivesHere() {
    return delivery == null ? 0 : delivery.receivesHere();
  }
}
