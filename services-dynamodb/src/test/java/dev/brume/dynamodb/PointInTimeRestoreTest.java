package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tables as they were.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html">Point-in-time
 *     recovery: how it works</a>, and the API's page of RestoreTableToPointInTime
 */
class PointInTimeRestoreTest {
  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.hashTable("orders");
    put("before", "1");
  }

  private void put(String key, String n) {
    wire.put("orders", "{'pk': {'S': '%s'}, 'n': {'N': '%s'}}".formatted(key, n));
  }

  private void enable() {
    wire.ok(
        "UpdateContinuousBackups",
        "{'TableName': 'orders', 'PointInTimeRecoverySpecification':"
            + " {'PointInTimeRecoveryEnabled': true}}");
  }

  private double now() {
    return wire.server.timeline().nowMillis() / 1000.0;
  }

  private JsonNode restore(String target, double time) {
    return wire.ok(
        "RestoreTableToPointInTime",
        "{'SourceTableName': 'orders', 'TargetTableName': '%s', 'RestoreDateTime': %s}"
            .formatted(target, time));
  }

  @Test
  void haveTheItemsOfTheMoment() {
    enable();
    wire.server.pass(Duration.ofMinutes(1));
    put("a", "1");
    double first = now();
    wire.server.pass(Duration.ofMinutes(1));
    put("a", "2");
    put("b", "1");
    wire.ok("DeleteItem", "{'TableName': 'orders', 'Key': {'pk': {'S': 'before'}}}");
    double second = now();
    wire.server.pass(Duration.ofMinutes(1));
    wire.ok("DeleteItem", "{'TableName': 'orders', 'Key': {'pk': {'S': 'a'}}}");
    wire.server.restart();
    wire.server.pass(Duration.ofMinutes(10));
    JsonNode made = restore("first", first).path("TableDescription");
    assertThat(made.path("RestoreSummary").path("RestoreDateTime").asDouble()).isEqualTo(first);
    restore("second", second);
    assertThat(wire.get("first", "a").path("n").path("N").asText()).isEqualTo("1");
    assertThat(wire.get("first", "before").path("n").path("N").asText()).isEqualTo("1");
    assertThat(wire.get("first", "b").isMissingNode()).isTrue();
    assertThat(wire.get("second", "a").path("n").path("N").asText()).isEqualTo("2");
    assertThat(wire.get("second", "before").isMissingNode()).isTrue();
    wire.ok(
        "RestoreTableToPointInTime",
        "{'SourceTableArn': '%sorders', 'TargetTableName': 'latest', 'UseLatestRestorableTime':"
                .formatted(DynamoDbWire.ARN)
            + " true}");
    assertThat(wire.get("latest", "a").isMissingNode()).isTrue();
    assertThat(wire.get("latest", "b").path("n").path("N").asText()).isEqualTo("1");
  }

  @Test
  void areRefusedOutsideOfTheWindow() {
    wire.fails(
        "RestoreTableToPointInTime",
        "{'SourceTableName': 'orders', 'TargetTableName': 'then', 'UseLatestRestorableTime':"
            + " true}",
        "PointInTimeRecoveryUnavailableException",
        "Point in time recovery is not enabled for table 'orders'");
    enable();
    String text =
        wire.fails(
                "RestoreTableToPointInTime",
                "{'SourceTableName': 'orders', 'TargetTableName': 'then', 'RestoreDateTime': 1}",
                "InvalidRestoreTimeException",
                "RestoreDateTime must be between %s and %s"
                    .formatted(wire.server.timeline().now(), wire.server.timeline().now()))
            .path("message")
            .asText();
    assertThat(text).isNotEmpty();
    wire.fails(
        "RestoreTableToPointInTime",
        "{'SourceTableName': 'nothing', 'TargetTableName': 'then', 'UseLatestRestorableTime':"
            + " true}",
        "TableNotFoundException",
        "Table not found: nothing");
    wire.fails(
        "RestoreTableToPointInTime",
        "{'SourceTableName': 'orders', 'TargetTableName': 'orders', 'UseLatestRestorableTime':"
            + " true}",
        "TableAlreadyExistsException",
        "Table already exists: orders");
  }

  /** "DynamoDB automatically creates a backup snapshot called a system backup … for 35 days." */
  @Test
  void areKeptWhenTheyAreDeleted() {
    enable();
    wire.ok("DeleteTable", "{'TableName': 'orders'}");
    JsonNode system = wire.ok("ListBackups", "{'BackupType': 'ALL'}").path("BackupSummaries");
    assertThat(system).hasSize(1);
    assertThat(system.path(0).path("BackupName").asText()).isEqualTo("orders$DeletedTableBackup");
    assertThat(system.path(0).path("BackupType").asText()).isEqualTo("SYSTEM");
    wire.ok(
        "RestoreTableFromBackup",
        "{'TargetTableName': 'orders', 'BackupArn': '%s'}"
            .formatted(system.path(0).path("BackupArn").asText()));
    assertThat(wire.get("orders", "before").path("n").path("N").asText()).isEqualTo("1");
    wire.server.pass(Duration.ofDays(35));
    assertThat(wire.ok("ListBackups", "{'BackupType': 'ALL'}").path("BackupSummaries")).isEmpty();
  }
}
