package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Backups, and tables made of them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/backuprestore_HowItWorks.html">Backup
 *     and restore for DynamoDB: how it works</a>, and the API's pages of CreateBackup,
 *     DescribeBackup, ListBackups, DeleteBackup and RestoreTableFromBackup
 */
class BackupsTest {
  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.indexedTable("orders", "S");
    put("a", "1");
    put("b", "2");
  }

  private void put(String pk, String gs) {
    wire.put(
        "orders",
        "{'pk': {'S': '%s'}, 'sk': {'S': 's'}, 'gp': {'S': 'g'}, 'gs': {'N': '%s'}}"
            .formatted(pk, gs));
  }

  private String backup(String name) {
    JsonNode details =
        wire.ok("CreateBackup", "{'TableName': 'orders', 'BackupName': '%s'}".formatted(name))
            .path("BackupDetails");
    assertThat(details.path("BackupStatus").asText()).isEqualTo("CREATING");
    return details.path("BackupArn").asText();
  }

  private int count(String table) {
    return wire.ok("Scan", "{'TableName': '%s'}".formatted(table)).path("Count").asInt();
  }

  @Test
  void tellOfTheTableAsItWas() {
    String arn = backup("first");
    assertThat(arn)
        .startsWith(DynamoDbWire.ARN + "orders/backup/")
        .matches(".*/\\d{14}-[0-9a-f]{8}");
    put("c", "3");
    JsonNode described =
        wire.ok("DescribeBackup", "{'BackupArn': '%s'}".formatted(arn)).path("BackupDescription");
    assertThat(described.path("BackupDetails").path("BackupStatus").asText())
        .isEqualTo("AVAILABLE");
    assertThat(described.path("BackupDetails").path("BackupType").asText()).isEqualTo("USER");
    JsonNode source = described.path("SourceTableDetails");
    assertThat(source.path("ItemCount").asInt()).isEqualTo(2);
    assertThat(source.path("TableSizeBytes").asInt())
        .isEqualTo(described.path("BackupDetails").path("BackupSizeBytes").asInt())
        .isPositive();
    assertThat(source.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    JsonNode features = described.path("SourceTableFeatureDetails");
    assertThat(features.path("GlobalSecondaryIndexes")).hasSize(2);
    assertThat(features.path("LocalSecondaryIndexes")).hasSize(1);
    wire.server.assertKept(() -> wire.ok("DescribeBackup", "{'BackupArn': '%s'}".formatted(arn)));
  }

  @Test
  void areListedInPagesAndByTime() {
    backup("one");
    wire.server.pass(Duration.ofSeconds(10));
    double later = wire.server.timeline().nowMillis() / 1000.0;
    String second = backup("two");
    JsonNode page = wire.ok("ListBackups", "{'Limit': 1}");
    assertThat(page.path("BackupSummaries").path(0).path("BackupName").asText()).isEqualTo("one");
    JsonNode rest =
        wire.ok(
            "ListBackups",
            "{'ExclusiveStartBackupArn': '%s'}"
                .formatted(page.path("LastEvaluatedBackupArn").asText()));
    assertThat(rest.path("BackupSummaries")).hasSize(1);
    assertThat(rest.path("BackupSummaries").path(0).path("BackupArn").asText()).isEqualTo(second);
    assertThat(rest.has("LastEvaluatedBackupArn")).isFalse();
    assertThat(
            wire.ok("ListBackups", "{'TimeRangeLowerBound': %s}".formatted(later))
                .path("BackupSummaries"))
        .hasSize(1);
    assertThat(
            wire.ok("ListBackups", "{'TimeRangeUpperBound': %s}".formatted(later))
                .path("BackupSummaries"))
        .hasSize(1);
    assertThat(wire.ok("ListBackups", "{'TableName': 'others'}").path("BackupSummaries")).isEmpty();
    assertThat(wire.ok("ListBackups", "{'BackupType': 'SYSTEM'}").path("BackupSummaries"))
        .isEmpty();
  }

  @Test
  void areDeleted() {
    String arn = backup("gone");
    JsonNode deleted = wire.ok("DeleteBackup", "{'BackupArn': '%s'}".formatted(arn));
    assertThat(deleted.path("BackupDescription").path("BackupDetails").path("BackupStatus"))
        .hasToString("\"DELETED\"");
    for (String operation : new String[] {"DeleteBackup", "DescribeBackup"}) {
      wire.fails(
          operation,
          "{'BackupArn': '%s'}".formatted(arn),
          "BackupNotFoundException",
          "Backup not found: " + arn);
    }
    wire.fails(
        "CreateBackup",
        "{'TableName': 'nothing', 'BackupName': 'abc'}",
        "TableNotFoundException",
        "Table not found: nothing");
  }

  @Test
  void becomeTables() {
    String arn = backup("first");
    wire.ok("DeleteTable", "{'TableName': 'orders'}");
    String restore = "{'TargetTableName': '%s', 'BackupArn': '%s'".formatted("again", arn) + "%s}";
    JsonNode made =
        wire.ok("RestoreTableFromBackup", restore.formatted("")).path("TableDescription");
    assertThat(made.path("TableStatus").asText()).isEqualTo("CREATING");
    assertThat(made.path("RestoreSummary").path("RestoreInProgress").asBoolean()).isTrue();
    JsonNode table = wire.ok("DescribeTable", "{'TableName': 'again'}").path("Table");
    assertThat(table.path("ItemCount").asInt()).isEqualTo(2);
    assertThat(table.path("RestoreSummary").path("SourceBackupArn").asText()).isEqualTo(arn);
    assertThat(table.path("RestoreSummary").path("SourceTableArn").asText())
        .isEqualTo(DynamoDbWire.ARN + "orders");
    assertThat(table.path("RestoreSummary").path("RestoreInProgress").asBoolean()).isFalse();
    JsonNode found =
        wire.ok(
            "Query",
            "{'TableName': 'again', 'IndexName': 'all', 'KeyConditionExpression': 'gp = :g',"
                + " 'ExpressionAttributeValues': {':g': {'S': 'g'}}}");
    assertThat(found.path("Count").asInt()).isEqualTo(2);
    wire.server.assertKept(() -> wire.ok("Scan", "{'TableName': 'again'}"));
    wire.fails(
        "RestoreTableFromBackup",
        restore.formatted(""),
        "TableAlreadyExistsException",
        "Table already exists: again");
  }

  @Test
  void becomeTablesWithOtherCapacityAndFewerIndexes() {
    String arn = backup("first");
    wire.ok(
        "RestoreTableFromBackup",
        "{'TargetTableName': 'small', 'BackupArn': '%s', 'BillingModeOverride': 'PROVISIONED',"
                .formatted(arn)
            + " 'ProvisionedThroughputOverride': {'ReadCapacityUnits': 3, 'WriteCapacityUnits':"
            + " 4}, 'GlobalSecondaryIndexOverride': [{'IndexName': 'all', 'KeySchema':"
            + " [{'AttributeName': 'gp', 'KeyType': 'HASH'}, {'AttributeName': 'gs', 'KeyType':"
            + " 'RANGE'}], 'Projection': {'ProjectionType': 'ALL'}, 'ProvisionedThroughput':"
            + " {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1}}]}");
    JsonNode table = wire.ok("DescribeTable", "{'TableName': 'small'}").path("Table");
    assertThat(table.path("ProvisionedThroughput").path("WriteCapacityUnits").asInt()).isEqualTo(4);
    assertThat(table.path("GlobalSecondaryIndexes")).hasSize(1);
    assertThat(table.path("LocalSecondaryIndexes")).hasSize(1);
    assertThat(count("small")).isEqualTo(2);
  }
}
