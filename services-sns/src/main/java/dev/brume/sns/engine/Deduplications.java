package dev.brume.sns.engine;

import dev.brume.core.state.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a FIFO topic, whose lock guards it, has published within the last five minutes, by what
 * tells messages apart. What is older is forgotten bit by bit: that costs the same however much
 * there is.
 */
final class Deduplications {
  private static final long INTERVAL_MILLIS = TopicQuotas.DEDUPLICATION_INTERVAL.toMillis();

  private final Table<String, PublishResult> results;
  private final ArrayDeque<Published> oldestFirst = new ArrayDeque<>();

  /** When a message was published. */
  private record Published(String key, long millis) {}

  Deduplications(Table<String, PublishResult> results) {
    this.results = results;
    List<Published> known = new ArrayList<>();
    results.forEach((key, result) -> known.add(new Published(key, result.publishedMillis())));
    known.sort(Comparator.comparingLong(Published::millis));
    oldestFirst.addAll(known);
  }

  /** What was told to who published such a message within the interval; null where nobody did. */
  PublishResult find(String key, long nowMillis) {
    PublishResult known = results.get(key);
    return known != null && nowMillis - known.publishedMillis() < INTERVAL_MILLIS ? known : null;
  }

  /** A message was published. */
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
