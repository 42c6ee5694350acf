package dev.brume.dynamodb;

import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.engine.BackupRecord;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.item.Validation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A backup's place.
 *
 * @param region its account and region
 * @param backup the backup
 */
record LocatedBackup(DynamoDbRegion region, BackupRecord backup) {
  private static final Pattern RESOURCE = Pattern.compile("table/([^/]+)/backup/([^/]+)");

  static String arn(Scope scope, BackupRecord backup) {
    return TableDescriptions.arn(scope, backup.table().name()) + "/backup/" + backup.id();
  }

  /**
   * The location of the backup with that ARN.
   *
   * @throws dev.brume.core.error.AwsError ValidationException or BackupNotFoundException
   */
  static LocatedBackup of(TableFinder tables, String arn) {
    Arn parsed = Arn.parse(arn).orElse(null);
    Matcher resource = parsed == null ? null : RESOURCE.matcher(parsed.resource());
    if (resource == null || !parsed.service().equals(TableFinder.SERVICE) || !resource.matches()) {
      // AWS's error text is not known.
      throw Validation.error("Invalid backup ARN: " + arn);
    }
    DynamoDbRegion region = tables.region(parsed.scope());
    BackupRecord backup = region.backups().find(resource.group(1), resource.group(2));
    if (backup == null) {
      throw DynamoDbErrors.backupNotFoundException("Backup not found: " + arn);
    }
    return new LocatedBackup(region, backup);
  }
}
