package dev.brume.sqs.engine;

/** A message in a queue with its positions in the queue's indexes. Built only from the tables. */
final class StoredMessage {
  /** The state of a message. */
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

  /** Null while no group counts it. */
  MessageGroup group;

  int placeInGroup = IndexedHeap.ABSENT;
  int placeByDue = IndexedHeap.ABSENT;
  int placeByAge = IndexedHeap.ABSENT;

  /** When it becomes visible by itself; in the past if it is visible. */
  long dueMillis;

  StoredMessage(long ordinal, Message message, Delivery delivery) {
    this.ordinal = ordinal;
    this.message = message;
    this.delivery = delivery;
  }

  /** When it became or becomes visible; for a message from another queue not before its arrival. */
  long availableMillis() {
    return Math.max(dueMillis, message.sentMillis());
  }

  /** The number of receives from this queue. */
  int receivesHere() {
    return delivery == null ? 0 : delivery.receivesHere();
  }
}
