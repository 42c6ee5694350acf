package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.dynamodb.api.DynamoDbApi;
import dev.brume.testkit.WireAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The settings of global tables: always the same in all regions are the capacity mode, the capacity
 * for writes, global indexes, the kind of encryption and time to live; a region may have its own
 * capacity for reads, table class and KMS key; tags, protection and recovery are each region's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html#V2globaltables_HowItWorks.setting-synchronization">Settings
 *     in global tables</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateReplicationGroupMemberAction.html">UpdateReplicationGroupMemberAction</a>
 */
class ReplicaSettingsTest {
  private static final String FAR = "us-east-2";
  private static final String UPDATE = "{'TableName': 'music', %s}";

  private final DynamoDbWire wire = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    wire.ok(
        "CreateTable",
        """
        {'TableName': 'music',
         'AttributeDefinitions': [
           {'AttributeName': 'pk', 'AttributeType': 'S'},
           {'AttributeName': 'g', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
         'ProvisionedThroughput': {'ReadCapacityUnits': 5, 'WriteCapacityUnits': 6},
         'GlobalSecondaryIndexes': [
           {'IndexName': 'byG', 'KeySchema': [{'AttributeName': 'g', 'KeyType': 'HASH'}],
            'Projection': {'ProjectionType': 'ALL'},
            'ProvisionedThroughput': {'ReadCapacityUnits': 7, 'WriteCapacityUnits': 8}}]}
        """);
    wire.put("music", "{'pk': {'S': 'a'}, 'g': {'S': 'x'}, 'h': {'S': 'y'}}");
  }

  private void replica(String action, String more) {
    update("'ReplicaUpdates': [{'%s': {'RegionName': '%s'%s}}]".formatted(action, FAR, more));
  }

  private void update(String more) {
    wire.ok("UpdateTable", UPDATE.formatted(more));
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

  private JsonNode farTable() {
    return far("DescribeTable", "{'TableName': 'music'}").path("Table");
  }

  private JsonNode table() {
    return wire.ok("DescribeTable", "{'TableName': 'music'}").path("Table");
  }

  private static String units(JsonNode described) {
    JsonNode throughput = described.path("ProvisionedThroughput");
    return throughput.path("ReadCapacityUnits").asText()
        + "/"
        + throughput.path("WriteCapacityUnits").asText();
  }

  private static JsonNode index(JsonNode table) {
    return table.path("GlobalSecondaryIndexes").get(0);
  }

  @Test
  void aReplicaIsMadeWithItsOwnReadsAndClass() {
    replica(
        "Create",
        """
        , 'ProvisionedThroughputOverride': {'ReadCapacityUnits': 50},
        'TableClassOverride': 'STANDARD_INFREQUENT_ACCESS',
        'GlobalSecondaryIndexes': [
          {'IndexName': 'byG', 'ProvisionedThroughputOverride': {'ReadCapacityUnits': 70}}]
        """);
    assertThat(units(farTable())).isEqualTo("50/6");
    assertThat(units(index(farTable()))).isEqualTo("70/8");
    assertThat(farTable().path("TableClassSummary").path("TableClass").asText())
        .isEqualTo("STANDARD_INFREQUENT_ACCESS");
    assertThat(units(table())).isEqualTo("5/6");
    assertThat(units(index(table()))).isEqualTo("7/8");
    assertThat(table().has("TableClassSummary")).isFalse();
    assertThat(table().path("Replicas"))
        .isEqualTo(
            DynamoDbWire.json(
                """
                [{'RegionName': 'us-east-2', 'ReplicaStatus': 'ACTIVE',
                  'ProvisionedThroughputOverride': {'ReadCapacityUnits': 50},
                  'GlobalSecondaryIndexes': [
                    {'IndexName': 'byG',
                     'ProvisionedThroughputOverride': {'ReadCapacityUnits': 70}}],
                  'ReplicaTableClassSummary': {'TableClass': 'STANDARD_INFREQUENT_ACCESS'}}]
                """));
    wire.server.restart();
    assertThat(table().path("Replicas").get(0).has("ProvisionedThroughputOverride")).isTrue();
  }

  @Test
  void aReplicaIsUpdated() {
    replica("Create", "");
    replica("Update", ", 'ProvisionedThroughputOverride': {'ReadCapacityUnits': 50}");
    assertThat(units(farTable())).isEqualTo("50/6");
    replica("Update", ", 'TableClassOverride': 'STANDARD_INFREQUENT_ACCESS'");
    assertThat(units(farTable())).isEqualTo("50/6");
    assertThat(table().path("Replicas").get(0).path("ProvisionedThroughputOverride"))
        .isEqualTo(DynamoDbWire.json("{'ReadCapacityUnits': 50}"));
    assertThat(farTable().path("Replicas"))
        .isEqualTo(DynamoDbWire.json("[{'RegionName': 'eu-west-1', 'ReplicaStatus': 'ACTIVE'}]"));
  }

  @Test
  void aReplicaHasItsOwnKey() {
    update("'SSESpecification': {'Enabled': true, 'KMSMasterKeyId': 'here'}");
    replica("Create", "");
    assertThat(farTable().path("SSEDescription").path("KMSMasterKeyArn").asText())
        .startsWith("arn:aws:kms:us-east-2:");
    replica("Update", ", 'KMSMasterKeyId': 'there'");
    assertThat(farTable().path("SSEDescription").path("KMSMasterKeyArn").asText())
        .isEqualTo("arn:aws:kms:us-east-2:123456789012:key/there");
    assertThat(table().path("SSEDescription").path("KMSMasterKeyArn").asText())
        .isEqualTo("arn:aws:kms:eu-west-1:123456789012:key/here");
    assertThat(table().path("Replicas").get(0).path("KMSMasterKeyId").asText()).isEqualTo("there");
  }

  @Test
  void capacityIsTheSameUnlessOverridden() {
    replica("Create", "");
    update("'ProvisionedThroughput': {'ReadCapacityUnits': 15, 'WriteCapacityUnits': 16}");
    assertThat(units(farTable())).isEqualTo("15/16");
    replica("Update", ", 'ProvisionedThroughputOverride': {'ReadCapacityUnits': 50}");
    update("'ProvisionedThroughput': {'ReadCapacityUnits': 25, 'WriteCapacityUnits': 26}");
    assertThat(units(farTable())).isEqualTo("50/26");
    far(
        "UpdateTable",
        UPDATE.formatted(
            "'ProvisionedThroughput': {'ReadCapacityUnits': 60, 'WriteCapacityUnits': 36}"));
    assertThat(units(farTable())).isEqualTo("60/36");
    assertThat(table().path("Replicas").get(0).path("ProvisionedThroughputOverride"))
        .isEqualTo(DynamoDbWire.json("{'ReadCapacityUnits': 60}"));
    update("'BillingMode': 'PAY_PER_REQUEST'");
    assertThat(farTable().path("BillingModeSummary").path("BillingMode").asText())
        .isEqualTo("PAY_PER_REQUEST");
    replica("Update", ", 'OnDemandThroughputOverride': {'MaxReadRequestUnits': 70}");
    update("'OnDemandThroughput': {'MaxReadRequestUnits': 80, 'MaxWriteRequestUnits': 90}");
    assertThat(farTable().path("OnDemandThroughput"))
        .isEqualTo(DynamoDbWire.json("{'MaxReadRequestUnits': 70, 'MaxWriteRequestUnits': 90}"));
  }

  @Test
  void globalIndexesAreTheSame() {
    replica("Create", "");
    update(
        """
        'AttributeDefinitions': [{'AttributeName': 'h', 'AttributeType': 'S'}],
        'GlobalSecondaryIndexUpdates': [
          {'Create': {
            'IndexName': 'byH', 'KeySchema': [{'AttributeName': 'h', 'KeyType': 'HASH'}],
            'Projection': {'ProjectionType': 'KEYS_ONLY'},
            'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 2}}}]
        """);
    assertThat(farTable().path("GlobalSecondaryIndexes")).hasSize(2);
    assertThat(far("Scan", "{'TableName': 'music', 'IndexName': 'byH'}").path("Items"))
        .isEqualTo(DynamoDbWire.json("[{'pk': {'S': 'a'}, 'h': {'S': 'y'}}]"));
    far(
        "UpdateTable",
        UPDATE.formatted("'GlobalSecondaryIndexUpdates': [{'Delete': {'IndexName': 'byG'}}]"));
    assertThat(table().path("GlobalSecondaryIndexes")).hasSize(1);
    assertThat(table().path("AttributeDefinitions")).hasSize(2);
  }

  @Test
  void timeToLiveAndTheKindOfEncryptionAreTheSame() {
    replica("Create", "");
    wire.ok(
        "UpdateTimeToLive",
        UPDATE.formatted("'TimeToLiveSpecification': {'AttributeName': 't', 'Enabled': true}"));
    assertThat(
            far("DescribeTimeToLive", "{'TableName': 'music'}")
                .path("TimeToLiveDescription")
                .path("AttributeName")
                .asText())
        .isEqualTo("t");
    update("'SSESpecification': {'Enabled': true}");
    assertThat(farTable().path("SSEDescription").path("KMSMasterKeyArn").asText())
        .startsWith("arn:aws:kms:us-east-2:");
    update("'SSESpecification': {'Enabled': false}");
    assertThat(farTable().has("SSEDescription")).isFalse();
  }

  @Test
  void protectionIsEachRegions() {
    replica("Create", "");
    update("'DeletionProtectionEnabled': true");
    assertThat(farTable().path("DeletionProtectionEnabled").asBoolean()).isFalse();
  }

  /** That these make no sense is clear; AWS's words are not known. */
  @Test
  void someAreRefused() {
    String replicas = "'ReplicaUpdates': [{'Update': {'RegionName': '%s'%s}}]";
    wire.invalid(
        "UpdateTable",
        UPDATE.formatted(replicas.formatted(FAR, ", 'TableClassOverride': 'STANDARD'")),
        "Replica specified in the Replica Update or Replica Delete action of the request was not"
            + " found.");
    replica("Create", "");
    wire.invalid(
        "UpdateTable",
        UPDATE.formatted(replicas.formatted(FAR, "")),
        "At least one of KMSMasterKeyId, ProvisionedThroughputOverride, OnDemandThroughputOverride,"
            + " GlobalSecondaryIndexes or TableClassOverride is required to update a replica");
    wire.invalid(
        "UpdateTable",
        UPDATE.formatted(replicas.formatted("eu-west-1", ", 'TableClassOverride': 'STANDARD'")),
        "Cannot add, delete, or update the local region through ReplicaUpdates. Use CreateTable,"
            + " DeleteTable, or UpdateTable as required.");
    wire.invalid(
        "UpdateTable",
        UPDATE.formatted(
            replicas.formatted(FAR, ", 'OnDemandThroughputOverride': {'MaxReadRequestUnits': 9}")),
        "One or more parameter values were invalid: OnDemandThroughputOverride cannot be specified"
            + " when BillingMode is PROVISIONED");
    wire.fails(
        "UpdateTable",
        UPDATE.formatted(
            replicas.formatted(FAR, ", 'GlobalSecondaryIndexes': [{'IndexName': 'no1'}]")),
        "ResourceNotFoundException",
        "Requested resource not found");
  }
}
