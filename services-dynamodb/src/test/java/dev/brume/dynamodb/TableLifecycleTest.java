package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/**
 * DescribeTable, ListTables, UpdateTable, DeleteTable and tags.
 *
 * <p>Source of truth: Amazon DynamoDB API Reference, the pages of these operations; Answers
 * recorded on AWS, dynamodb, 08-10-2025 (table crud, SSE specification); for other texts what
 * dynalite's authors observed on AWS.
 */
final class TableLifecycleTest {
  private final DynamoDbWire wire = new DynamoDbWire();

  private void provisioned(String name) {
    wire.ok(
        "CreateTable",
        """
        {'TableName': '%s',
         'ProvisionedThroughput': {'ReadCapacityUnits': 5, 'WriteCapacityUnits': 5},
         'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}]}
        """
            .formatted(name));
  }

  private JsonNode described(String name) {
    return wire.ok("DescribeTable", "{'TableName': '%s'}".formatted(name)).path("Table");
  }

  @Test
  void describesWhatIsThere() {
    provisioned("tab");
    wire.put("tab", "{'pk': {'S': 'abc'}}");
    JsonNode table = described("tab");
    assertThat(table.path("TableStatus").asText()).isEqualTo("ACTIVE");
    assertThat(table.path("ItemCount").asInt()).isEqualTo(1);
    assertThat(table.path("TableSizeBytes").asInt()).isEqualTo(5);
    assertThat(table.path("WarmThroughput"))
        .isEqualTo(
            DynamoDbWire.json(
                "{'ReadUnitsPerSecond': 5, 'WriteUnitsPerSecond': 5, 'Status': 'ACTIVE'}"));
    assertThat(described(DynamoDbWire.ARN + "tab")).isEqualTo(table);
  }

  @Test
  void deletes() {
    provisioned("tab");
    JsonNode table = wire.ok("DeleteTable", "{'TableName': 'tab'}").path("TableDescription");
    assertThat(table.path("TableStatus").asText()).isEqualTo("DELETING");
    assertThat(table.has("KeySchema")).isFalse();
    assertThat(table.has("CreationDateTime")).isFalse();
    assertThat(table.path("DeletionProtectionEnabled").isBoolean()).isTrue();
    for (String operation : new String[] {"DeleteTable", "DescribeTable"}) {
      wire.fails(
          operation,
          "{'TableName': 'non-existent'}",
          "ResourceNotFoundException",
          "Requested resource not found: Table: non-existent not found");
    }
  }

  @Test
  void protectsFromDeletion() {
    provisioned("tab");
    wire.ok("UpdateTable", "{'TableName': 'tab', 'DeletionProtectionEnabled': true}");
    wire.invalid(
        "DeleteTable",
        "{'TableName': 'tab'}",
        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion"
            + " protection first.");
  }

  @Test
  void listsNamesInPages() {
    for (String name : new String[] {"ccc", "aaa", "bbb"}) {
      wire.hashTable(name);
    }
    wire.gives("ListTables", "{}", "{'TableNames': ['aaa', 'bbb', 'ccc']}");
    wire.gives(
        "ListTables",
        "{'Limit': 2}",
        "{'TableNames': ['aaa', 'bbb'], 'LastEvaluatedTableName': 'bbb'}");
    wire.gives(
        "ListTables", "{'Limit': 2, 'ExclusiveStartTableName': 'bbb'}", "{'TableNames': ['ccc']}");
    wire.invalid(
        "ListTables",
        "{'Limit': 101}",
        "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member"
            + " must have value less than or equal to 100");
  }

  @Test
  void changesThroughput() {
    provisioned("tab");
    String update =
        "{'TableName': 'tab', 'ProvisionedThroughput': {'ReadCapacityUnits': %d, 'WriteCapacityUnits': 5}}";
    assertThat(
            wire.ok("UpdateTable", update.formatted(3))
                .path("TableDescription")
                .path("TableStatus")
                .asText())
        .isEqualTo("UPDATING");
    JsonNode throughput = described("tab").path("ProvisionedThroughput");
    assertThat(throughput.path("ReadCapacityUnits").asInt()).isEqualTo(3);
    assertThat(throughput.path("NumberOfDecreasesToday").asInt()).isEqualTo(1);
    wire.invalid(
        "UpdateTable",
        update.formatted(3),
        "The provisioned throughput for the table will not change. The requested value equals the"
            + " current value. Current ReadCapacityUnits provisioned for the table: 3. Requested"
            + " ReadCapacityUnits: 3. Current WriteCapacityUnits provisioned for the table: 5."
            + " Requested WriteCapacityUnits: 5. Refer to the Amazon DynamoDB Developer Guide for"
            + " current limits and how to request higher limits.");
    wire.invalid(
        "UpdateTable",
        "{'TableName': 'tab'}",
        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
            + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
    wire.ok("UpdateTable", "{'TableName': 'tab', 'BillingMode': 'PAY_PER_REQUEST'}");
    assertThat(described("tab").path("BillingModeSummary").path("BillingMode").asText())
        .isEqualTo("PAY_PER_REQUEST");
  }

  @Test
  void makesAndDeletesGlobalIndexes() {
    wire.hashTable("tab");
    wire.put("tab", "{'pk': {'S': 'a'}, 'g': {'S': 'x'}}");
    wire.put("tab", "{'pk': {'S': 'b'}, 'g': {'N': '1'}}");
    wire.ok(
        "UpdateTable",
        """
        {'TableName': 'tab',
         'AttributeDefinitions': [{'AttributeName': 'g', 'AttributeType': 'S'}],
         'GlobalSecondaryIndexUpdates': [{'Create': {'IndexName': 'new', 'KeySchema': [
           {'AttributeName': 'g', 'KeyType': 'HASH'}], 'Projection': {'ProjectionType': 'ALL'}}}]}
        """);
    JsonNode index = described("tab").path("GlobalSecondaryIndexes").get(0);
    assertThat(index.path("IndexStatus").asText()).isEqualTo("ACTIVE");
    assertThat(index.path("ItemCount").asInt()).isEqualTo(1);
    assertThat(index.path("IndexArn").asText()).isEqualTo(DynamoDbWire.ARN + "tab/index/new");
    wire.put("tab", "{'pk': {'S': 'c'}, 'g': {'S': 'x'}}");
    assertThat(
            wire.ok(
                    "Query",
                    """
                    {'TableName': 'tab', 'IndexName': 'new', 'KeyConditionExpression': 'g = :x',
                     'ExpressionAttributeValues': {':x': {'S': 'x'}}}
                    """)
                .path("Count")
                .asInt())
        .isEqualTo(2);
    String delete =
        "{'TableName': 'tab', 'GlobalSecondaryIndexUpdates': [{'Delete': {'IndexName': 'new'}}]}";
    wire.ok("UpdateTable", delete);
    assertThat(described("tab").has("GlobalSecondaryIndexes")).isFalse();
    assertThat(described("tab").path("AttributeDefinitions")).hasSize(1);
    wire.fails("UpdateTable", delete, "ResourceNotFoundException", "Requested resource not found");
  }

  @Test
  void endsEncryption() {
    provisioned("tab");
    wire.ok("UpdateTable", "{'TableName': 'tab', 'SSESpecification': {'Enabled': true}}");
    JsonNode key = described("tab").path("SSEDescription");
    JsonNode again =
        wire.ok("UpdateTable", "{'TableName': 'tab', 'SSESpecification': {'Enabled': true}}");
    assertThat(again.path("TableDescription").path("SSEDescription")).isEqualTo(key);
    JsonNode end =
        wire.ok("UpdateTable", "{'TableName': 'tab', 'SSESpecification': {'Enabled': false}}");
    assertThat(end.path("TableDescription").path("SSEDescription").path("Status").asText())
        .isEqualTo("UPDATING");
    assertThat(described("tab").has("SSEDescription")).isFalse();
  }

  @Test
  void hasTags() {
    wire.hashTable("tab");
    String arn = DynamoDbWire.ARN + "tab";
    wire.call(
        "TagResource",
        "{'ResourceArn': '%s', 'Tags': [{'Key': 'a', 'Value': '1'}, {'Key': 'b', 'Value': ''}]}"
            .formatted(arn));
    wire.call("UntagResource", "{'ResourceArn': '%s', 'TagKeys': ['a', 'z']}".formatted(arn));
    wire.gives(
        "ListTagsOfResource",
        "{'ResourceArn': '%s'}".formatted(arn),
        "{'Tags': [{'Key': 'b', 'Value': ''}]}");
    wire.fails(
        "ListTagsOfResource",
        "{'ResourceArn': '%snone'}".formatted(DynamoDbWire.ARN),
        "ResourceNotFoundException",
        "Requested resource not found: ResourcArn: %snone not found".formatted(DynamoDbWire.ARN));
  }
}
