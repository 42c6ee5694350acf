package dev.brume.kinesis.engine;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The hash key range of a shard.
 *
 * @param from the first
 * @param to the last
 */
public record KeySpan(HashKey from, HashKey to) {
  private static final BigInteger ALL_KEYS = BigInteger.ONE.shiftLeft(128);

  /** The whole range, divided evenly as AWS does: each border is rounded down. */
  static List<KeySpan> divide(int parts) {
    List<KeySpan> spans = new ArrayList<>(parts);
    HashKey from = HashKey.MIN;
    for (int i = 1; i < parts; i++) {
      BigInteger border =
          ALL_KEYS.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(parts));
      HashKey next = HashKey.of(border);
      spans.add(new KeySpan(from, next.previous()));
      from = next;
    }
    spans.add(new KeySpan(from, HashKey.MAX));
    return spans;
  }

  /** Whether {@code other} directly follows. */
  boolean isFollowedBy(KeySpan other) {
    return !to.equals(HashKey.MAX) && to.next().equals(other.from);
  }

  /** Whether the two ranges overlap. */
  boolean overlaps(KeySpan other) {
    return from.compareTo(other.to) <= 0 && other.from.compareTo(to) <= 0;
  }
}
