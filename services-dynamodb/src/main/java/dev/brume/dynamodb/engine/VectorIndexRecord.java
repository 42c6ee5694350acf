package dev.brume.dynamodb.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The stored form of a vector index.
 *
 * @param name its name
 * @param attribute the attribute that holds the vectors
 * @param schema the filter attributes, in the requested order; may be empty
 * @param projectionType KEYS_ONLY, INCLUDE or ALL
 * @param nonKeyAttributes the attributes of INCLUDE
 * @param dimensions the numbers of a vector, 1 to 4,096
 * @param distance the distance function
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

  /** The bytes of a vector in the index: four per number. */
  long vectorBytes() {
    return (long) dimensions * Float.BYTES;
  }

  /** The bytes charged for a search that compared {@code examined} vectors. */
  public long searchBytes(long examined) {
    return Math.max(LEAST_REQUEST_BYTES, examined * vectorBytes());
  }

  /** The partition attribute, or null. */
  public KeyPart partition() {
    for (SearchAttribute each : schema) {
      if (each.partition()) {
        return each.part();
      }
    }
    return null;
  }

  /** Whether {@code attributeName} is in the search schema. */
  public boolean searchesBy(String attributeName) {
    return schema.stream().anyMatch(each -> each.part().name().equals(attributeName));
  }

  /** Whether it projects whole items. */
  public boolean projectsAll() {
    return projectionType.equals(IndexRecord.ALL);
  }

  /** The projected attributes, unless all are. */
  List<String> projected(KeyDefinition primary) {
    List<String> names = new ArrayList<>(primary.names());
    names.add(attribute);
    schema.forEach(each -> names.add(each.part().name()));
    names.addAll(nonKeyAttributes);
    return names;
  }
}
