package dev.brume.dynamodb;

import dev.brume.dynamodb.api.Capacity;
import dev.brume.dynamodb.api.ConsumedCapacity;
import dev.brume.dynamodb.api.ReturnConsumedCapacity;
import dev.brume.dynamodb.api.VectorCapacity;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.WriteOutcome;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The capacity units that a request consumed of a table and of its indexes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">DynamoDB
 *     reads and writes: 4 KB a read unit, 1 KB a write unit, half a unit an eventually consistent
 *     read, twice as many in transactions</a>
 */
final class ConsumedUnits {
  private static final int READ_UNIT_BYTES = 4096;

  private final Kind kind;
  private double table;
  private final Map<String, Double> indexes = new LinkedHashMap<>();
  private final Map<String, Double> vectorBytes = new LinkedHashMap<>();

  /** How the units are named. */
  enum Kind {
    /** Units of a single or batch operation, named only capacity units. */
    PLAIN,
    /** Read units of a transaction. */
    TRANSACT_READ,
    /** Write units of a transaction. */
    TRANSACT_WRITE
  }

  ConsumedUnits(Kind kind) {
    this.kind = kind;
  }

  /** The units for reading {@code bytes} at once. */
  static double read(long bytes, boolean consistent) {
    long units = Math.max(1, (bytes + READ_UNIT_BYTES - 1) / READ_UNIT_BYTES);
    return consistent ? units : units / 2.0;
  }

  /** Adds units of the table. */
  ConsumedUnits addTable(double units) {
    table += units;
    return this;
  }

  /** Adds units of an index. */
  ConsumedUnits addIndex(String name, double units) {
    indexes.merge(name, units, Double::sum);
    return this;
  }

  /** Adds the units of a write. */
  ConsumedUnits add(WriteOutcome outcome) {
    int times = kind == Kind.TRANSACT_WRITE ? 2 : 1;
    addTable(times * outcome.tableUnits());
    outcome.indexUnits().forEach((name, units) -> addIndex(name, times * units));
    outcome
        .vectorBytes()
        .forEach((name, bytes) -> vectorBytes.merge(name, (double) bytes, Double::sum));
    return this;
  }

  /** Whether a request with that ReturnConsumedCapacity value requests the units. */
  static boolean isWanted(String mode) {
    return mode != null && !mode.equals(ReturnConsumedCapacity.NONE);
  }

  /**
   * The response's member; null if it was not requested.
   *
   * @param mode the request's ReturnConsumedCapacity
   * @param tableName the table's name in the request
   */
  ConsumedCapacity shown(String mode, String tableName, TableRecord record) {
    if (!isWanted(mode)) {
      return null;
    }
    double total = table;
    for (double units : indexes.values()) {
      total += units;
    }
    ConsumedCapacity.Builder shown =
        ConsumedCapacity.builder().tableName(tableName).capacityUnits(total);
    if (kind == Kind.TRANSACT_READ) {
      shown.readCapacityUnits(total);
    } else if (kind == Kind.TRANSACT_WRITE) {
      shown.writeCapacityUnits(total);
    }
    if (mode.equals(ReturnConsumedCapacity.INDEXES)) {
      shown.table(capacity(table));
      shown.localSecondaryIndexes(capacities(record, false));
      shown.globalSecondaryIndexes(capacities(record, true));
      shown.vectorIndexes(vectorCapacities());
    }
    return shown.build();
  }

  private Map<String, Capacity> capacities(TableRecord record, boolean global) {
    Map<String, Capacity> capacities = new LinkedHashMap<>();
    for (IndexRecord index : record.indexes()) {
      Double units = indexes.get(index.name());
      if (index.global() == global && units != null) {
        capacities.put(index.name(), capacity(units));
      }
    }
    return capacities.isEmpty() ? null : capacities;
  }

  private Map<String, VectorCapacity> vectorCapacities() {
    if (vectorBytes.isEmpty()) {
      return null;
    }
    Map<String, VectorCapacity> capacities = new LinkedHashMap<>();
    vectorBytes.forEach(
        (name, bytes) ->
            capacities.put(name, VectorCapacity.builder().vectorWriteRequestBytes(bytes).build()));
    return capacities;
  }

  private Capacity capacity(double units) {
    Capacity.Builder capacity = Capacity.builder().capacityUnits(units);
    if (kind == Kind.TRANSACT_READ) {
      capacity.readCapacityUnits(units);
    } else if (kind == Kind.TRANSACT_WRITE) {
      capacity.writeCapacityUnits(units);
    }
    return capacity.build();
  }
}
