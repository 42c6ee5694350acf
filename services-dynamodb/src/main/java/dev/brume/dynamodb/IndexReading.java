package dev.brume.dynamodb;

import dev.brume.dynamodb.api.GlobalSecondaryIndex;
import dev.brume.dynamodb.api.LocalSecondaryIndex;
import dev.brume.dynamodb.api.OnDemandThroughput;
import dev.brume.dynamodb.api.Projection;
import dev.brume.dynamodb.api.ProjectionType;
import dev.brume.dynamodb.api.ProvisionedThroughput;
import dev.brume.dynamodb.api.WarmThroughput;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.KeyDefinition;
import dev.brume.dynamodb.engine.Throughput;
import dev.brume.dynamodb.engine.UnitPair;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The secondary indexes in requests that create or change tables.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/SecondaryIndexes.html">Improving
 *     data access with secondary indexes</a>
 */
final class IndexReading {
  /** "There is a default quota of 20 global secondary indexes per table." */
  static final int MAX_GLOBAL_INDEXES = 20;

  /** "Each table can have up to 5 local secondary indexes." */
  private static final int MAX_LOCAL_INDEXES = 5;

  /** "You can project a total of up to 100 attributes into all of a table's indexes." */
  private static final int MAX_PROJECTED_ATTRIBUTES = 100;

  private final KeySchemaReading keys;
  private final boolean onDemand;
  private final Set<String> names = new HashSet<>();

  IndexReading(KeySchemaReading keys, boolean onDemand) {
    this.keys = keys;
    this.onDemand = onDemand;
  }

  /** The local indexes of a new table. */
  List<IndexRecord> local(List<LocalSecondaryIndex> given, KeyDefinition table) {
    List<IndexRecord> indexes = new ArrayList<>();
    if (given == null) {
      return indexes;
    }
    if (given.isEmpty()) {
      throw Validation.parameter("List of LocalSecondaryIndexes is empty");
    }
    if (table.sort().isEmpty()) {
      throw Validation.parameter(
          "Table KeySchema does not have a range key, which is required when specifying a"
              + " LocalSecondaryIndex");
    }
    for (LocalSecondaryIndex index : given) {
      indexes.add(local(index, table));
    }
    if (given.size() > MAX_LOCAL_INDEXES) {
      throw Validation.parameter(
          "Number of LocalSecondaryIndexes exceeds per-table limit of " + MAX_LOCAL_INDEXES);
    }
    return indexes;
  }

  private IndexRecord local(LocalSecondaryIndex index, KeyDefinition table) {
    KeyDefinition key = keys.simple(index.keySchema());
    if (key.sort().isEmpty()) {
      throw Validation.parameter(
          "Index KeySchema does not have a range key for index: " + index.indexName());
    }
    String indexHash = key.partition().getFirst().name();
    String tableHash = table.partition().getFirst().name();
    if (!indexHash.equals(tableHash)) {
      throw Validation.parameter(
          "Index KeySchema does not have the same leading hash key as table KeySchema for index: "
              + index.indexName()
              + ". index hash key: "
              + indexHash
              + ", table hash key: "
              + tableHash);
    }
    checkProjection(index.projection());
    checkName(index.indexName());
    return record(index.indexName(), false, key, index.projection(), Throughput.NONE, null, null);
  }

  /** The global indexes of a new table. */
  List<IndexRecord> global(List<GlobalSecondaryIndex> given) {
    List<IndexRecord> indexes = new ArrayList<>();
    if (given == null) {
      return indexes;
    }
    if (given.isEmpty()) {
      throw Validation.parameter("List of GlobalSecondaryIndexes is empty");
    }
    for (GlobalSecondaryIndex index : given) {
      indexes.add(global(index));
    }
    if (given.size() > MAX_GLOBAL_INDEXES) {
      throw Validation.parameter(
          "GlobalSecondaryIndex count exceeds the per-table limit of " + MAX_GLOBAL_INDEXES);
    }
    return indexes;
  }

  /** A new global index. */
  IndexRecord global(GlobalSecondaryIndex index) {
    KeyDefinition key = keys.global(index.keySchema());
    checkProjection(index.projection());
    checkName(index.indexName());
    Throughput throughput = throughput(index.indexName(), index.provisionedThroughput());
    CapacityReading.checkLimits(index.onDemandThroughput(), onDemand);
    CapacityReading.checkWarm(
        "index " + index.indexName(),
        index.warmThroughput(),
        CapacityReading.warm(null, throughput, onDemand));
    return record(
        index.indexName(),
        true,
        key,
        index.projection(),
        throughput,
        limits(index.onDemandThroughput()),
        warm(index.warmThroughput()));
  }

  private Throughput throughput(String name, ProvisionedThroughput given) {
    if (onDemand && given != null) {
      throw provisionedOnDemand(name);
    }
    if (onDemand) {
      return Throughput.NONE;
    }
    if (given == null) {
      throw Validation.parameter("ProvisionedThroughput must be specified for index: " + name);
    }
    CapacityReading.checkBounds(given, " for index " + name);
    return new Throughput(given.readCapacityUnits(), given.writeCapacityUnits(), 0, 0, 0);
  }

  static RuntimeException provisionedOnDemand(String index) {
    return Validation.parameter(
        "ProvisionedThroughput should not be specified for index: "
            + index
            + " when BillingMode is PAY_PER_REQUEST");
  }

  private static IndexRecord record(
      String name,
      boolean global,
      KeyDefinition key,
      Projection projection,
      Throughput throughput,
      UnitPair limits,
      UnitPair warm) {
    List<String> included =
        projection.nonKeyAttributes() == null ? List.of() : projection.nonKeyAttributes();
    return new IndexRecord(
        name,
        global,
        key,
        projection.projectionType(),
        List.copyOf(included),
        throughput,
        limits,
        warm);
  }

  static void checkProjection(Projection projection) {
    String type = projection.projectionType();
    if (type == null) {
      throw Validation.parameter("Unknown ProjectionType: null");
    }
    boolean includes = type.equals(ProjectionType.INCLUDE);
    if (projection.nonKeyAttributes() != null && !includes) {
      throw Validation.parameter(
          "ProjectionType is " + type + ", but NonKeyAttributes is specified");
    }
    if (projection.nonKeyAttributes() == null && includes) {
      throw Validation.parameter(
          "ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
    }
  }

  private void checkName(String name) {
    if (!names.add(name)) {
      throw Validation.parameter("Duplicate index name: " + name);
    }
  }

  /** Checks all indexes of a table together. */
  static void checkProjected(List<IndexRecord> indexes) {
    int projected = indexes.stream().mapToInt(index -> index.nonKeyAttributes().size()).sum();
    if (projected > MAX_PROJECTED_ATTRIBUTES) {
      throw Validation.parameter(
          "The number of projected attributes in all indexes exceeds the limit of "
              + MAX_PROJECTED_ATTRIBUTES);
    }
  }

  static UnitPair limits(OnDemandThroughput given) {
    return given == null
        ? null
        : new UnitPair(given.maxReadRequestUnits(), given.maxWriteRequestUnits());
  }

  static UnitPair warm(WarmThroughput given) {
    return given == null
        ? null
        : new UnitPair(given.readUnitsPerSecond(), given.writeUnitsPerSecond());
  }
}
