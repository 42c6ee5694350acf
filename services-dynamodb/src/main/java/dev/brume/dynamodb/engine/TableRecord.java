package dev.brume.dynamodb.engine;

import java.util.List;

/**
 * The stored form of a table, without its items.
 *
 * @param name 3 to 255 characters
 * @param id a UUID that distinguishes it from an earlier table with the same name
 * @param createdMillis when it was created
 * @param attributes all defined attributes, in the requested order
 * @param key its primary key
 * @param indexes local and global secondary indexes
 * @param vectorIndexes vector indexes
 * @param capacity its capacity settings
 * @param settings all other settings
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

  /** Tables stored before vector indexes existed have none. */
  public TableRecord {
    vectorIndexes = vectorIndexes == null ? List.of() : vectorIndexes;
  }

  /** The vector index with that name, or null. */
  public VectorIndexRecord vectorIndex(String indexName) {
    for (VectorIndexRecord index : vectorIndexes) {
      if (index.name().equals(indexName)) {
        return index;
      }
    }
    return null;
  }

  /** The index with that name, or null. */
  public IndexRecord index(String indexName) {
    for (IndexRecord index : indexes) {
      if (index.name().equals(indexName)) {
        return index;
      }
    }
    return null;
  }

  /** Whether it has local secondary indexes, and therefore item collections. */
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

  /** The same with another capacity. */
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
