package dev.brume.dynamodb;

import dev.brume.core.gateway.RequestContext;
import dev.brume.dynamodb.api.ContinuousBackupsDescription;
import dev.brume.dynamodb.api.ContinuousBackupsStatus;
import dev.brume.dynamodb.api.DescribeContinuousBackupsInput;
import dev.brume.dynamodb.api.DescribeContinuousBackupsOutput;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.PointInTimeRecoveryDescription;
import dev.brume.dynamodb.api.PointInTimeRecoverySpecification;
import dev.brume.dynamodb.api.PointInTimeRecoveryStatus;
import dev.brume.dynamodb.api.UpdateContinuousBackupsInput;
import dev.brume.dynamodb.api.UpdateContinuousBackupsOutput;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.RecoverySettings;
import dev.brume.dynamodb.item.Validation;
import java.time.Instant;

/**
 * Enables and disables point-in-time recovery.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html">UpdateContinuousBackups</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html">DescribeContinuousBackups</a>
 */
final class ContinuousBackupOperations {
  /** "LatestRestorableDateTime is typically 5 minutes before the current time." */
  static final long LATEST_RESTORABLE_MILLIS = 300_000;

  private static final long DAY_MILLIS = 86_400_000;

  private final TableFinder tables;

  ContinuousBackupOperations(TableFinder tables) {
    this.tables = tables;
  }

  DescribeContinuousBackupsOutput describeContinuousBackups(
      RequestContext context, DescribeContinuousBackupsInput input) {
    TableFinder.TableLocation place = place(context, input.tableName());
    ItemTable table = place.region().find(place.name());
    return DescribeContinuousBackupsOutput.builder()
        .continuousBackupsDescription(
            described(table.record().settings().recovery(), place.region().nowMillis()))
        .build();
  }

  private TableFinder.TableLocation place(RequestContext context, String nameOrArn) {
    TableFinder.TableLocation place = tables.place(context, nameOrArn);
    if (place.region().find(place.name()) == null) {
      throw DynamoDbErrors.tableNotFoundException("Table not found: " + place.name());
    }
    return place;
  }

  UpdateContinuousBackupsOutput updateContinuousBackups(
      RequestContext context, UpdateContinuousBackupsInput input) {
    PointInTimeRecoverySpecification given = input.pointInTimeRecoverySpecification();
    boolean enabled = given.pointInTimeRecoveryEnabled();
    if (!enabled && given.recoveryPeriodInDays() != null) {
      // AWS's text is not known; the documentation only describes the period while recovery is
      // enabled.
      throw Validation.error(
          "RecoveryPeriodInDays can only be specified when PointInTimeRecoveryEnabled is true");
    }
    TableFinder.TableLocation place = place(context, input.tableName());
    long now = place.region().nowMillis();
    ItemTable table =
        place
            .region()
            .change(
                place.name(),
                record -> {
                  RecoverySettings known = record.settings().recovery();
                  return record.withSettings(
                      record.settings().toBuilder()
                          .recovery(enabled ? enabled(known, given, now) : RecoverySettings.OFF)
                          .build());
                });
    return UpdateContinuousBackupsOutput.builder()
        .continuousBackupsDescription(described(table.record().settings().recovery(), now))
        .build();
  }

  private static RecoverySettings enabled(
      RecoverySettings known, PointInTimeRecoverySpecification given, long now) {
    int before = known.enabled() ? known.periodDays() : RecoverySettings.DEFAULT_PERIOD_DAYS;
    return new RecoverySettings(
        true,
        known.enabled() ? known.sinceMillis() : now,
        given.recoveryPeriodInDays() == null ? before : given.recoveryPeriodInDays());
  }

  /** The earliest time, in milliseconds, to which a table can be restored. */
  static long earliestMillis(RecoverySettings settings, long nowMillis) {
    return Math.max(settings.sinceMillis(), nowMillis - settings.periodDays() * DAY_MILLIS);
  }

  private static ContinuousBackupsDescription described(RecoverySettings settings, long now) {
    PointInTimeRecoveryDescription.Builder description = PointInTimeRecoveryDescription.builder();
    if (settings.enabled()) {
      long earliest = earliestMillis(settings, now);
      description
          .pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.ENABLED)
          .recoveryPeriodInDays(settings.periodDays())
          .earliestRestorableDateTime(Instant.ofEpochMilli(earliest))
          .latestRestorableDateTime(
              Instant.ofEpochMilli(Math.max(earliest, now - LATEST_RESTORABLE_MILLIS)));
    } else {
      description.pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.DISABLED);
    }
    return ContinuousBackupsDescription.builder()
        .continuousBackupsStatus(ContinuousBackupsStatus.ENABLED)
        .pointInTimeRecoveryDescription(description.build())
        .build();
  }
}
