package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The indexes of a table. The table's lock guards them. */
final class TableIndexes {
  private List<SecondaryIndex> secondary = List.of();
  private List<VectorIndex> vectors = List.of();

  /**
   * Follows a change of the table: others end, and those that are new are taken from {@code
   * filled}.
   *
   * @param filled null for nothing
   * @return those that are new and still empty; null for none
   */
  ItemFill adopt(TableRecord changed, ItemFill filled) {
    List<SecondaryIndex> nextSecondary = new ArrayList<>();
    List<VectorIndex> nextVectors = new ArrayList<>();
    List<SecondaryIndex> emptySecondary = new ArrayList<>();
    List<VectorIndex> emptyVectors = new ArrayList<>();
    for (IndexRecord wanted : changed.indexes()) {
      SecondaryIndex known = find(wanted.name());
      SecondaryIndex index = filled == null ? null : filled.secondary(wanted);
      if (known != null && known.record().key().equals(wanted.key())) {
        index = new SecondaryIndex(wanted, changed.key());
        index.takeOver(known);
      } else if (index == null) {
        index = new SecondaryIndex(wanted, changed.key());
        emptySecondary.add(index);
      }
      nextSecondary.add(index);
    }
    for (VectorIndexRecord wanted : changed.vectorIndexes()) {
      VectorIndex index = findVectors(wanted.name());
      if (index == null || !index.record().equals(wanted)) {
        index = filled == null ? null : filled.vectors(wanted);
      }
      if (index == null) {
        index = new VectorIndex(wanted, changed.key());
        emptyVectors.add(index);
      }
      nextVectors.add(index);
    }
    secondary = nextSecondary;
    vectors = nextVectors;
    return emptySecondary.isEmpty() && emptyVectors.isEmpty()
        ? null
        : new ItemFill(emptySecondary, emptyVectors, null);
  }

  /** The secondary indexes that {@code changed} has and the table has not, empty. */
  List<SecondaryIndex> missing(TableRecord changed) {
    List<SecondaryIndex> missing = new ArrayList<>();
    for (IndexRecord wanted : changed.indexes()) {
      SecondaryIndex known = find(wanted.name());
      if (known == null || !known.record().key().equals(wanted.key())) {
        missing.add(new SecondaryIndex(wanted, changed.key()));
      }
    }
    return missing;
  }

  /** The vector indexes that {@code changed} has and the table has not, empty. */
  List<VectorIndex> missingVectors(TableRecord changed) {
    List<VectorIndex> missing = new ArrayList<>();
    for (VectorIndexRecord wanted : changed.vectorIndexes()) {
      VectorIndex known = findVectors(wanted.name());
      if (known == null || !known.record().equals(wanted)) {
        missing.add(new VectorIndex(wanted, changed.key()));
      }
    }
    return missing;
  }

  /** The secondary indexes. */
  List<SecondaryIndex> secondary() {
    return secondary;
  }

  /** The secondary index with that name, or null. */
  SecondaryIndex find(String name) {
    for (SecondaryIndex index : secondary) {
      if (index.record().name().equals(name)) {
        return index;
      }
    }
    return null;
  }

  /** The vector index with that name, or null. */
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

  /** Updates the indexes after a write; returns the write units that secondary indexes consumed. */
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

  /** Updates the indexes after a write; returns the bytes that vector indexes are charged for. */
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

  /** Where the item of a write stands in the secondary index of that name, or stood before. */
  Blob place(String name, PreparedWrite write) {
    SecondaryIndex index = find(name);
    Blob after = index.place(write.key(), write.after());
    return after != null ? after : index.place(write.key(), write.before());
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
