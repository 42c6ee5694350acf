package dev.brume.dynamodb.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what is made from a table's items: its indexes and its expirations. The table's lock guards
 * it.
 */
final class ItemFills {
  private final StoredRows rows;
  private final TableIndexes indexes;
  private final ExpirySweep sweep;

  /** Those under way: none, or one. */
  private final List<ItemFill> underWay = new ArrayList<>(1);

  ItemFills(StoredRows rows, TableIndexes indexes, ExpirySweep sweep) {
    this.rows = rows;
    this.indexes = indexes;
    this.sweep = sweep;
  }

  /** Begins to make what {@code changed} has and the table has not. */
  ItemFill begin(TableRecord changed) {
    ItemFill fill =
        new ItemFill(
            indexes.missing(changed),
            indexes.missingVectors(changed),
            sweep.missing(changed.settings().timeToLive()));
    underWay.add(fill);
    return fill;
  }

  boolean isUnderWay() {
    return !underWay.isEmpty();
  }

  /** Adds some items; false where none is left. */
  boolean step(ItemFill fill) {
    int[] left = {ItemFill.SLICE_ITEMS};
    rows.visit(
        fill.rest(),
        true,
        (key, item) -> {
          if (left[0] == 0) {
            left[0] = -1;
            return false;
          }
          fill.add(key, item);
          left[0]--;
          return true;
        });
    if (left[0] >= 0) {
      fill.complete();
    }
    return left[0] < 0;
  }

  /** Nothing is added any more, nor followed. */
  void end(ItemFill fill) {
    underWay.remove(fill);
  }

  void follow(PreparedWrite write) {
    for (ItemFill fill : underWay) {
      fill.follow(write);
    }
  }

  /**
   * Takes over what {@code filled} has; what it lacks is made now.
   *
   * @param filled null for nothing
   */
  void adopt(TableRecord changed, ItemFill filled) {
    ItemFill missing = indexes.adopt(changed, filled);
    if (missing != null) {
      rows.visit(
          ItemRange.ALL,
          true,
          (key, item) -> {
            missing.add(key, item);
            return true;
          });
    }
    Expirations empty =
        sweep.adopt(changed.settings().timeToLive(), filled == null ? null : filled.expirations());
    if (empty != null) {
      rows.visit(
          ItemRange.ALL,
          true,
          (key, item) -> {
            empty.follow(key, null, item);
            return true;
          });
      sweep.arrange();
    }
  }
}
