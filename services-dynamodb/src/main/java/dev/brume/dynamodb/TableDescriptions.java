package dev.brume.dynamodb;

import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.AttributeDefinition;
import dev.brume.dynamodb.api.BillingMode;
import dev.brume.dynamodb.api.BillingModeSummary;
import dev.brume.dynamodb.api.GlobalSecondaryIndexDescription;
import dev.brume.dynamodb.api.GlobalSecondaryIndexWarmThroughputDescription;
import dev.brume.dynamodb.api.GlobalTableWitnessDescription;
import dev.brume.dynamodb.api.IndexStatus;
import dev.brume.dynamodb.api.KeySchemaElement;
import dev.brume.dynamodb.api.KeyType;
import dev.brume.dynamodb.api.LocalSecondaryIndexDescription;
import dev.brume.dynamodb.api.MultiRegionConsistency;
import dev.brume.dynamodb.api.OnDemandThroughput;
import dev.brume.dynamodb.api.OnDemandThroughputOverride;
import dev.brume.dynamodb.api.Projection;
import dev.brume.dynamodb.api.ProvisionedThroughputDescription;
import dev.brume.dynamodb.api.ProvisionedThroughputOverride;
import dev.brume.dynamodb.api.ReplicaDescription;
import dev.brume.dynamodb.api.ReplicaGlobalSecondaryIndexDescription;
import dev.brume.dynamodb.api.ReplicaStatus;
import dev.brume.dynamodb.api.RestoreSummary;
import dev.brume.dynamodb.api.SSEDescription;
import dev.brume.dynamodb.api.SSEStatus;
import dev.brume.dynamodb.api.SSEType;
import dev.brume.dynamodb.api.StreamSpecification;
import dev.brume.dynamodb.api.TableClassSummary;
import dev.brume.dynamodb.api.TableDescription;
import dev.brume.dynamodb.api.TableStatus;
import dev.brume.dynamodb.api.TableWarmThroughputDescription;
import dev.brume.dynamodb.api.WitnessStatus;
import dev.brume.dynamodb.engine.CapacitySettings;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.KeyDefinition;
import dev.brume.dynamodb.engine.KeyPart;
import dev.brume.dynamodb.engine.LegacyGlobalTable;
import dev.brume.dynamodb.engine.ReplicaOverrides;
import dev.brume.dynamodb.engine.RestoreOrigin;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.TableSettings;
import dev.brume.dynamodb.engine.Throughput;
import dev.brume.dynamodb.engine.UnitPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Descriptions of tables in responses. Counts and sizes are current; AWS's are up to six hours old.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html">TableDescription</a>
 */
final class TableDescriptions {
  /** The version of global tables with replicas. */
  private static final String GLOBAL_TABLES = "2019.11.21";

  private final Scope scope;
  private final ItemTable table;
  private final TableRecord record;
  private final String status;

  private TableDescriptions(Scope scope, ItemTable table, String status) {
    this.scope = scope;
    this.table = table;
    this.record = table.record();
    this.status = status;
  }

  /** The table's ARN. */
  static String arn(Scope scope, String name) {
    return scope.arn(TableFinder.SERVICE, TableFinder.TABLE + name).toString();
  }

  /** As returned by DescribeTable and UpdateTable. */
  static TableDescription described(Scope scope, ItemTable table, String status) {
    TableDescriptions descriptions = new TableDescriptions(scope, table, status);
    return descriptions.whole().warmThroughput(descriptions.warmThroughput()).build();
  }

  /** As returned by CreateTable: without warm throughput, unless it was requested. */
  static TableDescription created(Scope scope, ItemTable table) {
    TableDescriptions descriptions = new TableDescriptions(scope, table, TableStatus.CREATING);
    TableDescription.Builder whole = descriptions.whole();
    if (table.record().capacity().warmThroughput() != null) {
      whole.warmThroughput(
          descriptions.warmThroughput().toBuilder().status(TableStatus.UPDATING).build());
    }
    return whole.build();
  }

  /** As returned by DeleteTable: the remaining members. */
  static TableDescription deleted(Scope scope, ItemTable table) {
    TableDescriptions descriptions = new TableDescriptions(scope, table, TableStatus.DELETING);
    return descriptions
        .whole()
        .attributeDefinitions(null)
        .keySchema(null)
        .creationDateTime(null)
        .build();
  }

  private TableDescription.Builder whole() {
    TableSettings settings = record.settings();
    CapacitySettings capacity = record.capacity();
    TableDescription.Builder description =
        TableDescription.builder()
            .attributeDefinitions(definitions(record))
            .tableName(record.name())
            .keySchema(schema(record.key()))
            .tableStatus(status)
            .creationDateTime(Instant.ofEpochMilli(record.createdMillis()))
            .provisionedThroughput(throughput(capacity.throughput()))
            .tableSizeBytes(table.counts(null).bytes())
            .itemCount(table.counts(null).items())
            .tableArn(arn(scope, record.name()))
            .tableId(record.id())
            .billingModeSummary(billing(capacity))
            .localSecondaryIndexes(localIndexes())
            .globalSecondaryIndexes(globalIndexes())
            .vectorIndexes(VectorIndexDescriptions.all(table, arn(scope, record.name()), status))
            .deletionProtectionEnabled(settings.deletionProtection())
            .onDemandThroughput(limits(capacity.onDemandLimits()))
            .sseDescription(encryption(settings.encryptionKeyArn()))
            .tableClassSummary(tableClass(settings))
            .restoreSummary(restored(settings.restored()));
    if (settings.legacyGlobal() != null) {
      description.globalTableVersion(LegacyGlobalTable.VERSION);
    } else if (!settings.replicas().isEmpty()) {
      description.globalTableVersion(GLOBAL_TABLES).replicas(replicas(settings));
      if (settings.isStrong()) {
        description
            .multiRegionConsistency(MultiRegionConsistency.STRONG)
            .globalTableWitnesses(witnesses(settings.witness()));
      }
    }
    if (settings.streamLabel() != null) {
      description
          .latestStreamLabel(settings.streamLabel())
          .latestStreamArn(arn(scope, record.name()) + "/stream/" + settings.streamLabel());
    }
    if (settings.streamView() != null) {
      description.streamSpecification(
          StreamSpecification.builder()
              .streamEnabled(true)
              .streamViewType(settings.streamView())
              .build());
    }
    return description;
  }

  static List<AttributeDefinition> definitions(TableRecord table) {
    return table.attributes().stream()
        .map(
            part ->
                AttributeDefinition.builder()
                    .attributeName(part.name())
                    .attributeType(part.type().name())
                    .build())
        .toList();
  }

  static List<KeySchemaElement> schema(KeyDefinition key) {
    List<KeySchemaElement> schema = new ArrayList<>();
    key.partition().forEach(part -> schema.add(element(part, KeyType.HASH)));
    key.sort().forEach(part -> schema.add(element(part, KeyType.RANGE)));
    return schema;
  }

  private static KeySchemaElement element(KeyPart part, String type) {
    return KeySchemaElement.builder().attributeName(part.name()).keyType(type).build();
  }

  private static ProvisionedThroughputDescription throughput(Throughput throughput) {
    return ProvisionedThroughputDescription.builder()
        .lastIncreaseDateTime(moment(throughput.increasedMillis()))
        .lastDecreaseDateTime(moment(throughput.decreasedMillis()))
        .numberOfDecreasesToday(throughput.decreasesToday())
        .readCapacityUnits(throughput.readUnits())
        .writeCapacityUnits(throughput.writeUnits())
        .build();
  }

  private static Instant moment(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis);
  }

  private static BillingModeSummary billing(CapacitySettings capacity) {
    if (capacity.onDemandSinceMillis() == 0) {
      return null;
    }
    return BillingModeSummary.builder()
        .billingMode(capacity.onDemand() ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED)
        .lastUpdateToPayPerRequestDateTime(Instant.ofEpochMilli(capacity.onDemandSinceMillis()))
        .build();
  }

  static OnDemandThroughput limits(UnitPair limits) {
    return limits == null
        ? null
        : OnDemandThroughput.builder()
            .maxReadRequestUnits(limits.read())
            .maxWriteRequestUnits(limits.write())
            .build();
  }

  static SSEDescription encryption(String keyArn) {
    return keyArn == null
        ? null
        : SSEDescription.builder()
            .status(SSEStatus.ENABLED)
            .sseType(SSEType.KMS)
            .kmsMasterKeyArn(keyArn)
            .build();
  }

  private static List<ReplicaDescription> replicas(TableSettings settings) {
    return settings.replicas().stream()
        .map(region -> replica(settings.overridesOf(region)))
        .toList();
  }

  private static ReplicaDescription replica(ReplicaOverrides own) {
    List<ReplicaGlobalSecondaryIndexDescription> indexes =
        own.indexes().stream()
            .map(
                index ->
                    ReplicaGlobalSecondaryIndexDescription.builder()
                        .indexName(index.name())
                        .provisionedThroughputOverride(reads(index.readUnits()))
                        .onDemandThroughputOverride(mostReads(index.maxReadUnits()))
                        .build())
            .toList();
    return ReplicaDescription.builder()
        .regionName(own.region())
        .replicaStatus(ReplicaStatus.ACTIVE)
        .kmsMasterKeyId(own.encryptionKey())
        .provisionedThroughputOverride(reads(own.readUnits()))
        .onDemandThroughputOverride(mostReads(own.maxReadUnits()))
        .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes)
        .replicaTableClassSummary(
            own.tableClass() == null
                ? null
                : TableClassSummary.builder().tableClass(own.tableClass()).build())
        .build();
  }

  private static ProvisionedThroughputOverride reads(Long units) {
    return units == null
        ? null
        : ProvisionedThroughputOverride.builder().readCapacityUnits(units).build();
  }

  private static OnDemandThroughputOverride mostReads(Long units) {
    return units == null
        ? null
        : OnDemandThroughputOverride.builder().maxReadRequestUnits(units).build();
  }

  private static List<GlobalTableWitnessDescription> witnesses(String region) {
    return region == null
        ? null
        : List.of(
            GlobalTableWitnessDescription.builder()
                .regionName(region)
                .witnessStatus(WitnessStatus.ACTIVE)
                .build());
  }

  private static RestoreSummary restored(RestoreOrigin origin) {
    return origin == null
        ? null
        : RestoreSummary.builder()
            .sourceBackupArn(origin.backupArn())
            .sourceTableArn(origin.tableArn())
            .restoreDateTime(Instant.ofEpochMilli(origin.restoreMillis()))
            .restoreInProgress(false)
            .build();
  }

  private static TableClassSummary tableClass(TableSettings settings) {
    return settings.tableClass() == null
        ? null
        : TableClassSummary.builder()
            .tableClass(settings.tableClass())
            .lastUpdateDateTime(moment(settings.tableClassMillis()))
            .build();
  }

  private TableWarmThroughputDescription warmThroughput() {
    UnitPair warm = warm(record.capacity().warmThroughput(), record.capacity().throughput());
    return TableWarmThroughputDescription.builder()
        .readUnitsPerSecond(warm.read())
        .writeUnitsPerSecond(warm.write())
        .status(TableStatus.ACTIVE)
        .build();
  }

  private UnitPair warm(UnitPair asked, Throughput throughput) {
    return CapacityReading.warm(asked, throughput, record.capacity().onDemand());
  }

  private String indexArn(IndexRecord index) {
    return arn(scope, record.name()) + "/index/" + index.name();
  }

  static Projection projection(IndexRecord index) {
    return Projection.builder()
        .projectionType(index.projectionType())
        .nonKeyAttributes(index.nonKeyAttributes().isEmpty() ? null : index.nonKeyAttributes())
        .build();
  }

  private List<LocalSecondaryIndexDescription> localIndexes() {
    List<LocalSecondaryIndexDescription> described = new ArrayList<>();
    for (IndexRecord index : record.indexes()) {
      if (!index.global()) {
        described.add(
            LocalSecondaryIndexDescription.builder()
                .indexName(index.name())
                .keySchema(schema(index.key()))
                .projection(projection(index))
                .indexSizeBytes(table.counts(index.name()).bytes())
                .itemCount(table.counts(index.name()).items())
                .indexArn(indexArn(index))
                .build());
      }
    }
    return described.isEmpty() ? null : described;
  }

  private List<GlobalSecondaryIndexDescription> globalIndexes() {
    List<GlobalSecondaryIndexDescription> described = new ArrayList<>();
    for (IndexRecord index : record.indexes()) {
      if (index.global()) {
        described.add(globalIndex(index));
      }
    }
    return described.isEmpty() ? null : described;
  }

  private GlobalSecondaryIndexDescription globalIndex(IndexRecord index) {
    boolean creating = status.equals(TableStatus.CREATING);
    UnitPair warm = warm(index.warmThroughput(), index.throughput());
    return GlobalSecondaryIndexDescription.builder()
        .indexName(index.name())
        .keySchema(schema(index.key()))
        .projection(projection(index))
        .indexStatus(
            status.equals(TableStatus.DELETING)
                ? IndexStatus.DELETING
                : creating ? IndexStatus.CREATING : IndexStatus.ACTIVE)
        .provisionedThroughput(throughput(index.throughput()))
        .indexSizeBytes(table.counts(index.name()).bytes())
        .itemCount(table.counts(index.name()).items())
        .indexArn(indexArn(index))
        .onDemandThroughput(limits(index.onDemandLimits()))
        .warmThroughput(
            creating
                ? null
                : GlobalSecondaryIndexWarmThroughputDescription.builder()
                    .readUnitsPerSecond(warm.read())
                    .writeUnitsPerSecond(warm.write())
                    .status(IndexStatus.ACTIVE)
                    .build())
        .build();
  }
}
