package dev.brume.dynamodb.engine;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A search of a table's vector index, some vectors at a time, each time with the table's lock. */
public final class VectorSearch {
  /** So many steps in one section of the store: a millisecond or so, after which others come. */
  private static final int STEPS = 64;

  private final Predicate<BooleanSupplier> table;
  private final Supplier<VectorScan> begin;
  private VectorScan scan;

  /**
   * A search.
   *
   * @param table does a step with the table's lock
   * @param begin called with the lock, once
   */
  VectorSearch(Predicate<BooleanSupplier> table, Supplier<VectorScan> begin) {
    this.table = table;
    this.begin = begin;
  }

  /**
   * Looks at some vectors; false where none is left.
   *
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException where the table is deleted
   */
  public boolean step() {
    boolean more = true;
    for (int i = 0; i < STEPS && more; i++) {
      more = table.test(this::stepOnce);
    }
    return more;
  }

  private boolean stepOnce() {
    if (scan == null) {
      scan = begin.get();
    }
    return scan.step();
  }

  /** What was found. */
  public VectorResult result() {
    return scan.result();
  }
}
