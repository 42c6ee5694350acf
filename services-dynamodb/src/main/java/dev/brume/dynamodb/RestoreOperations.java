package dev.brume.dynamodb;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.RestoreTableFromBackupInput;
import dev.brume.dynamodb.api.RestoreTableFromBackupOutput;
import dev.brume.dynamodb.api.RestoreTableToPointInTimeInput;
import dev.brume.dynamodb.api.RestoreTableToPointInTimeOutput;
import dev.brume.dynamodb.api.TableDescription;
import dev.brume.dynamodb.engine.BackupRecord;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.ItemCopy;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.PastItems;
import dev.brume.dynamodb.engine.RecoverySettings;
import dev.brume.dynamodb.engine.RestoreOrigin;
import dev.brume.dynamodb.engine.StoredItem;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.item.Validation;
import java.time.Instant;
import java.util.NavigableMap;

/**
 * Restores tables from backups, and to points in time.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableFromBackup.html">RestoreTableFromBackup</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableToPointInTime.html">RestoreTableToPointInTime</a>
 */
final class RestoreOperations {
  private final TableFinder tables;

  RestoreOperations(TableFinder tables) {
    this.tables = tables;
  }

  /** A table that is being made. */
  private record Begun(DynamoDbRegion region, TableRecord record, ItemCopy copy) {}

  /** The same before its items are known. */
  private record Wanted(DynamoDbRegion region, TableRecord record, PastItems items) {}

  RestoreTableFromBackupOutput restoreTableFromBackup(
      RequestContext context, RestoreTableFromBackupInput input, StoreSection section) {
    Begun begun = section.call(() -> begin(context, input));
    return RestoreTableFromBackupOutput.builder()
        .tableDescription(described(begun, new ItemSlices(tables, begun.region, section)))
        .build();
  }

  private Begun begin(RequestContext context, RestoreTableFromBackupInput input) {
    UnbuiltParameters.refuse("VectorIndexOverride", input.vectorIndexOverride());
    LocatedBackup place = LocatedBackup.of(tables, input.backupArn());
    BackupRecord backup = place.backup();
    DynamoDbRegion region = tables.region(context);
    checkFree(region, input.targetTableName());
    RestoreOrigin origin =
        new RestoreOrigin(
            input.backupArn(),
            TableDescriptions.arn(place.region().scope(), backup.table().name()),
            region.nowMillis());
    TableRecord record =
        new RestoredTable(backup.table(), input.targetTableName(), region, origin)
            .with(
                input.billingModeOverride(),
                input.provisionedThroughputOverride(),
                input.onDemandThroughputOverride())
            .withIndexes(input.globalSecondaryIndexOverride(), input.localSecondaryIndexOverride())
            .withEncryption(input.sseSpecificationOverride())
            .record();
    return new Begun(region, record, region.restore(record, place.region().backups(), backup));
  }

  private static TableDescription described(Begun begun, ItemSlices slices) {
    slices.run(begun.copy::step);
    TableDescription description =
        slices.call(
            () ->
                TableDescriptions.created(
                    begun.region.scope(), begun.region.create(begun.record, begun.copy)));
    return description.toBuilder()
        .restoreSummary(description.restoreSummary().toBuilder().restoreInProgress(true).build())
        .build();
  }

  private static void checkFree(DynamoDbRegion region, String name) {
    if (region.find(name) != null) {
      throw DynamoDbErrors.tableAlreadyExistsException("Table already exists: " + name);
    }
  }

  RestoreTableToPointInTimeOutput restoreTableToPointInTime(
      RequestContext context, RestoreTableToPointInTimeInput input, StoreSection section) {
    Wanted wanted = section.call(() -> wanted(context, input));
    NavigableMap<Blob, StoredItem> items = wanted.items.items();
    ItemSlices slices = new ItemSlices(tables, wanted.region, section);
    ItemCopy copy = slices.call(() -> wanted.region.restore(wanted.record, items));
    return RestoreTableToPointInTimeOutput.builder()
        .tableDescription(described(new Begun(wanted.region, wanted.record, copy), slices))
        .build();
  }

  private Wanted wanted(RequestContext context, RestoreTableToPointInTimeInput input) {
    UnbuiltParameters.refuse("VectorIndexOverride", input.vectorIndexOverride());
    String source =
        input.sourceTableArn() == null ? input.sourceTableName() : input.sourceTableArn();
    // AWS's error texts are not known.
    if (source == null) {
      throw Validation.error("One of SourceTableArn or SourceTableName must be specified");
    }
    boolean latest = Boolean.TRUE.equals(input.useLatestRestorableTime());
    if (latest == (input.restoreDateTime() != null)) {
      throw Validation.error(
          "Exactly one of UseLatestRestorableTime or RestoreDateTime must be specified");
    }
    TableFinder.TableLocation place = tables.placeAnywhere(context, source);
    ItemTable table = place.region().find(place.name());
    if (table == null) {
      throw DynamoDbErrors.tableNotFoundException("Table not found: " + place.name());
    }
    DynamoDbRegion region = tables.region(context);
    long millis = moment(table.record(), input.restoreDateTime(), region.nowMillis());
    checkFree(region, input.targetTableName());
    RestoreOrigin origin =
        new RestoreOrigin(
            null, TableDescriptions.arn(place.region().scope(), place.name()), millis);
    TableRecord record =
        new RestoredTable(table.record(), input.targetTableName(), region, origin)
            .with(
                input.billingModeOverride(),
                input.provisionedThroughputOverride(),
                input.onDemandThroughputOverride())
            .withIndexes(input.globalSecondaryIndexOverride(), input.localSecondaryIndexOverride())
            .withEncryption(input.sseSpecificationOverride())
            .record();
    return new Wanted(region, record, table.at(millis));
  }

  /**
   * The time to which a table is restored; the latest possible if {@code wanted} is null.
   *
   * @throws dev.brume.core.error.AwsError PointInTimeRecoveryUnavailableException or
   *     InvalidRestoreTimeException
   */
  private static long moment(TableRecord table, Instant wanted, long nowMillis) {
    RecoverySettings settings = table.settings().recovery();
    if (!settings.enabled()) {
      throw DynamoDbErrors.pointInTimeRecoveryUnavailableException(
          "Point in time recovery is not enabled for table '" + table.name() + "'");
    }
    long earliest = ContinuousBackupOperations.earliestMillis(settings, nowMillis);
    long latest =
        Math.max(earliest, nowMillis - ContinuousBackupOperations.LATEST_RESTORABLE_MILLIS);
    if (wanted == null) {
      return latest;
    }
    long millis = wanted.toEpochMilli();
    if (millis < earliest || millis > latest) {
      // The code is documented; AWS's text is not known.
      throw DynamoDbErrors.invalidRestoreTimeException(
          "RestoreDateTime must be between "
              + Instant.ofEpochMilli(earliest)
              + " and "
              + Instant.ofEpochMilli(latest));
    }
    return millis;
  }
}
