package dev.brume.dynamodb;

import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.api.BillingMode;
import dev.brume.dynamodb.api.CsvOptions;
import dev.brume.dynamodb.api.ExportDescription;
import dev.brume.dynamodb.api.ExportType;
import dev.brume.dynamodb.api.FilterSpecification;
import dev.brume.dynamodb.api.ImportSummary;
import dev.brume.dynamodb.api.ImportTableDescription;
import dev.brume.dynamodb.api.IncrementalExportSpecification;
import dev.brume.dynamodb.api.InputFormatOptions;
import dev.brume.dynamodb.api.S3BucketSource;
import dev.brume.dynamodb.api.TableCreationParameters;
import dev.brume.dynamodb.engine.BucketLocation;
import dev.brume.dynamodb.engine.ExportFilter;
import dev.brume.dynamodb.engine.ExportRecord;
import dev.brume.dynamodb.engine.ImportRecord;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.TransferProgress;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.WireItem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Descriptions of exports and imports in responses. */
final class TransferDescriptions {
  /** AWS's log group for errors of imported items. */
  private static final String LOG_GROUP = "log-group:/aws-dynamodb/imports:*";

  private TransferDescriptions() {}

  static String arn(Scope scope, ExportRecord export) {
    return TableDescriptions.arn(scope, export.tableName()) + "/export/" + export.id();
  }

  static String arn(Scope scope, ImportRecord started) {
    return TableDescriptions.arn(scope, started.table().name()) + "/import/" + started.id();
  }

  static String type(ExportRecord export) {
    return export.incremental() ? ExportType.INCREMENTAL_EXPORT : ExportType.FULL_EXPORT;
  }

  static ExportDescription export(Scope scope, ExportRecord export) {
    TransferProgress progress = export.progress();
    boolean completed = progress.status().equals(TransferProgress.COMPLETED);
    BucketLocation place = export.place();
    return ExportDescription.builder()
        .exportArn(arn(scope, export))
        .exportStatus(progress.status())
        .startTime(Instant.ofEpochMilli(progress.startMillis()))
        .endTime(end(progress))
        .exportManifest(export.manifest())
        .tableArn(TableDescriptions.arn(scope, export.tableName()))
        .tableId(export.tableId())
        .exportTime(export.incremental() ? null : Instant.ofEpochMilli(export.toMillis()))
        .clientToken(export.clientToken())
        .s3Bucket(place.bucket())
        .s3BucketOwner(place.owner())
        .s3Prefix(place.prefix())
        .s3SseAlgorithm(place.sseAlgorithm())
        .s3SseKmsKeyId(place.sseKey())
        .failureCode(progress.failureCode())
        .failureMessage(progress.failureMessage())
        .exportFormat(export.format())
        .billedSizeBytes(completed ? progress.bytes() : null)
        .itemCount(completed ? progress.items() : null)
        .exportType(type(export))
        .incrementalExportSpecification(
            export.incremental()
                ? IncrementalExportSpecification.builder()
                    .exportFromTime(Instant.ofEpochMilli(export.fromMillis()))
                    .exportToTime(Instant.ofEpochMilli(export.toMillis()))
                    .exportViewType(export.view())
                    .build()
                : null)
        .filterSpecification(filter(export.filter()))
        .build();
  }

  private static Instant end(TransferProgress progress) {
    return progress.isOver() ? Instant.ofEpochMilli(progress.endMillis()) : null;
  }

  private static FilterSpecification filter(ExportFilter filter) {
    return filter == null
        ? null
        : FilterSpecification.builder()
            .keyConditionExpression(filter.keyCondition())
            .filterExpression(filter.filter())
            .projectionExpression(filter.projection())
            .expressionAttributeNames(filter.names())
            .expressionAttributeValues(values(filter.values()))
            .build();
  }

  private static Map<String, AttributeValue> values(Map<String, Blob> kept) {
    if (kept == null) {
      return null;
    }
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    kept.forEach((name, value) -> values.put(name, WireItem.value(ItemValue.of(value))));
    return values;
  }

  // ------------------------------------------------------------------------------ imports

  private static S3BucketSource source(BucketLocation place) {
    return S3BucketSource.builder()
        .s3BucketOwner(place.owner())
        .s3Bucket(place.bucket())
        .s3KeyPrefix(place.prefix())
        .build();
  }

  private static String logGroup(Scope scope) {
    return scope.arn("logs", LOG_GROUP).toString();
  }

  static ImportSummary summary(Scope scope, ImportRecord started) {
    return ImportSummary.builder()
        .importArn(arn(scope, started))
        .importStatus(started.progress().status())
        .tableArn(TableDescriptions.arn(scope, started.table().name()))
        .s3BucketSource(source(started.place()))
        .cloudWatchLogGroupArn(logGroup(scope))
        .inputFormat(started.format())
        .startTime(Instant.ofEpochMilli(started.progress().startMillis()))
        .endTime(end(started.progress()))
        .build();
  }

  static ImportTableDescription imported(Scope scope, ImportRecord started) {
    TransferProgress progress = started.progress();
    return ImportTableDescription.builder()
        .importArn(arn(scope, started))
        .importStatus(progress.status())
        .tableArn(TableDescriptions.arn(scope, started.table().name()))
        .tableId(started.table().id())
        .clientToken(started.clientToken())
        .s3BucketSource(source(started.place()))
        .errorCount(progress.errors())
        .cloudWatchLogGroupArn(logGroup(scope))
        .inputFormat(started.format())
        .inputFormatOptions(options(started))
        .inputCompressionType(started.compression())
        .tableCreationParameters(parameters(started.table()))
        .startTime(Instant.ofEpochMilli(progress.startMillis()))
        .endTime(end(progress))
        .processedSizeBytes(progress.bytes())
        .processedItemCount(progress.items())
        .importedItemCount(progress.taken())
        .failureCode(progress.failureCode())
        .failureMessage(progress.failureMessage())
        .build();
  }

  private static InputFormatOptions options(ImportRecord started) {
    if (started.csvDelimiter() == null && started.csvHeaders() == null) {
      return null;
    }
    return InputFormatOptions.builder()
        .csv(
            CsvOptions.builder()
                .delimiter(started.csvDelimiter())
                .headerList(started.csvHeaders())
                .build())
        .build();
  }

  private static TableCreationParameters parameters(TableRecord table) {
    return TableCreationParameters.builder()
        .tableName(table.name())
        .attributeDefinitions(TableDescriptions.definitions(table))
        .keySchema(TableDescriptions.schema(table.key()))
        .billingMode(
            table.capacity().onDemand() ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED)
        .provisionedThroughput(
            table.capacity().onDemand()
                ? null
                : BackupSources.throughput(table.capacity().throughput()))
        .onDemandThroughput(TableDescriptions.limits(table.capacity().onDemandLimits()))
        .sseSpecification(TableImportOperations.encryption(table))
        .globalSecondaryIndexes(TableImportOperations.globalIndexes(table))
        .vectorIndexes(VectorIndexDescriptions.definitions(table))
        .build();
  }
}
