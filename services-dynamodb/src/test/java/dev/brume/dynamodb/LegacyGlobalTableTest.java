package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.dynamodb.api.DynamoDbApi;
import dev.brume.testkit.TestEnvironment;
import dev.brume.testkit.WireAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Global tables of version 2017.11.29, and auto scaling of replicas. Of refusals the codes are
 * AWS's, the words ours.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateGlobalTable.html">CreateGlobalTable</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateGlobalTableSettings.html">UpdateGlobalTableSettings</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTableReplicaAutoScaling.html">UpdateTableReplicaAutoScaling</a>
 */
class LegacyGlobalTableTest {
  private static final String FAR = "us-west-2";

  private static final String TABLE =
      """
      {'TableName': 'music',
       'ProvisionedThroughput': {'ReadCapacityUnits': 5, 'WriteCapacityUnits': 5},
       'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': 'NEW_AND_OLD_IMAGES'},
       'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
       'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}]}
      """;

  private static final String GROUP =
      "{'GlobalTableName': 'music', 'ReplicationGroup': [{'RegionName': '%s'}, {'RegionName': '%s'}]}"
          .formatted(TestEnvironment.REGION, FAR);

  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.ok("CreateTable", TABLE);
  }

  private JsonNode far(String operation, String input) {
    WireAnswer answer =
        wire.server
            .client(DynamoDbApi.SERVICE)
            .in(FAR)
            .callWithText(operation, input.replace('\'', '"'));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return DynamoDbWire.json(answer);
  }

  private void makeGlobal() {
    far("CreateTable", TABLE);
    wire.ok("CreateGlobalTable", GROUP);
  }

  @Test
  void isMadeOfTables() {
    far("CreateTable", TABLE);
    JsonNode made = wire.ok("CreateGlobalTable", GROUP).path("GlobalTableDescription");
    assertThat(made.path("GlobalTableStatus").asText()).isEqualTo("CREATING");
    assertThat(made.path("GlobalTableArn").asText())
        .isEqualTo("arn:aws:dynamodb::" + TestEnvironment.ACCOUNT + ":global-table/music");

    JsonNode described =
        far("DescribeGlobalTable", "{'GlobalTableName': 'music'}").path("GlobalTableDescription");
    assertThat(described.path("GlobalTableStatus").asText()).isEqualTo("ACTIVE");
    assertThat(described.path("ReplicationGroup")).hasSize(2);
    JsonNode table = wire.ok("DescribeTable", "{'TableName': 'music'}").path("Table");
    assertThat(table.path("GlobalTableVersion").asText()).isEqualTo("2017.11.29");
    assertThat(table.has("Replicas")).isFalse();

    wire.put("music", "{'pk': {'S': 'here'}}");
    assertThat(far("GetItem", "{'TableName': 'music', 'Key': {'pk': {'S': 'here'}}}").has("Item"))
        .isTrue();
    assertThat(
            wire.ok("ListGlobalTables", "{'RegionName': '%s'}".formatted(FAR))
                .path("GlobalTables")
                .get(0)
                .path("GlobalTableName")
                .asText())
        .isEqualTo("music");
    assertThat(wire.ok("ListGlobalTables", "{'RegionName': 'eu-west-9'}").path("GlobalTables"))
        .isEmpty();
  }

  @Test
  void losesReplicas() {
    makeGlobal();
    wire.ok(
        "UpdateGlobalTable",
        "{'GlobalTableName': 'music', 'ReplicaUpdates': [{'Delete': {'RegionName': '%s'}}]}"
            .formatted(FAR));
    wire.put("music", "{'pk': {'S': 'here'}}");
    assertThat(far("GetItem", "{'TableName': 'music', 'Key': {'pk': {'S': 'here'}}}").has("Item"))
        .isFalse();
    wire.fails(
        "UpdateGlobalTable",
        "{'GlobalTableName': 'music', 'ReplicaUpdates': [{'Delete': {'RegionName': '%s'}}]}"
            .formatted(FAR),
        "ReplicaNotFoundException",
        "There is no replica of the global table in region " + FAR);
  }

  @Test
  void isRefused() {
    wire.fails(
        "CreateGlobalTable",
        GROUP,
        "TableNotFoundException",
        "Table not found: music in region " + FAR);
    for (String region : new String[] {"", "nowhere"}) {
      wire.fails(
          "CreateGlobalTable",
          "{'GlobalTableName': 'music', 'ReplicationGroup': [{'RegionName': '%s'}]}"
              .formatted(region),
          "TableNotFoundException",
          "Table not found: music in region " + region);
    }
    wire.fails(
        "DescribeGlobalTable",
        "{'GlobalTableName': 'music'}",
        "GlobalTableNotFoundException",
        "Global table not found: Global table with name: 'music' does not exist.");
    makeGlobal();
    wire.fails(
        "CreateGlobalTable",
        GROUP,
        "GlobalTableAlreadyExistsException",
        "Global table with name: 'music' already exists.");
  }

  @Test
  void hasSettings() {
    makeGlobal();
    wire.ok(
        "UpdateGlobalTableSettings",
        """
        {'GlobalTableName': 'music', 'GlobalTableProvisionedWriteCapacityUnits': 9,
         'ReplicaSettingsUpdate': [
           {'RegionName': '%s', 'ReplicaProvisionedReadCapacityUnits': 7,
            'ReplicaProvisionedReadCapacityAutoScalingSettingsUpdate': {
              'MinimumUnits': 5, 'MaximumUnits': 50, 'ScalingPolicyUpdate': {
                'TargetTrackingScalingPolicyConfiguration': {'TargetValue': 70.0}}}}]}
        """
            .formatted(FAR));
    JsonNode settings =
        wire.ok("DescribeGlobalTableSettings", "{'GlobalTableName': 'music'}")
            .path("ReplicaSettings");
    assertThat(settings).hasSize(2);
    assertThat(settings.get(0).path("ReplicaProvisionedReadCapacityUnits").asInt()).isEqualTo(5);
    assertThat(settings.get(0).path("ReplicaProvisionedWriteCapacityUnits").asInt()).isEqualTo(9);
    JsonNode farSettings = settings.get(1);
    assertThat(farSettings.path("ReplicaProvisionedReadCapacityUnits").asInt()).isEqualTo(7);
    JsonNode scaling = farSettings.path("ReplicaProvisionedReadCapacityAutoScalingSettings");
    assertThat(scaling.path("MaximumUnits").asInt()).isEqualTo(50);
    assertThat(scaling.path("ScalingPolicies")).hasSize(1);
    assertThat(
            far("DescribeTable", "{'TableName': 'music'}")
                .path("Table")
                .path("ProvisionedThroughput")
                .path("WriteCapacityUnits")
                .asInt())
        .isEqualTo(9);
  }

  @Test
  void replicasOfToday() {
    wire.ok(
        "UpdateTable",
        "{'TableName': 'music', 'ReplicaUpdates': [{'Create': {'RegionName': '%s'}}]}"
            .formatted(FAR));
    wire.ok(
        "UpdateTableReplicaAutoScaling",
        """
        {'TableName': 'music', 'ProvisionedWriteCapacityAutoScalingUpdate': {
           'MinimumUnits': 1, 'MaximumUnits': 10},
         'ReplicaUpdates': [{'RegionName': '%s',
           'ReplicaProvisionedReadCapacityAutoScalingUpdate': {
             'MinimumUnits': 2, 'MaximumUnits': 20}}]}
        """
            .formatted(FAR));
    JsonNode described =
        wire.ok("DescribeTableReplicaAutoScaling", "{'TableName': 'music'}")
            .path("TableAutoScalingDescription");
    assertThat(described.path("Replicas")).hasSize(2);
    JsonNode farReplica = described.path("Replicas").get(1);
    assertThat(farReplica.path("RegionName").asText()).isEqualTo(FAR);
    assertThat(
            farReplica
                .path("ReplicaProvisionedWriteCapacityAutoScalingSettings")
                .path("MaximumUnits")
                .asInt())
        .isEqualTo(10);
    assertThat(
            farReplica
                .path("ReplicaProvisionedReadCapacityAutoScalingSettings")
                .path("MinimumUnits")
                .asInt())
        .isEqualTo(2);
    assertThat(
            described
                .path("Replicas")
                .get(0)
                .path("ReplicaProvisionedReadCapacityAutoScalingSettings"))
        .isEqualTo(DynamoDbWire.json("{'AutoScalingDisabled': true}"));
  }
}
