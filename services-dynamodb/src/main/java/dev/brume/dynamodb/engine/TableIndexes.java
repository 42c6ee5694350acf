package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The indexes of a table. The table's lock guards them. */
final class TableIndexes {
  private final SortedRows rows;
  private List<SecondaryIndex> secondary = List.of();
  private List<VectorIndex> vectors = List.of();

  /** None yet, of a table with {@code rows}. */
  TableIndexes(SortedRows rows) {
    this.rows = rows;
  }

  /** Follows a change of the table: indexes that are new are filled, others end. */
  void adopt(TableRecord changed) {
    List<SecondaryIndex> nextSecondary = new ArrayList<>();
    List<VectorIndex> nextVectors = new ArrayList<>();
    List<SecondaryIndex> newSecondary = new ArrayList<>();
    List<VectorIndex> newVectors = new ArrayList<>();
    for (IndexRecord wanted : changed.indexes()) {
      SecondaryIndex known = find(wanted.name());
      SecondaryIndex index = new SecondaryIndex(wanted, changed.key());
      if (known != null && known.record().key().equals(wanted.key())) {
        index.takeOver(known);
      } else {
        newSecondary.add(index);
      }
      nextSecondary.add(index);
    }
    for (VectorIndexRecord wanted : changed.vectorIndexes()) {
      VectorIndex known = findVectors(wanted.name());
      if (known != null && known.record().equals(wanted)) {
        nextVectors.add(known);
      } else {
        VectorIndex index = new VectorIndex(wanted, changed.key());
        newVectors.add(index);
        nextVectors.add(index);
      }
    }
    if (!newSecondary.isEmpty() || !newVectors.isEmpty()) {
      rows.visit(
          ItemRange.ALL,
          true,
          (key, item) -> {
            newSecondary.forEach(index -> index.fill(key, item));
            newVectors.forEach(index -> index.fill(key, item));
            return true;
          });
    }
    secondary = nextSecondary;
    vectors = nextVectors;
  }

  /** The secondary indexes. */
  List<SecondaryIndex> secondary() {
    return secondary;
  }

  /** The secondary index of that name, or null. */
  SecondaryIndex find(String name) {
    for (SecondaryIndex index : secondary) {
      if (index.record().name().equals(name)) {
        return index;
      }
    }
    return null;
  }

  /** The vector index of that name, or null. */
  VectorIndex findVectors(String name) {
    for (VectorIndex index : vectors) {
      if (index.record().name().equals(name)) {
        return index;
      }
    }
    return null;
  }

  ItemCounts counts(String name) {
    SecondaryIndex index = find(name);
    return index == null
        ? findVectors(name).counts()
        : new ItemCounts(index.rows().size(), index.sizeBytes());
  }

  /** Follows a write; says which write units each secondary index consumed, where any. */
  Map<String, Long> follow(PreparedWrite write) {
    if (secondary.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> units = LinkedHashMap.newLinkedHashMap(secondary.size());
    for (SecondaryIndex index : secondary) {
      long consumed = index.follow(write.key(), write.before(), write.after());
      if (consumed > 0) {
        units.put(index.record().name(), consumed);
      }
    }
    return units;
  }

  /** Follows a write; says which bytes each vector index is charged for, where any. */
  Map<String, Long> followVectors(PreparedWrite write) {
    if (vectors.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> bytes = LinkedHashMap.newLinkedHashMap(vectors.size());
    for (VectorIndex index : vectors) {
      long charged = index.follow(write.key(), write.before(), write.after());
      if (charged > 0) {
        bytes.put(index.record().name(), charged);
      }
    }
    return bytes;
  }

  /** Whether there is capacity in all global indexes for a write. */
  void admit(PreparedWrite write, CapacityMeter meter) {
    for (SecondaryIndex index : secondary) {
      if (index.record().global()) {
        Blob from = index.place(write.key(), write.before());
        Blob to = index.place(write.key(), write.after());
        meter.admitIndexWrite(index.record().name(), from, to);
      }
    }
  }
}
