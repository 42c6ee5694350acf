package dev.brume.sqs.engine;

import java.util.ArrayDeque;

/**
 * The messages that other queues have given up to a queue, until it takes them in.
 *
 * <p>A source puts a message in here under its own lock, which keeps the order, and has the queue
 * take in everything before the section of the store ends: by whichever thread that happens, the
 * group of changes that the message's deletion belongs to is still open. So both are written as
 * one, and no lock is taken under another.
 */
final class DeadLetterInbox {
  private final ArrayDeque<DeadLetter> arriving = new ArrayDeque<>(1);

  /**
   * A message on its way.
   *
   * @param source the queue that has given it up
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
