package dev.brume.dynamodb.engine;

import java.util.List;

/**
 * The settings of a global table that are different in one of its regions. Each replica stores
 * those of all.
 *
 * @param region the region of the replica
 * @param readUnits provisioned reads per second; null for those of the table
 * @param maxReadUnits the maximum of reads in on-demand mode; null for that of the table
 * @param tableClass null for that of the table
 * @param encryptionKey the KMS key as requested; null for the default one
 * @param indexes of global indexes
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateReplicationGroupMemberAction.html">UpdateReplicationGroupMemberAction</a>
 */
public record ReplicaOverrides(
    String region,
    Long readUnits,
    Long maxReadUnits,
    String tableClass,
    String encryptionKey,
    List<OfIndex> indexes) {

  /**
   * Those of a global index.
   *
   * @param name its name
   * @param readUnits provisioned reads per second; null for those of the table's index
   * @param maxReadUnits the maximum of reads in on-demand mode; null for that of the table's index
   */
  public record OfIndex(String name, Long readUnits, Long maxReadUnits) {}

  /** A region where nothing is different. */
  public static ReplicaOverrides none(String region) {
    return new ReplicaOverrides(region, null, null, null, null, List.of());
  }

  /** Those of the index {@code name}; null if nothing is different. */
  public OfIndex ofIndex(String name) {
    for (OfIndex each : indexes) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    return null;
  }

  /** The same with other reads of the table. */
  public ReplicaOverrides withReadUnits(Long changed) {
    return new ReplicaOverrides(region, changed, maxReadUnits, tableClass, encryptionKey, indexes);
  }

  /** The same with another maximum of the table's reads. */
  public ReplicaOverrides withMaxReadUnits(Long changed) {
    return new ReplicaOverrides(region, readUnits, changed, tableClass, encryptionKey, indexes);
  }

  /** The same with another table class. */
  public ReplicaOverrides withTableClass(String changed) {
    return new ReplicaOverrides(region, readUnits, maxReadUnits, changed, encryptionKey, indexes);
  }

  /** The same with another key. */
  public ReplicaOverrides withEncryptionKey(String changed) {
    return new ReplicaOverrides(region, readUnits, maxReadUnits, tableClass, changed, indexes);
  }

  /** The same with others of indexes. */
  public ReplicaOverrides withIndexes(List<OfIndex> changed) {
    return new ReplicaOverrides(
        region, readUnits, maxReadUnits, tableClass, encryptionKey, List.copyOf(changed));
  }
}
