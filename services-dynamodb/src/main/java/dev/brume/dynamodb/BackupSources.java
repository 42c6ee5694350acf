package dev.brume.dynamodb;

import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.BillingMode;
import dev.brume.dynamodb.api.GlobalSecondaryIndexInfo;
import dev.brume.dynamodb.api.LocalSecondaryIndexInfo;
import dev.brume.dynamodb.api.ProvisionedThroughput;
import dev.brume.dynamodb.api.SourceTableDetails;
import dev.brume.dynamodb.api.SourceTableFeatureDetails;
import dev.brume.dynamodb.api.StreamSpecification;
import dev.brume.dynamodb.api.TimeToLiveDescription;
import dev.brume.dynamodb.api.TimeToLiveStatus;
import dev.brume.dynamodb.engine.BackupRecord;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.TableSettings;
import dev.brume.dynamodb.engine.Throughput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The source tables of backups, as responses describe them. */
final class BackupSources {
  private BackupSources() {}

  static SourceTableDetails details(Scope scope, BackupRecord backup) {
    TableRecord table = backup.table();
    return SourceTableDetails.builder()
        .tableName(table.name())
        .tableId(table.id())
        .tableArn(TableDescriptions.arn(scope, table.name()))
        .tableSizeBytes(backup.sizeBytes())
        .keySchema(TableDescriptions.schema(table.key()))
        .tableCreationDateTime(Instant.ofEpochMilli(table.createdMillis()))
        .provisionedThroughput(throughput(table.capacity().throughput()))
        .onDemandThroughput(TableDescriptions.limits(table.capacity().onDemandLimits()))
        .itemCount(backup.itemCount())
        .billingMode(
            table.capacity().onDemand() ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED)
        .build();
  }

  static ProvisionedThroughput throughput(Throughput throughput) {
    return ProvisionedThroughput.builder()
        .readCapacityUnits(throughput.readUnits())
        .writeCapacityUnits(throughput.writeUnits())
        .build();
  }

  static SourceTableFeatureDetails features(TableRecord table) {
    List<LocalSecondaryIndexInfo> local = new ArrayList<>();
    List<GlobalSecondaryIndexInfo> global = new ArrayList<>();
    for (IndexRecord index : table.indexes()) {
      if (index.global()) {
        global.add(
            GlobalSecondaryIndexInfo.builder()
                .indexName(index.name())
                .keySchema(TableDescriptions.schema(index.key()))
                .projection(TableDescriptions.projection(index))
                .provisionedThroughput(throughput(index.throughput()))
                .onDemandThroughput(TableDescriptions.limits(index.onDemandLimits()))
                .build());
      } else {
        local.add(
            LocalSecondaryIndexInfo.builder()
                .indexName(index.name())
                .keySchema(TableDescriptions.schema(index.key()))
                .projection(TableDescriptions.projection(index))
                .build());
      }
    }
    TableSettings settings = table.settings();
    return SourceTableFeatureDetails.builder()
        .localSecondaryIndexes(local.isEmpty() ? null : local)
        .globalSecondaryIndexes(global.isEmpty() ? null : global)
        .vectorIndexes(VectorIndexDescriptions.infos(table))
        .streamDescription(
            settings.streamView() == null
                ? null
                : StreamSpecification.builder()
                    .streamEnabled(true)
                    .streamViewType(settings.streamView())
                    .build())
        .timeToLiveDescription(
            settings.timeToLive().enabled()
                ? TimeToLiveDescription.builder()
                    .timeToLiveStatus(TimeToLiveStatus.ENABLED)
                    .attributeName(settings.timeToLive().attribute())
                    .build()
                : null)
        .sseDescription(TableDescriptions.encryption(settings.encryptionKeyArn()))
        .build();
  }
}
