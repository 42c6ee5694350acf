package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.ItemSize;
import dev.brume.dynamodb.item.ItemValue;
import java.util.HashMap;
import java.util.Map;

/**
 * The vectors of a table's items, for similarity search. Searches are exact and compare every
 * vector, in time proportional to their number times their dimensions; AWS's own searches are
 * approximate.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearch.html">Vector
 *     indexes</a>
 */
final class VectorIndex {
  private final VectorIndexRecord record;
  private final Projection projection;

  /** The key is null for the only partition of an unpartitioned index. */
  private final Map<ItemValue, VectorPartition> partitions = new HashMap<>();

  private long count;
  private long sizeBytes;

  VectorIndex(VectorIndexRecord record, KeyDefinition primary) {
    this.record = record;
    projection = record.projectsAll() ? null : Projection.ofNames(record.projected(primary));
  }

  VectorIndexRecord record() {
    return record;
  }

  ItemCounts counts() {
    return new ItemCounts(count, sizeBytes);
  }

  /** The projected part of {@code item}. */
  ItemValue projected(ItemValue item) {
    return projection == null ? item : projection.of(item);
  }

  VectorScan scan(VectorQuery query) {
    return new VectorScan(this, partitions.get(query.partition()), query);
  }

  /** The partition of an item's vector, or null if the item is not in the index. */
  private VectorPartition partition(ItemValue item, boolean make) {
    ItemValue value = null;
    if (record.partition() != null) {
      value = item.get(record.partition().name());
      if (value == null) {
        return null;
      }
    }
    return make
        ? partitions.computeIfAbsent(value, unknown -> new VectorPartition(record.dimensions()))
        : partitions.get(value);
  }

  private float[] vector(ItemValue item) {
    return VectorCheck.vector(item.get(record.attribute()), record.dimensions());
  }

  /** Adds an existing item of the table. */
  void fill(Blob key, StoredItem item) {
    follow(key, null, item);
  }

  /**
   * Updates the index after a write to the table.
   *
   * @param before the item before, or null
   * @param after the item afterwards, or null
   * @return the bytes that it is charged for
   */
  long follow(Blob key, StoredItem before, StoredItem after) {
    ItemValue oldItem = before == null ? null : before.value();
    ItemValue newItem = after == null ? null : after.value();
    float[] oldVector = oldItem == null ? null : vector(oldItem);
    float[] newVector = newItem == null ? null : vector(newItem);
    VectorPartition from = oldVector == null ? null : partition(oldItem, false);
    VectorPartition to = newVector == null ? null : partition(newItem, true);
    if (from != null && from != to) {
      from.remove(key);
    }
    if (to != null) {
      to.put(key, after, newVector);
    }
    count += (to == null ? 0 : 1) - (from == null ? 0 : 1);
    ItemValue oldEntry = from == null ? null : projected(oldItem);
    ItemValue newEntry = to == null ? null : projected(newItem);
    long oldBytes = bytes(oldEntry);
    long newBytes = bytes(newEntry);
    sizeBytes += newBytes - oldBytes;
    if (oldEntry == null ? newEntry == null : oldEntry.equals(newEntry)) {
      return 0;
    }
    return Math.max(VectorIndexRecord.LEAST_REQUEST_BYTES, Math.max(oldBytes, newBytes));
  }

  /** A vector takes four bytes per number, whatever its size in the table. */
  private long bytes(ItemValue entry) {
    if (entry == null) {
      return 0;
    }
    return entry.sizeBytes()
        - ItemSize.ofValue(entry.get(record.attribute()))
        + record.vectorBytes();
  }
}
