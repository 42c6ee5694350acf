package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;

/**
 * The expiry times of a table's items; derived from the items, and guarded by the table's lock.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html">Using
 *     time to live (TTL): formatting an item's TTL attribute</a>
 */
final class Expirations {
  /**
   * "The TTL value must be a datetime with an expiration of no more than five years in the past."
   */
  private static final long MAX_AGE_SECONDS = 5L * 365 * 86_400;

  private static final BigDecimal MAX_SECOND = BigDecimal.valueOf(Long.MAX_VALUE / 2_000);

  private final String attribute;
  private final TreeSet<Expiration> ordered = new TreeSet<>();

  /** An item's key, and its expiry in seconds since 1970. */
  private record Expiration(long second, Blob key) implements Comparable<Expiration> {
    @Override
    public int compareTo(Expiration other) {
      int order = Long.compare(second, other.second);
      return order == 0 ? key.compareTo(other.key) : order;
    }
  }

  Expirations(String attribute) {
    this.attribute = attribute;
  }

  String attribute() {
    return attribute;
  }

  /** Updates the index after a write; either item may be null. */
  void follow(Blob key, StoredItem before, StoredItem after) {
    Expiration known = of(key, before);
    if (known != null) {
      ordered.remove(known);
    }
    Expiration next = of(key, after);
    if (next != null) {
      ordered.add(next);
    }
  }

  /** "Items with a TTL attribute that is not a Number type are ignored by the TTL process." */
  private Expiration of(Blob key, StoredItem item) {
    ItemValue value = item == null ? null : item.value().get(attribute);
    if (value == null || value.type() != AttributeType.N) {
      return null;
    }
    BigDecimal second = value.decimal();
    return second.signum() < 0 || second.compareTo(MAX_SECOND) > 0
        ? null
        : new Expiration(second.longValue(), key);
  }

  /**
   * When the next item expires, in milliseconds, possibly in the past; {@code Long.MAX_VALUE} if
   * none does.
   */
  long nextMillis(long nowMillis) {
    Expiration next = ordered.ceiling(oldest(nowMillis));
    return next == null ? Long.MAX_VALUE : next.second * 1_000;
  }

  /** The keys of at most {@code most} expired items, oldest first. */
  List<Blob> expired(long nowMillis, int most) {
    Expiration last = new Expiration(nowMillis / 1_000 + 1, Blob.EMPTY);
    return ordered.subSet(oldest(nowMillis), last).stream()
        .limit(most)
        .map(Expiration::key)
        .toList();
  }

  private static Expiration oldest(long nowMillis) {
    return new Expiration(nowMillis / 1_000 - MAX_AGE_SECONDS, Blob.EMPTY);
  }
}
