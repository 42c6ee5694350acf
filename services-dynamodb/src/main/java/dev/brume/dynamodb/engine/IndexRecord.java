package dev.brume.dynamodb.engine;

import java.util.List;

/**
 * The stored form of a secondary index.
 *
 * @param name its name
 * @param global whether it is global
 * @param key its key
 * @param projectionType KEYS_ONLY, INCLUDE or ALL
 * @param nonKeyAttributes the attributes of INCLUDE
 * @param throughput its own in provisioned mode
 * @param onDemandLimits maximums in on-demand mode; may be null
 * @param warmThroughput as requested; may be null
 */
public record IndexRecord(
    String name,
    boolean global,
    KeyDefinition key,
    String projectionType,
    List<String> nonKeyAttributes,
    Throughput throughput,
    UnitPair onDemandLimits,
    UnitPair warmThroughput) {
  /** The projection of whole items. */
  public static final String ALL = "ALL";

  /** Whether it projects whole items. */
  public boolean projectsAll() {
    return projectionType.equals(ALL);
  }

  /** The same with another capacity. */
  public IndexRecord withCapacity(Throughput changed, UnitPair limits, UnitPair warm) {
    return new IndexRecord(
        name, global, key, projectionType, nonKeyAttributes, changed, limits, warm);
  }
}
