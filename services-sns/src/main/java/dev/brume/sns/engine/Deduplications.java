package dev.brume.sns.engine;

import dev.brume.core.state.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The messages that a FIFO topic has published within the last five minutes, by deduplication key.
 * Guarded by the topic's lock. Expired entries are removed incrementally, in constant time.
 */
final class Deduplications {
  private static final long INTERVAL_MILLIS = TopicQuotas.DEDUPLICATION_INTERVAL.toMillis();

  private final Table<String, PublishResult> results;
  private final ArrayDeque<Published> oldestFirst = new ArrayDeque<>();

  /** The publication time of a message. */
  private record Published(String key, long millis) {}

  Deduplications(Table<String, PublishResult> results) {
    this.results = results;
    List<Published> known = new ArrayList<>();
    results.forEach((key, result) -> known.add(new Published(key, result.publishedMillis())));
    known.sort(Comparator.comparingLong(Published::millis));
    oldestFirst.addAll(known);
  }

  /** The result of a message with that key published within the interval; null if there is none. */
  PublishResult find(String key, long nowMillis) {
    PublishResult known = results.get(key);
    return known != null && nowMillis - known.publishedMillis() < INTERVAL_MILLIS ? known : null;
  }

  /** Records a published message. */
  void put(String key, PublishResult result) {
    long forgottenMillis = result.publishedMillis() - INTERVAL_MILLIS;
    while (!oldestFirst.isEmpty() && oldestFirst.peek().millis() <= forgottenMillis) {
      Published old = oldestFirst.poll();
      PublishResult known = results.get(old.key());
      if (known != null && known.publishedMillis() == old.millis()) {
        results.remove(old.key());
      }
    }
    results.put(key, result);
    oldestFirst.add(new Published(key, result.publishedMillis()));
  }
}
