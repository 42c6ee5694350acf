package dev.brume.dynamodb.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A vector index as it is kept.
 *
 * @param name its name
 * @param attribute the attribute that holds the vectors
 * @param schema what searches are narrowed down by, in the order of the request; may be empty
 * @param projectionType KEYS_ONLY, INCLUDE or ALL
 * @param nonKeyAttributes what INCLUDE includes
 * @param dimensions how many numbers a vector has, 1 to 4,096
 * @param distance how alike vectors are
 */
public record VectorIndexRecord(
    String name,
    String attribute,
    List<SearchAttribute> schema,
    String projectionType,
    List<String> nonKeyAttributes,
    int dimensions,
    VectorDistance distance) {
  /** "There is a 1 KB minimum per request for both writes and searches." */
  static final long LEAST_REQUEST_BYTES = 1_024;

  /** The bytes of a vector in the index: four a number. */
  long vectorBytes() {
    return (long) dimensions * Float.BYTES;
  }

  /** The bytes that a search is charged for which compared {@code examined} vectors. */
  public long searchBytes(long examined) {
    return Math.max(LEAST_REQUEST_BYTES, examined * vectorBytes());
  }

  /** The attribute that parts the index, or null. */
  public KeyPart partition() {
    for (SearchAttribute each : schema) {
      if (each.partition()) {
        return each.part();
      }
    }
    return null;
  }

  /** Whether {@code attributeName} is one that searches are narrowed down by. */
  public boolean searchesBy(String attributeName) {
    return schema.stream().anyMatch(each -> each.part().name().equals(attributeName));
  }

  /** Whether whole items are in the index. */
  public boolean projectsAll() {
    return projectionType.equals(IndexRecord.ALL);
  }

  /** The attributes that are in the index, where not all are. */
  List<String> projected(KeyDefinition primary) {
    List<String> names = new ArrayList<>(primary.names());
    names.add(attribute);
    schema.forEach(each -> names.add(each.part().name()));
    names.addAll(nonKeyAttributes);
    return names;
  }
}
