package dev.brume.dynamodb;

import dev.brume.dynamodb.api.GlobalSecondaryIndex;
import dev.brume.dynamodb.api.LocalSecondaryIndex;
import dev.brume.dynamodb.api.OnDemandThroughput;
import dev.brume.dynamodb.api.ProvisionedThroughput;
import dev.brume.dynamodb.api.SSESpecification;
import dev.brume.dynamodb.engine.CapacitySettings;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.RestoreOrigin;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.TableSettings;
import dev.brume.dynamodb.engine.Throughput;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.List;

/**
 * A restored table: equal to its source except for overridden settings, and without tags, policies,
 * streams, time to live, point-in-time recovery and deletion protection.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/backuprestore_HowItWorks.html">Backup
 *     and restore: how it works</a>: "You must manually set up the following on the restored table"
 */
final class RestoredTable {
  private final DynamoDbRegion region;
  private TableRecord record;

  RestoredTable(TableRecord source, String name, DynamoDbRegion region, RestoreOrigin origin) {
    this.region = region;
    TableSettings settings =
        TableSettings.builder()
            .tableClass(source.settings().tableClass(), 0)
            .encryptionKey(source.settings().encryptionKeyArn())
            .restored(origin)
            .build();
    record =
        new TableRecord(
            name,
            region.surroundings().ids().uuid(),
            region.nowMillis(),
            source.attributes(),
            source.key(),
            source.indexes(),
            source.vectorIndexes(),
            source.capacity(),
            settings);
  }

  TableRecord record() {
    return record;
  }

  /** Overrides the capacity; each parameter may be null. */
  RestoredTable with(
      String billingMode, ProvisionedThroughput throughput, OnDemandThroughput limits) {
    CapacitySettings known = record.capacity();
    if (billingMode == null && throughput == null && limits == null) {
      return this;
    }
    boolean onDemand =
        billingMode == null && throughput == null
            ? known.onDemand()
            : CapacityReading.isOnDemand(billingMode, throughput);
    record =
        record.withCapacity(
            new CapacitySettings(
                onDemand,
                onDemand ? region.nowMillis() : 0,
                onDemand || throughput == null
                    ? Throughput.NONE
                    : new Throughput(
                        throughput.readCapacityUnits(), throughput.writeCapacityUnits(), 0, 0, 0),
                limits == null ? known.onDemandLimits() : IndexReading.limits(limits),
                null));
    return this;
  }

  /** Only keeps these indexes; all if both are null. */
  RestoredTable withIndexes(List<GlobalSecondaryIndex> global, List<LocalSecondaryIndex> local) {
    if (global == null && local == null) {
      return this;
    }
    IndexReading reading =
        new IndexReading(new KeySchemaReading(record.attributes()), record.capacity().onDemand());
    List<IndexRecord> indexes = new ArrayList<>();
    if (local == null) {
      record.indexes().stream().filter(index -> !index.global()).forEach(indexes::add);
    } else {
      indexes.addAll(reading.local(local, record.key()));
    }
    if (global == null) {
      record.indexes().stream().filter(IndexRecord::global).forEach(indexes::add);
    } else {
      indexes.addAll(reading.global(global));
    }
    for (IndexRecord index : indexes) {
      IndexRecord source = record.index(index.name());
      if (source == null || !source.key().equals(index.key())) {
        // "The indexes provided should match existing secondary indexes"; the error's text is not
        // known.
        throw Validation.error(
            "Index " + index.name() + " does not match an index of the source table");
      }
    }
    record = record.withIndexes(record.attributes(), List.copyOf(indexes));
    return this;
  }

  /** Overrides the encryption, unless null. */
  RestoredTable withEncryption(SSESpecification given) {
    if (given != null) {
      record =
          record.withSettings(
              record.settings().toBuilder()
                  .encryptionKey(TableCreation.encryptionKey(given, region))
                  .build());
    }
    return this;
  }
}
