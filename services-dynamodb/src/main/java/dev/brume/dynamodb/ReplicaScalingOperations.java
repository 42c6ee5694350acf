package dev.brume.dynamodb;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.DescribeTableReplicaAutoScalingInput;
import dev.brume.dynamodb.api.DescribeTableReplicaAutoScalingOutput;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.GlobalSecondaryIndexAutoScalingUpdate;
import dev.brume.dynamodb.api.IndexStatus;
import dev.brume.dynamodb.api.ReplicaAutoScalingDescription;
import dev.brume.dynamodb.api.ReplicaAutoScalingUpdate;
import dev.brume.dynamodb.api.ReplicaGlobalSecondaryIndexAutoScalingDescription;
import dev.brume.dynamodb.api.ReplicaGlobalSecondaryIndexAutoScalingUpdate;
import dev.brume.dynamodb.api.ReplicaStatus;
import dev.brume.dynamodb.api.TableAutoScalingDescription;
import dev.brume.dynamodb.api.TableStatus;
import dev.brume.dynamodb.api.UpdateTableReplicaAutoScalingInput;
import dev.brume.dynamodb.api.UpdateTableReplicaAutoScalingOutput;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Auto scaling of all replicas of a global table at once. The settings are only stored and
 * returned.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTableReplicaAutoScaling.html">UpdateTableReplicaAutoScaling</a>
 */
final class ReplicaScalingOperations {
  private final TableFinder tables;

  ReplicaScalingOperations(TableFinder tables) {
    this.tables = tables;
  }

  DescribeTableReplicaAutoScalingOutput describeTableReplicaAutoScaling(
      RequestContext context, DescribeTableReplicaAutoScalingInput input) {
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    place.describedTable();
    return DescribeTableReplicaAutoScalingOutput.builder()
        .tableAutoScalingDescription(described(place, TableStatus.ACTIVE))
        .build();
  }

  UpdateTableReplicaAutoScalingOutput updateTableReplicaAutoScaling(
      RequestContext context, UpdateTableReplicaAutoScalingInput input) {
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    TableRecord table = place.describedTable().record();
    List<String> regions = regions(place);
    if (regions.size() == 1) {
      // AWS's error text is not known.
      throw Validation.error("The table is not a global table of version 2019.11.21");
    }
    if (table.capacity().onDemand()) {
      throw Validation.error(
          "Auto scaling settings cannot be updated for a table with BillingMode PAY_PER_REQUEST");
    }
    List<ReplicaAutoScalingUpdate> replicas = orEmpty(input.replicaUpdates());
    for (ReplicaAutoScalingUpdate update : replicas) {
      if (!regions.contains(update.regionName())) {
        throw Validation.error("The table has no replica in " + update.regionName());
      }
      orEmpty(update.replicaGlobalSecondaryIndexUpdates())
          .forEach(each -> checkIndex(table, each.indexName()));
    }
    orEmpty(input.globalSecondaryIndexUpdates())
        .forEach(each -> checkIndex(table, each.indexName()));
    regions.forEach(region -> change(place, region, each -> withWrites(each, input)));
    replicas.forEach(update -> change(place, update.regionName(), each -> withReads(each, update)));
    return UpdateTableReplicaAutoScalingOutput.builder()
        .tableAutoScalingDescription(described(place, TableStatus.UPDATING))
        .build();
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static void checkIndex(TableRecord table, String name) {
    if (name == null || table.index(name) == null || !table.index(name).global()) {
      throw DynamoDbErrors.resourceNotFoundException("Requested resource not found");
    }
  }

  private static List<String> regions(TableFinder.TableLocation place) {
    List<String> regions = new ArrayList<>();
    regions.add(place.region().scope().region());
    regions.addAll(place.describedTable().record().settings().replicas());
    return regions;
  }

  private DynamoDbRegion at(TableFinder.TableLocation place, String region) {
    return tables.region(new Scope(place.region().scope().account(), region));
  }

  private void change(
      TableFinder.TableLocation place, String region, UnaryOperator<TableRecord> change) {
    at(place, region).change(place.name(), change);
  }

  /** Write capacity is scaled equally in all regions. */
  private static TableRecord withWrites(
      TableRecord table, UpdateTableReplicaAutoScalingInput input) {
    TableRecord changed =
        ScalingSettings.with(table, null, true, input.provisionedWriteCapacityAutoScalingUpdate());
    for (GlobalSecondaryIndexAutoScalingUpdate index :
        orEmpty(input.globalSecondaryIndexUpdates())) {
      changed =
          ScalingSettings.with(
              changed, index.indexName(), true, index.provisionedWriteCapacityAutoScalingUpdate());
    }
    return changed;
  }

  private static TableRecord withReads(TableRecord table, ReplicaAutoScalingUpdate update) {
    TableRecord changed =
        ScalingSettings.with(
            table, null, false, update.replicaProvisionedReadCapacityAutoScalingUpdate());
    for (ReplicaGlobalSecondaryIndexAutoScalingUpdate index :
        orEmpty(update.replicaGlobalSecondaryIndexUpdates())) {
      changed =
          ScalingSettings.with(
              changed, index.indexName(), false, index.provisionedReadCapacityAutoScalingUpdate());
    }
    return changed;
  }

  private TableAutoScalingDescription described(TableFinder.TableLocation place, String status) {
    List<ReplicaAutoScalingDescription> replicas =
        regions(place).stream()
            .map(
                region ->
                    described(region, at(place, region).describedTable(place.name()).record()))
            .toList();
    return TableAutoScalingDescription.builder()
        .tableName(place.name())
        .tableStatus(status)
        .replicas(replicas)
        .build();
  }

  private static ReplicaAutoScalingDescription described(String region, TableRecord table) {
    List<ReplicaGlobalSecondaryIndexAutoScalingDescription> indexes =
        table.indexes().stream()
            .filter(IndexRecord::global)
            .map(
                index ->
                    ReplicaGlobalSecondaryIndexAutoScalingDescription.builder()
                        .indexName(index.name())
                        .indexStatus(IndexStatus.ACTIVE)
                        .provisionedReadCapacityAutoScalingSettings(
                            ScalingSettings.described(table, index.name(), false))
                        .provisionedWriteCapacityAutoScalingSettings(
                            ScalingSettings.described(table, index.name(), true))
                        .build())
            .toList();
    return ReplicaAutoScalingDescription.builder()
        .regionName(region)
        .globalSecondaryIndexes(indexes)
        .replicaProvisionedReadCapacityAutoScalingSettings(
            ScalingSettings.described(table, null, false))
        .replicaProvisionedWriteCapacityAutoScalingSettings(
            ScalingSettings.described(table, null, true))
        .replicaStatus(ReplicaStatus.ACTIVE)
        .build();
  }
}
