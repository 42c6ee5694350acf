package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.core.time.Timeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * What reads see that are only eventually consistent: a table and its indexes as they were a set
 * time ago. Without such a time they see what all others see. Kept on the heap: after a restart
 * nothing is behind. Guarded by the table's lock.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html">DynamoDB
 *     read consistency</a>
 */
final class ReadLag {
  private final long lagMillis;
  private final Timeline timeline;
  private final Deque<Change> changes = new ArrayDeque<>();

  /** A write that is not seen yet, and the item before it, or null. */
  private record Change(long millis, Blob key, StoredItem before) {}

  /**
   * @param lagMillis 0 for none
   */
  ReadLag(long lagMillis, Timeline timeline) {
    this.lagMillis = lagMillis;
    this.timeline = timeline;
  }

  /** An item has been written. */
  void written(Blob key, StoredItem before) {
    if (lagMillis > 0) {
      forgetSeen();
      changes.add(new Change(timeline.nowMillis(), key, before));
    }
  }

  private void forgetSeen() {
    long seen = timeline.nowMillis() - lagMillis;
    while (!changes.isEmpty() && changes.peek().millis() <= seen) {
      changes.remove();
    }
  }

  /** The item at {@code key} as it is seen, or null. */
  StoredItem get(SortedRows rows, Blob key) {
    forgetSeen();
    for (Change change : changes) {
      if (change.key().equals(key)) {
        return change.before();
      }
    }
    return rows.get(key);
  }

  /**
   * Visits a range as it is seen.
   *
   * @param rows of the table
   * @param index an index of it; null for the table itself
   */
  void visit(
      SortedRows rows,
      SecondaryIndex index,
      ItemRange range,
      boolean forward,
      BiPredicate<Blob, StoredItem> visitor) {
    SortedRows source = index == null ? rows : index.rows();
    forgetSeen();
    if (changes.isEmpty()) {
      source.visit(range, forward, visitor);
      return;
    }
    Map<Blob, StoredItem> former = new HashMap<>();
    LaggedRows lagged = new LaggedRows(source);
    for (Change change : changes) {
      // Of several writes of an item, what was before the first of them is seen.
      if (!former.containsKey(change.key())) {
        former.put(change.key(), change.before());
        lagged.restore(
            place(index, change.key(), rows.get(change.key())),
            place(index, change.key(), change.before()),
            change.before());
      }
    }
    lagged.visit(range, forward, visitor);
  }

  private static Blob place(SecondaryIndex index, Blob key, StoredItem item) {
    if (index != null) {
      return index.place(key, item);
    }
    return item == null ? null : key;
  }
}
