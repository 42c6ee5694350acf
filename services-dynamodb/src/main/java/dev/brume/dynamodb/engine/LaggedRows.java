package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;

/** Rows as they were before the last few writes. */
final class LaggedRows {
  private final SortedRows rows;
  private final DerivedRows former = new DerivedRows();
  private final Set<Blob> changed = new HashSet<>();

  /** A row that is to be visited. */
  private record FormerRow(Blob key, StoredItem item) {}

  LaggedRows(SortedRows rows) {
    this.rows = rows;
  }

  /**
   * Has one item as it was.
   *
   * @param now where it stands now, or null
   * @param then where it stood, or null
   * @param item what it was, or null
   */
  void restore(Blob now, Blob then, StoredItem item) {
    if (now != null) {
      changed.add(now);
    }
    if (then != null) {
      former.put(then, item);
    }
  }

  /** As {@link SortedRows#visit}. */
  void visit(ItemRange range, boolean forward, BiPredicate<Blob, StoredItem> visitor) {
    Deque<FormerRow> waiting = new ArrayDeque<>();
    former.visit(range, forward, (key, item) -> waiting.add(new FormerRow(key, item)));
    boolean[] goesOn = {true};
    rows.visit(
        range,
        forward,
        (key, item) -> {
          goesOn[0] =
              visitBefore(waiting, key, forward, visitor)
                  && (changed.contains(key) || visitor.test(key, item));
          return goesOn[0];
        });
    while (goesOn[0] && !waiting.isEmpty()) {
      FormerRow row = waiting.remove();
      goesOn[0] = visitor.test(row.key(), row.item());
    }
  }

  private static boolean visitBefore(
      Deque<FormerRow> waiting, Blob key, boolean forward, BiPredicate<Blob, StoredItem> visitor) {
    while (!waiting.isEmpty()) {
      int order = waiting.peek().key().compareTo(key);
      if (forward ? order > 0 : order < 0) {
        return true;
      }
      FormerRow row = waiting.remove();
      if (!visitor.test(row.key(), row.item())) {
        return false;
      }
    }
    return true;
  }
}
