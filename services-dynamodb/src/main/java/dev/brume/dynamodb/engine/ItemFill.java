package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import java.util.List;

/**
 * What is made from all items of a table: indexes and expirations that are new. Items are added
 * some at a time, in the order of their keys, and others may read and write the table between. A
 * write to an item that has been added already is followed; one to a later item is seen when its
 * turn comes. The table's lock guards it.
 */
public final class ItemFill {
  /** So many items are added or copied in one section of the store: a millisecond or so. */
  static final int SLICE_ITEMS = 200;

  private final List<SecondaryIndex> secondary;
  private final List<VectorIndex> vectors;

  /** Null where items do not expire, or are known already. */
  private final Expirations expirations;

  private Blob last;
  private boolean complete;
  private long sizeBytes;

  ItemFill(List<SecondaryIndex> secondary, List<VectorIndex> vectors, Expirations expirations) {
    this.secondary = secondary;
    this.vectors = vectors;
    this.expirations = expirations;
  }

  /** All that a new table has. */
  static ItemFill of(TableRecord record) {
    return new ItemFill(
        record.indexes().stream().map(index -> new SecondaryIndex(index, record.key())).toList(),
        record.vectorIndexes().stream().map(index -> new VectorIndex(index, record.key())).toList(),
        record.settings().timeToLive().enabled()
            ? new Expirations(record.settings().timeToLive().attribute())
            : null);
  }

  /** Whether items need not be read for it. */
  public boolean isEmpty() {
    return secondary.isEmpty() && vectors.isEmpty() && expirations == null;
  }

  /** What is left to be added. */
  ItemRange rest() {
    return last == null ? ItemRange.ALL : ItemRange.ALL.after(last, true);
  }

  /** Adds an item, which comes behind all that were added before. */
  void add(Blob key, StoredItem item) {
    last = key;
    sizeBytes += item.value().sizeBytes();
    secondary.forEach(index -> index.fill(key, item));
    vectors.forEach(index -> index.fill(key, item));
    if (expirations != null) {
      expirations.follow(key, null, item);
    }
  }

  /** All items have been added. */
  void complete() {
    complete = true;
  }

  /** Follows a write to the table. */
  void follow(PreparedWrite write) {
    Blob key = write.key();
    if (!complete && (last == null || key.compareTo(last) > 0)) {
      return;
    }
    StoredItem before = write.before();
    StoredItem after = write.after();
    sizeBytes += sizeOf(after) - sizeOf(before);
    secondary.forEach(index -> index.follow(key, before, after));
    vectors.forEach(index -> index.follow(key, before, after));
    if (expirations != null) {
      expirations.follow(key, before, after);
    }
  }

  private static int sizeOf(StoredItem item) {
    return item == null ? 0 : item.value().sizeBytes();
  }

  /** How big all items are together; negative where not all have been added. */
  long sizeBytes() {
    return complete ? sizeBytes : -1;
  }

  /** The index that is wanted, with all of its items; null where it is not among these. */
  SecondaryIndex secondary(IndexRecord wanted) {
    for (SecondaryIndex index : secondary) {
      if (complete && index.record().equals(wanted)) {
        return index;
      }
    }
    return null;
  }

  /** The vector index that is wanted, with all of its items; null where it is not among these. */
  VectorIndex vectors(VectorIndexRecord wanted) {
    for (VectorIndex index : vectors) {
      if (complete && index.record().equals(wanted)) {
        return index;
      }
    }
    return null;
  }

  /** What expires when; null where that was not filled. */
  Expirations expirations() {
    return complete ? expirations : null;
  }
}
