package dev.brume.dynamodb.engine;

import java.util.List;

/**
 * A secondary index as it is kept.
 *
 * @param name its name
 * @param global whether it is a global one
 * @param key its key
 * @param projectionType KEYS_ONLY, INCLUDE or ALL
 * @param nonKeyAttributes what INCLUDE includes
 * @param throughput its own in provisioned mode
 * @param onDemandLimits maximums in on-demand mode; may be null
 * @param warmThroughput as asked for; may be null
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

  /** Whether whole items are in the index. */
  public boolean projectsAll() {
    return projectionType.equals(ALL);
  }

  /** The same with other capacity. */
  public IndexRecord withCapacity(Throughput changed, UnitPair limits, UnitPair warm) {
    return new IndexRecord(
        name, global, key, projectionType, nonKeyAttributes, changed, limits, warm);
  }
}
