package dev.brume.sqs.engine;

import java.util.ArrayDeque;

/**
 * The dead letters that other queues have sent to a queue, until it adds them.
 *
 * <p>A source adds a message here under its own lock, which keeps the order, and makes the queue
 * add all of them before the section of the store ends: whichever thread does that, the group of
 * changes with the message's deletion is still open. So both are written as one, and no lock is
 * taken under another.
 */
final class DeadLetterInbox {
  private final ArrayDeque<DeadLetter> arriving = new ArrayDeque<>(1);

  /**
   * A dead letter in transit.
   *
   * @param source its source queue
   * @param message the message as it was there
   */
  record DeadLetter(Queue source, StoredMessage message) {}

  synchronized void put(Queue source, StoredMessage message) {
    arriving.add(new DeadLetter(source, message));
  }

  /** The next message, or null. */
  synchronized DeadLetter poll() {
    return arriving.poll();
  }
}
