package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import java.nio.ByteBuffer;
import java.util.TreeMap;

/**
 * The partitions of a table or index: each has a part of the hashes of partition keys and gives so
 * many units a second. One that is too hot for long is split in the middle of its hashes, so that
 * each half gives as much. AWS does so too and does not tell when; here it is after a minute in
 * each second of which it had to refuse somebody.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html">DynamoDB
 *     burst and adaptive capacity</a>
 */
final class CapacityPartitions {
  /** So many seconds in a row a partition is hot before it is split. */
  static final int HOT_SECONDS = 60;

  private static final long HASHES = 1L << 32;
  private static final long MILLIS = 1_000;

  private final double unitsPerSecond;
  private final TreeMap<Long, Partition> byFirstHash = new TreeMap<>();

  /** A part of the hashes, from its first. */
  private static final class Partition {
    final TokenBucket bucket;
    long hotSecond = -1;
    int hotSeconds;

    Partition(TokenBucket bucket) {
      this.bucket = bucket;
    }
  }

  /**
   * @param unitsPerSecond what each gives
   * @param count how many there are, with equal parts of the hashes
   */
  CapacityPartitions(double unitsPerSecond, int count, long nowMillis) {
    this.unitsPerSecond = unitsPerSecond;
    for (int i = 0; i < count; i++) {
      // The first hash h for which h * count / HASHES is i.
      add((i * HASHES + count - 1) / count, nowMillis);
    }
  }

  private void add(long firstHash, long nowMillis) {
    byFirstHash.put(firstHash, new Partition(new TokenBucket(unitsPerSecond, 1, nowMillis)));
  }

  int size() {
    return byFirstHash.size();
  }

  /** Keys begin with a hash of the partition key. */
  private static long hash(Blob key) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(key.bytes()).getInt());
  }

  /** What the partition can give that {@code key} is in. */
  TokenBucket of(Blob key) {
    return byFirstHash.floorEntry(hash(key)).getValue().bucket;
  }

  /** Somebody was refused for {@code key}, because its partition has nothing left. */
  void refused(Blob key, long nowMillis) {
    long second = nowMillis / MILLIS;
    long first = byFirstHash.floorKey(hash(key));
    Partition partition = byFirstHash.get(first);
    if (partition.hotSecond == second) {
      return;
    }
    partition.hotSeconds = partition.hotSecond == second - 1 ? partition.hotSeconds + 1 : 1;
    partition.hotSecond = second;
    if (partition.hotSeconds >= HOT_SECONDS) {
      split(first, nowMillis);
    }
  }

  private void split(long first, long nowMillis) {
    Long next = byFirstHash.higherKey(first);
    long middle = (first + (next == null ? HASHES : next)) / 2;
    if (middle > first) {
      add(first, nowMillis);
      add(middle, nowMillis);
    }
  }
}
