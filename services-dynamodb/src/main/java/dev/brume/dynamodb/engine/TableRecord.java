package dev.brume.dynamodb.engine;

import java.util.List;

/**
 * A table as it is kept, without its items.
 *
 * @param name 3 to 255 characters
 * @param id tells it from an earlier one of the same name: a UUID
 * @param createdMillis when it was made
 * @param attributes all that are defined, in the order of the request
 * @param key its primary key
 * @param indexes local and global secondary indexes
 * @param vectorIndexes vector indexes
 * @param capacity how its capacity is set
 * @param settings the rest
 */
public record TableRecord(
    String name,
    String id,
    long createdMillis,
    List<KeyPart> attributes,
    KeyDefinition key,
    List<IndexRecord> indexes,
    List<VectorIndexRecord> vectorIndexes,
    CapacitySettings capacity,
    TableSettings settings) {

  /** Tables that were kept before there were vector indexes have none. */
  public TableRecord {
    vectorIndexes = vectorIndexes == null ? List.of() : vectorIndexes;
  }

  /** The vector index of that name, or null. */
  public VectorIndexRecord vectorIndex(String indexName) {
    for (VectorIndexRecord index : vectorIndexes) {
      if (index.name().equals(indexName)) {
        return index;
      }
    }
    return null;
  }

  /** The index of that name, or null. */
  public IndexRecord index(String indexName) {
    for (IndexRecord index : indexes) {
      if (index.name().equals(indexName)) {
        return index;
      }
    }
    return null;
  }

  /** Whether it has local secondary indexes, and so item collections. */
  public boolean hasLocalIndexes() {
    return indexes.stream().anyMatch(index -> !index.global());
  }

  /** The same with other indexes and definitions. */
  public TableRecord withIndexes(List<KeyPart> definitions, List<IndexRecord> changed) {
    return new TableRecord(
        name, id, createdMillis, definitions, key, changed, vectorIndexes, capacity, settings);
  }

  /** The same with other vector indexes. */
  public TableRecord withVectorIndexes(List<VectorIndexRecord> changed) {
    return new TableRecord(
        name, id, createdMillis, attributes, key, indexes, changed, capacity, settings);
  }

  /** The same with other capacity. */
  public TableRecord withCapacity(CapacitySettings changed) {
    return new TableRecord(
        name, id, createdMillis, attributes, key, indexes, vectorIndexes, changed, settings);
  }

  /** The same with other settings. */
  public TableRecord withSettings(TableSettings changed) {
    return new TableRecord(
        name, id, createdMillis, attributes, key, indexes, vectorIndexes, capacity, changed);
  }
}
