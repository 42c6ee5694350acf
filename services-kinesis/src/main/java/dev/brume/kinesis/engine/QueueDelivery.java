package dev.brume.kinesis.engine;

/**
 * A delivered, unacknowledged record of a queue.
 *
 * @param shard the number of its shard
 * @param index its index there
 * @param receiveCount the number of receives
 * @param firstMillis when it was first received
 * @param visibleMillis when it becomes visible again
 * @param isDead whether it is a dead-letter record
 * @param receipt the number of the last delivery
 */
public record QueueDelivery(
    int shard,
    long index,
    int receiveCount,
    long firstMillis,
    long visibleMillis,
    boolean isDead,
    long receipt) {

  static String key(int shard, long index) {
    return shard + "/" + index;
  }

  String key() {
    return key(shard, index);
  }

  QueueDelivery received(long untilMillis) {
    return new QueueDelivery(
        shard, index, receiveCount + 1, firstMillis, untilMillis, isDead, receipt + 1);
  }

  QueueDelivery visibleAt(long millis) {
    return new QueueDelivery(shard, index, receiveCount, firstMillis, millis, isDead, receipt);
  }

  QueueDelivery dead() {
    return new QueueDelivery(shard, index, receiveCount, firstMillis, visibleMillis, true, receipt);
  }

  /** "Clears its dead-letter state and resets its receive count." */
  QueueDelivery restored(long nowMillis) {
    return new QueueDelivery(shard, index, 0, firstMillis, nowMillis, false, receipt);
  }
}
