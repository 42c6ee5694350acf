package dev.brume.dynamodb;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.BillingMode;
import dev.brume.dynamodb.api.BillingModeSummary;
import dev.brume.dynamodb.api.DescribeGlobalTableSettingsInput;
import dev.brume.dynamodb.api.DescribeGlobalTableSettingsOutput;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.GlobalTableGlobalSecondaryIndexSettingsUpdate;
import dev.brume.dynamodb.api.IndexStatus;
import dev.brume.dynamodb.api.ReplicaGlobalSecondaryIndexSettingsDescription;
import dev.brume.dynamodb.api.ReplicaGlobalSecondaryIndexSettingsUpdate;
import dev.brume.dynamodb.api.ReplicaSettingsDescription;
import dev.brume.dynamodb.api.ReplicaSettingsUpdate;
import dev.brume.dynamodb.api.ReplicaStatus;
import dev.brume.dynamodb.api.TableClassSummary;
import dev.brume.dynamodb.api.UpdateGlobalTableSettingsInput;
import dev.brume.dynamodb.api.UpdateGlobalTableSettingsOutput;
import dev.brume.dynamodb.engine.CapacitySettings;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.Throughput;
import java.util.ArrayList;
import java.util.List;

/**
 * Capacity and scaling of global tables of version 2017.11.29.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateGlobalTableSettings.html">UpdateGlobalTableSettings</a>
 */
final class LegacyGlobalTableSettings {
  private final TableFinder tables;
  private final LegacyGlobalTableOperations groups;

  LegacyGlobalTableSettings(TableFinder tables, LegacyGlobalTableOperations groups) {
    this.tables = tables;
    this.groups = groups;
  }

  DescribeGlobalTableSettingsOutput describeGlobalTableSettings(
      RequestContext context, DescribeGlobalTableSettingsInput input) {
    LegacyGlobalTableOperations.Group group = groups.find(context.scope(), input.globalTableName());
    return DescribeGlobalTableSettingsOutput.builder()
        .globalTableName(group.name())
        .replicaSettings(described(group, ReplicaStatus.ACTIVE))
        .build();
  }

  UpdateGlobalTableSettingsOutput updateGlobalTableSettings(
      RequestContext context, UpdateGlobalTableSettingsInput input) {
    LegacyGlobalTableOperations.Group group = groups.find(context.scope(), input.globalTableName());
    check(group, input);
    for (String region : group.regions()) {
      DynamoDbRegion at = at(group, region);
      at.change(group.name(), table -> changed(region, table, input, at.nowMillis()));
    }
    return UpdateGlobalTableSettingsOutput.builder()
        .globalTableName(group.name())
        .replicaSettings(described(group, ReplicaStatus.UPDATING))
        .build();
  }

  private DynamoDbRegion at(LegacyGlobalTableOperations.Group group, String region) {
    return tables.region(new Scope(group.account(), region));
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }

  private void check(
      LegacyGlobalTableOperations.Group group, UpdateGlobalTableSettingsInput input) {
    TableRecord table = at(group, group.regions().getFirst()).describedTable(group.name()).record();
    for (ReplicaSettingsUpdate update : orEmpty(input.replicaSettingsUpdate())) {
      if (!group.regions().contains(update.regionName())) {
        throw DynamoDbErrors.replicaNotFoundException(
            "There is no replica of the global table in region " + update.regionName());
      }
      orEmpty(update.replicaGlobalSecondaryIndexSettingsUpdate())
          .forEach(each -> checkIndex(table, each.indexName()));
    }
    orEmpty(input.globalTableGlobalSecondaryIndexSettingsUpdate())
        .forEach(each -> checkIndex(table, each.indexName()));
  }

  private static void checkIndex(TableRecord table, String name) {
    if (table.index(name) == null || !table.index(name).global()) {
      throw DynamoDbErrors.indexNotFoundException("There is no index of the name " + name);
    }
  }

  private static TableRecord changed(
      String region, TableRecord table, UpdateGlobalTableSettingsInput input, long now) {
    ReplicaSettingsUpdate own = null;
    for (ReplicaSettingsUpdate update : orEmpty(input.replicaSettingsUpdate())) {
      own = update.regionName().equals(region) ? update : own;
    }
    TableRecord changed = table.withCapacity(capacity(table.capacity(), input, own));
    changed =
        ScalingSettings.with(
            changed,
            null,
            true,
            input.globalTableProvisionedWriteCapacityAutoScalingSettingsUpdate());
    if (own != null) {
      changed =
          ScalingSettings.with(
              changed, null, false, own.replicaProvisionedReadCapacityAutoScalingSettingsUpdate());
      if (own.replicaTableClass() != null) {
        changed =
            changed.withSettings(
                changed.settings().toBuilder().tableClass(own.replicaTableClass(), now).build());
      }
    }
    return withIndexes(changed, input, own);
  }

  private static CapacitySettings capacity(
      CapacitySettings known, UpdateGlobalTableSettingsInput input, ReplicaSettingsUpdate own) {
    boolean onDemand =
        input.globalTableBillingMode() == null
            ? known.onDemand()
            : input.globalTableBillingMode().equals(BillingMode.PAY_PER_REQUEST);
    Long reads = own == null ? null : own.replicaProvisionedReadCapacityUnits();
    Long writes = input.globalTableProvisionedWriteCapacityUnits();
    return new CapacitySettings(
        onDemand,
        known.onDemandSinceMillis(),
        onDemand ? Throughput.NONE : throughput(known.throughput(), reads, writes),
        known.onDemandLimits(),
        known.warmThroughput());
  }

  private static Throughput throughput(Throughput known, Long reads, Long writes) {
    return new Throughput(
        reads == null ? known.readUnits() : reads,
        writes == null ? known.writeUnits() : writes,
        known.increasedMillis(),
        known.decreasedMillis(),
        known.decreasesToday());
  }

  private static TableRecord withIndexes(
      TableRecord table, UpdateGlobalTableSettingsInput input, ReplicaSettingsUpdate own) {
    TableRecord changed = table;
    for (GlobalTableGlobalSecondaryIndexSettingsUpdate update :
        orEmpty(input.globalTableGlobalSecondaryIndexSettingsUpdate())) {
      changed =
          withIndex(changed, update.indexName(), null, update.provisionedWriteCapacityUnits());
      changed =
          ScalingSettings.with(
              changed,
              update.indexName(),
              true,
              update.provisionedWriteCapacityAutoScalingSettingsUpdate());
    }
    if (own == null) {
      return changed;
    }
    for (ReplicaGlobalSecondaryIndexSettingsUpdate update :
        orEmpty(own.replicaGlobalSecondaryIndexSettingsUpdate())) {
      changed = withIndex(changed, update.indexName(), update.provisionedReadCapacityUnits(), null);
      changed =
          ScalingSettings.with(
              changed,
              update.indexName(),
              false,
              update.provisionedReadCapacityAutoScalingSettingsUpdate());
    }
    return changed;
  }

  private static TableRecord withIndex(TableRecord table, String name, Long reads, Long writes) {
    List<IndexRecord> indexes = new ArrayList<>(table.indexes());
    indexes.replaceAll(
        index ->
            index.name().equals(name)
                ? index.withCapacity(
                    throughput(index.throughput(), reads, writes),
                    index.onDemandLimits(),
                    index.warmThroughput())
                : index);
    return table.withIndexes(table.attributes(), List.copyOf(indexes));
  }

  private List<ReplicaSettingsDescription> described(
      LegacyGlobalTableOperations.Group group, String status) {
    return group.regions().stream()
        .map(
            region ->
                described(region, at(group, region).describedTable(group.name()).record(), status))
        .toList();
  }

  private static ReplicaSettingsDescription described(
      String region, TableRecord table, String status) {
    CapacitySettings capacity = table.capacity();
    return ReplicaSettingsDescription.builder()
        .regionName(region)
        .replicaStatus(status)
        .replicaBillingModeSummary(
            capacity.onDemand()
                ? BillingModeSummary.builder().billingMode(BillingMode.PAY_PER_REQUEST).build()
                : null)
        .replicaProvisionedReadCapacityUnits(capacity.throughput().readUnits())
        .replicaProvisionedReadCapacityAutoScalingSettings(
            ScalingSettings.described(table, null, false))
        .replicaProvisionedWriteCapacityUnits(capacity.throughput().writeUnits())
        .replicaProvisionedWriteCapacityAutoScalingSettings(
            ScalingSettings.described(table, null, true))
        .replicaGlobalSecondaryIndexSettings(indexes(table))
        .replicaTableClassSummary(
            table.settings().tableClass() == null
                ? null
                : TableClassSummary.builder().tableClass(table.settings().tableClass()).build())
        .build();
  }

  private static List<ReplicaGlobalSecondaryIndexSettingsDescription> indexes(TableRecord table) {
    List<ReplicaGlobalSecondaryIndexSettingsDescription> indexes =
        table.indexes().stream()
            .filter(IndexRecord::global)
            .map(
                index ->
                    ReplicaGlobalSecondaryIndexSettingsDescription.builder()
                        .indexName(index.name())
                        .indexStatus(IndexStatus.ACTIVE)
                        .provisionedReadCapacityUnits(positive(index.throughput().readUnits()))
                        .provisionedReadCapacityAutoScalingSettings(
                            ScalingSettings.described(table, index.name(), false))
                        .provisionedWriteCapacityUnits(positive(index.throughput().writeUnits()))
                        .provisionedWriteCapacityAutoScalingSettings(
                            ScalingSettings.described(table, index.name(), true))
                        .build())
            .toList();
    return indexes.isEmpty() ? null : indexes;
  }

  private static Long positive(long units) {
    return units == 0 ? null : units;
  }
}
