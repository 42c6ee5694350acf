package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.ItemValue;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An index of a table: the items that have its key, in the order of that key. It holds the table's
 * own items; what is projected is taken out of them when they are read.
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

  /** What the index has of {@code item}. */
  ItemValue projected(ItemValue item) {
    return projection == null ? item : projection.of(item);
  }

  /** Whether the index has all of the attributes that {@code wanted} takes. */
  boolean projectsAllOf(Projection wanted) {
    return projection == null
        || wanted.paths().stream()
            .allMatch(
                path ->
                    projection.paths().stream().anyMatch(own -> own.root().equals(path.root())));
  }

  /** Has the entries of {@code known}, an index with the same key. */
  void takeOver(SecondaryIndex known) {
    rows.takeOver(known.rows);
    sizeBytes = known.sizeBytes;
  }

  /** Adds an item that the table already had. */
  void fill(Blob primaryKey, StoredItem item) {
    Blob key = KeyEncoding.of(record.key(), item.value(), primaryKey);
    if (key != null) {
      rows.put(key, item);
      sizeBytes += projected(item.value()).sizeBytes();
    }
  }

  /** Where an item stands in the index; null where it is not in it, or is null. */
  Blob place(Blob primaryKey, StoredItem item) {
    return item == null ? null : KeyEncoding.of(record.key(), item.value(), primaryKey);
  }

  /**
   * Follows a write to the table.
   *
   * @param before the item as it was, or null
   * @param after the item as it is, or null
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
