package dev.brume.sqs.engine;

/**
 * The receive count and times of a message; absent before its first receive.
 *
 * @param receiveCount in all queues so far
 * @param receivesHere in this queue: compared with maxReceiveCount, and identifies the receive of a
 *     receipt handle
 * @param firstReceivedMillis when it was received first
 * @param lastReceivedMillis when it was received last: the start of the 12 hours of invisibility
 * @param visibleAtMillis when its visibility timeout ends
 */
public record Delivery(
    int receiveCount,
    int receivesHere,
    long firstReceivedMillis,
    long lastReceivedMillis,
    long visibleAtMillis) {
  static Delivery next(Delivery former, long nowMillis, long visibleAtMillis) {
    return former == null
        ? new Delivery(1, 1, nowMillis, nowMillis, visibleAtMillis)
        : new Delivery(
            former.receiveCount + 1,
            former.receivesHere + 1,
            former.firstReceivedMillis,
            nowMillis,
            visibleAtMillis);
  }

  Delivery withVisibleAt(long millis) {
    return new Delivery(
        receiveCount, receivesHere, firstReceivedMillis, lastReceivedMillis, millis);
  }

  /** The delivery that goes with the message to a dead-letter queue. */
  Delivery elsewhere() {
    return new Delivery(receiveCount, 0, firstReceivedMillis, lastReceivedMillis, 0);
  }
}
