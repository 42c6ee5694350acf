package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.ItemValue;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An index of a table: the items that have its key, in key order. It refers to the table's own
 * items; the projection is applied when they are read.
 */
final class SecondaryIndex {
  private final IndexRecord record;
  private final Projection projection;
  private final DerivedRows rows = new DerivedRows();
  private long sizeBytes;

  SecondaryIndex(IndexRecord record, KeyDefinition primary) {
    this.record = record;
    this.projection = record.projectsAll() ? null : projection(record, primary);
  }

  private static Projection projection(IndexRecord record, KeyDefinition primary) {
    Set<String> names = new LinkedHashSet<>(record.key().names());
    names.addAll(primary.names());
    names.addAll(record.nonKeyAttributes());
    return Projection.ofNames(names);
  }

  IndexRecord record() {
    return record;
  }

  SortedRows rows() {
    return rows;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** The projected part of {@code item}. */
  ItemValue projected(ItemValue item) {
    return projection == null ? item : projection.of(item);
  }

  /** Whether the index projects all attributes of {@code wanted}. */
  boolean projectsAllOf(Projection wanted) {
    return projection == null
        || wanted.paths().stream()
            .allMatch(
                path ->
                    projection.paths().stream().anyMatch(own -> own.root().equals(path.root())));
  }

  /** Takes the entries of {@code known}, an index with the same key. */
  void takeOver(SecondaryIndex known) {
    rows.takeOver(known.rows);
    sizeBytes = known.sizeBytes;
  }

  /** Adds an existing item of the table. */
  void fill(Blob primaryKey, StoredItem item) {
    Blob key = KeyEncoding.of(record.key(), item.value(), primaryKey);
    if (key != null) {
      rows.put(key, item);
      sizeBytes += projected(item.value()).sizeBytes();
    }
  }

  /** An item's key in the index; null if it is not in it, or is null. */
  Blob place(Blob primaryKey, StoredItem item) {
    return item == null ? null : KeyEncoding.of(record.key(), item.value(), primaryKey);
  }

  /**
   * Updates the index after a write to the table.
   *
   * @param before the item before, or null
   * @param after the item afterwards, or null
   * @return the write units that it costs
   */
  long follow(Blob primaryKey, StoredItem before, StoredItem after) {
    Blob oldKey = before == null ? null : KeyEncoding.of(record.key(), before.value(), primaryKey);
    Blob newKey = after == null ? null : KeyEncoding.of(record.key(), after.value(), primaryKey);
    ItemValue oldEntry = oldKey == null ? null : projected(before.value());
    ItemValue newEntry = newKey == null ? null : projected(after.value());
    int oldSize = oldEntry == null ? 0 : oldEntry.sizeBytes();
    int newSize = newEntry == null ? 0 : newEntry.sizeBytes();
    sizeBytes += newSize - oldSize;
    if (oldKey != null && !oldKey.equals(newKey)) {
      rows.remove(oldKey);
    }
    if (newKey != null) {
      rows.put(newKey, after);
    }
    if (oldKey != null && oldKey.equals(newKey)) {
      return oldEntry.equals(newEntry) ? 0 : CapacityUnits.write(Math.max(oldSize, newSize));
    }
    return (oldKey == null ? 0 : CapacityUnits.write(oldSize))
        + (newKey == null ? 0 : CapacityUnits.write(newSize));
  }
}
