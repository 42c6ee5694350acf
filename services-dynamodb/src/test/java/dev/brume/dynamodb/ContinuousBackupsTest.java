package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Point-in-time recovery is switched on and off.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html">DescribeContinuousBackups</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html">UpdateContinuousBackups</a>
 */
class ContinuousBackupsTest {
  private final DynamoDbWire wire = new DynamoDbWire();

  private JsonNode update(String specification) {
    return wire.ok(
            "UpdateContinuousBackups",
            "{'TableName': 'orders', 'PointInTimeRecoverySpecification': %s}"
                .formatted(specification))
        .path("ContinuousBackupsDescription");
  }

  private JsonNode recovery() {
    return wire.ok("DescribeContinuousBackups", "{'TableName': 'orders'}")
        .path("ContinuousBackupsDescription")
        .path("PointInTimeRecoveryDescription");
  }

  @Test
  void areOnAndRecoveryIsOff() {
    wire.hashTable("orders");
    wire.gives(
        "DescribeContinuousBackups",
        "{'TableName': '%sorders'}".formatted(DynamoDbWire.ARN),
        "{'ContinuousBackupsDescription': {'ContinuousBackupsStatus': 'ENABLED',"
            + " 'PointInTimeRecoveryDescription': {'PointInTimeRecoveryStatus': 'DISABLED'}}}");
  }

  /** "LatestRestorableDateTime is typically 5 minutes before the current time." */
  @Test
  void tellTheMomentsToWhichATableCanBeRestored() {
    wire.hashTable("orders");
    double begin = wire.server.timeline().nowMillis() / 1000.0;
    JsonNode enabled = update("{'PointInTimeRecoveryEnabled': true}");
    assertThat(enabled.path("PointInTimeRecoveryDescription")).isEqualTo(recovery());
    assertThat(recovery().path("RecoveryPeriodInDays").asInt()).isEqualTo(35);
    assertThat(recovery().path("EarliestRestorableDateTime").asDouble()).isEqualTo(begin);
    assertThat(recovery().path("LatestRestorableDateTime").asDouble()).isEqualTo(begin);
    wire.server.pass(Duration.ofHours(1));
    assertThat(recovery().path("LatestRestorableDateTime").asDouble()).isEqualTo(begin + 3300);
    update("{'PointInTimeRecoveryEnabled': true, 'RecoveryPeriodInDays': 1}");
    wire.server.pass(Duration.ofDays(2));
    assertThat(recovery().path("RecoveryPeriodInDays").asInt()).isEqualTo(1);
    assertThat(recovery().path("EarliestRestorableDateTime").asDouble())
        .isEqualTo(begin + 3600 + 86_400);
    wire.server.assertKept(this::recovery);
    update("{'PointInTimeRecoveryEnabled': false}");
    assertThat(recovery())
        .isEqualTo(DynamoDbWire.json("{'PointInTimeRecoveryStatus': 'DISABLED'}"));
  }

  @Test
  void areRefused() {
    wire.fails(
        "DescribeContinuousBackups",
        "{'TableName': 'nothing'}",
        "TableNotFoundException",
        "Table not found: nothing");
    wire.invalid(
        "UpdateContinuousBackups",
        "{'TableName': 'orders', 'PointInTimeRecoverySpecification':"
            + " {'PointInTimeRecoveryEnabled': true, 'RecoveryPeriodInDays': 36}}",
        "1 validation error detected: Value '36' at"
            + " 'pointInTimeRecoverySpecification.recoveryPeriodInDays' failed to satisfy"
            + " constraint: Member must have value less than or equal to 35");
  }
}
