package dev.brume.dynamodb;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.BackupDescription;
import dev.brume.dynamodb.api.BackupDetails;
import dev.brume.dynamodb.api.BackupStatus;
import dev.brume.dynamodb.api.BackupSummary;
import dev.brume.dynamodb.api.BackupTypeFilter;
import dev.brume.dynamodb.api.CreateBackupInput;
import dev.brume.dynamodb.api.CreateBackupOutput;
import dev.brume.dynamodb.api.DeleteBackupInput;
import dev.brume.dynamodb.api.DeleteBackupOutput;
import dev.brume.dynamodb.api.DescribeBackupInput;
import dev.brume.dynamodb.api.DescribeBackupOutput;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.ListBackupsInput;
import dev.brume.dynamodb.api.ListBackupsOutput;
import dev.brume.dynamodb.engine.BackupRecord;
import dev.brume.dynamodb.engine.Backups;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.ItemTable;
import java.time.Instant;
import java.util.List;

/**
 * On-demand backups.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateBackup.html">CreateBackup</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListBackups.html">ListBackups</a>
 */
final class BackupOperations {
  private static final int MAX_LIMIT = 100;

  private final TableFinder tables;

  BackupOperations(TableFinder tables) {
    this.tables = tables;
  }

  private record Begun(DynamoDbRegion region, Backups.Unfinished backup) {}

  CreateBackupOutput createBackup(
      RequestContext context, CreateBackupInput input, StoreSection section) {
    Begun begun = section.call(() -> begin(context, input));
    ItemSlices slices = new ItemSlices(tables, begun.region, section);
    slices.run(begun.backup.copy()::step);
    BackupRecord backup = slices.call(() -> begun.region.backups().finish(begun.backup));
    return CreateBackupOutput.builder()
        .backupDetails(details(begun.region.scope(), backup, BackupStatus.CREATING))
        .build();
  }

  private Begun begin(RequestContext context, CreateBackupInput input) {
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    ItemTable table = place.region().find(place.name());
    if (table == null) {
      throw DynamoDbErrors.tableNotFoundException("Table not found: " + place.name());
    }
    return new Begun(place.region(), place.region().backups().begin(table, input.backupName()));
  }

  static BackupDetails details(Scope scope, BackupRecord backup, String status) {
    return BackupDetails.builder()
        .backupArn(LocatedBackup.arn(scope, backup))
        .backupName(backup.name())
        .backupSizeBytes(backup.sizeBytes())
        .backupStatus(status)
        .backupType(backup.type())
        .backupCreationDateTime(Instant.ofEpochMilli(backup.createdMillis()))
        .backupExpiryDateTime(expiry(backup))
        .build();
  }

  private static Instant expiry(BackupRecord backup) {
    return backup.expiryMillis() == 0 ? null : Instant.ofEpochMilli(backup.expiryMillis());
  }

  DescribeBackupOutput describeBackup(RequestContext context, DescribeBackupInput input) {
    LocatedBackup place = LocatedBackup.of(tables, input.backupArn());
    return DescribeBackupOutput.builder()
        .backupDescription(description(place, BackupStatus.AVAILABLE))
        .build();
  }

  private static BackupDescription description(LocatedBackup place, String status) {
    Scope scope = place.region().scope();
    return BackupDescription.builder()
        .backupDetails(details(scope, place.backup(), status))
        .sourceTableDetails(BackupSources.details(scope, place.backup()))
        .sourceTableFeatureDetails(BackupSources.features(place.backup().table()))
        .build();
  }

  DeleteBackupOutput deleteBackup(RequestContext context, DeleteBackupInput input) {
    LocatedBackup place = LocatedBackup.of(tables, input.backupArn());
    place.region().backups().delete(place.backup());
    return DeleteBackupOutput.builder()
        .backupDescription(description(place, BackupStatus.DELETED))
        .build();
  }

  ListBackupsOutput listBackups(RequestContext context, ListBackupsInput input) {
    int limit = input.limit() == null ? MAX_LIMIT : input.limit();
    String tableName =
        input.tableName() == null ? null : tables.place(context, input.tableName()).name();
    String start = input.exclusiveStartBackupArn();
    String after = start == null ? "" : start.substring(start.lastIndexOf('/') + 1);
    List<BackupRecord> found =
        tables.region(context).backups().list().stream()
            .filter(backup -> tableName == null || backup.table().name().equals(tableName))
            .filter(backup -> isWanted(input, backup))
            .filter(backup -> backup.id().compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    List<BackupSummary> page =
        (more ? found.subList(0, limit) : found)
            .stream().map(backup -> summary(context.scope(), backup)).toList();
    return ListBackupsOutput.builder()
        .backupSummaries(page)
        .lastEvaluatedBackupArn(more ? page.getLast().backupArn() : null)
        .build();
  }

  /** "TimeRangeLowerBound is inclusive", the upper bound exclusive; USER is the default type. */
  private static boolean isWanted(ListBackupsInput input, BackupRecord backup) {
    String type = input.backupType() == null ? BackupTypeFilter.USER : input.backupType();
    Instant made = Instant.ofEpochMilli(backup.createdMillis());
    return (type.equals(BackupTypeFilter.ALL) || type.equals(backup.type()))
        && (input.timeRangeLowerBound() == null || !made.isBefore(input.timeRangeLowerBound()))
        && (input.timeRangeUpperBound() == null || made.isBefore(input.timeRangeUpperBound()));
  }

  private static BackupSummary summary(Scope scope, BackupRecord backup) {
    return BackupSummary.builder()
        .tableName(backup.table().name())
        .tableId(backup.table().id())
        .tableArn(TableDescriptions.arn(scope, backup.table().name()))
        .backupArn(LocatedBackup.arn(scope, backup))
        .backupName(backup.name())
        .backupCreationDateTime(Instant.ofEpochMilli(backup.createdMillis()))
        .backupExpiryDateTime(expiry(backup))
        .backupStatus(BackupStatus.AVAILABLE)
        .backupType(backup.type())
        .backupSizeBytes(backup.sizeBytes())
        .build();
  }
}
