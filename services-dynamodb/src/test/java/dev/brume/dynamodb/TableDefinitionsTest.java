package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/**
 * Tables as tools define them, by the calls that these make.
 *
 * @see <a
 *     href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table">Terraform:
 *     aws_dynamodb_table</a>, whose example has all of what is set here
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AppendixSampleTables.html">Example
 *     tables and data for use in DynamoDB</a>, which are among the models of NoSQL Workbench
 */
class TableDefinitionsTest {
  private static final String GAMES = "{'TableName': 'GameScores'%s}";
  private static final String ARN = DynamoDbWire.ARN + "GameScores";

  private final DynamoDbWire dynamo = new DynamoDbWire();

  private JsonNode table(String name) {
    return dynamo.ok("DescribeTable", "{'TableName': '%s'}".formatted(name)).path("Table");
  }

  private void makeGames() {
    dynamo.ok(
        "CreateTable",
        """
        {'TableName': 'GameScores', 'BillingMode': 'PROVISIONED',
         'AttributeDefinitions': [
           {'AttributeName': 'UserId', 'AttributeType': 'S'},
           {'AttributeName': 'GameTitle', 'AttributeType': 'S'},
           {'AttributeName': 'TopScore', 'AttributeType': 'N'}],
         'KeySchema': [
           {'AttributeName': 'UserId', 'KeyType': 'HASH'},
           {'AttributeName': 'GameTitle', 'KeyType': 'RANGE'}],
         'ProvisionedThroughput': {'ReadCapacityUnits': 20, 'WriteCapacityUnits': 20},
         'GlobalSecondaryIndexes': [
           {'IndexName': 'GameTitleIndex',
            'KeySchema': [
              {'AttributeName': 'GameTitle', 'KeyType': 'HASH'},
              {'AttributeName': 'TopScore', 'KeyType': 'RANGE'}],
            'Projection': {'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['UserId']},
            'ProvisionedThroughput': {'ReadCapacityUnits': 10, 'WriteCapacityUnits': 10}}],
         'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': 'NEW_IMAGE'},
         'SSESpecification': {'Enabled': true}, 'TableClass': 'STANDARD',
         'DeletionProtectionEnabled': false,
         'Tags': [{'Key': 'Name', 'Value': 'dynamodb-table-1'},
                  {'Key': 'Environment', 'Value': 'production'}]}
        """);
  }

  /** Terraform makes a table, waits for it, sets what CreateTable does not take, and reads it. */
  @Test
  void terraformMakesAndReadsATable() {
    makeGames();
    JsonNode made = table("GameScores");
    assertThat(made.path("TableStatus").asText()).isEqualTo("ACTIVE");
    JsonNode index = made.path("GlobalSecondaryIndexes").get(0);
    assertThat(index.path("IndexStatus").asText()).isEqualTo("ACTIVE");
    assertThat(index.path("Projection"))
        .isEqualTo(
            DynamoDbWire.json("{'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['UserId']}"));
    assertThat(index.path("IndexArn").asText()).isEqualTo(ARN + "/index/GameTitleIndex");
    assertThat(made.path("SSEDescription").path("Status").asText()).isEqualTo("ENABLED");
    assertThat(made.path("LatestStreamArn").asText()).startsWith(ARN + "/stream/");

    dynamo.ok(
        "UpdateTimeToLive",
        GAMES.formatted(
            ", 'TimeToLiveSpecification': {'AttributeName': 'TimeToExist', 'Enabled': true}"));
    dynamo.gives(
        "DescribeTimeToLive",
        GAMES.formatted(""),
        "{'TimeToLiveDescription': {'TimeToLiveStatus': 'ENABLED', 'AttributeName':"
            + " 'TimeToExist'}}");
    dynamo.ok(
        "UpdateContinuousBackups",
        GAMES.formatted(
            ", 'PointInTimeRecoverySpecification': {'PointInTimeRecoveryEnabled': true}"));
    assertThat(
            dynamo
                .ok("DescribeContinuousBackups", GAMES.formatted(""))
                .path("ContinuousBackupsDescription")
                .path("PointInTimeRecoveryDescription")
                .path("PointInTimeRecoveryStatus")
                .asText())
        .isEqualTo("ENABLED");
    dynamo.gives(
        "ListTagsOfResource",
        "{'ResourceArn': '" + ARN + "'}",
        "{'Tags': [{'Key': 'Name', 'Value': 'dynamodb-table-1'}, {'Key': 'Environment', 'Value':"
            + " 'production'}]}");
  }

  /** A plan changes one thing at a time, and waits for it. */
  @Test
  void terraformChangesAndDeletesATable() {
    makeGames();
    dynamo.ok(
        "UpdateTable",
        GAMES.formatted(
            """
            , 'AttributeDefinitions': [
              {'AttributeName': 'UserId', 'AttributeType': 'S'},
              {'AttributeName': 'GameTitle', 'AttributeType': 'S'},
              {'AttributeName': 'TopScore', 'AttributeType': 'N'},
              {'AttributeName': 'Wins', 'AttributeType': 'N'}],
            'GlobalSecondaryIndexUpdates': [{'Create': {
              'IndexName': 'WinsIndex',
              'KeySchema': [{'AttributeName': 'Wins', 'KeyType': 'HASH'}],
              'Projection': {'ProjectionType': 'ALL'},
              'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1}}}]
            """));
    assertThat(table("GameScores").path("GlobalSecondaryIndexes")).hasSize(2);
    dynamo.ok(
        "UpdateTable",
        GAMES.formatted(
            """
            , 'AttributeDefinitions': [
              {'AttributeName': 'UserId', 'AttributeType': 'S'},
              {'AttributeName': 'GameTitle', 'AttributeType': 'S'},
              {'AttributeName': 'TopScore', 'AttributeType': 'N'}],
            'GlobalSecondaryIndexUpdates': [{'Delete': {'IndexName': 'WinsIndex'}}]
            """));
    assertThat(table("GameScores").path("AttributeDefinitions")).hasSize(3);
    dynamo.ok("UpdateTable", GAMES.formatted(", 'BillingMode': 'PAY_PER_REQUEST'"));
    dynamo.ok(
        "UpdateTable",
        GAMES.formatted(
            """
            , 'BillingMode': 'PROVISIONED',
            'ProvisionedThroughput': {'ReadCapacityUnits': 5, 'WriteCapacityUnits': 5},
            'GlobalSecondaryIndexUpdates': [{'Update': {
              'IndexName': 'GameTitleIndex',
              'ProvisionedThroughput': {'ReadCapacityUnits': 6, 'WriteCapacityUnits': 6}}}]
            """));
    JsonNode changed = table("GameScores");
    assertThat(changed.path("ProvisionedThroughput").path("ReadCapacityUnits").asInt())
        .isEqualTo(5);
    assertThat(changed.path("BillingModeSummary").path("BillingMode").asText())
        .isEqualTo("PROVISIONED");
    dynamo.ok("UpdateTable", GAMES.formatted(", 'StreamSpecification': {'StreamEnabled': false}"));
    dynamo.ok("UpdateTable", GAMES.formatted(", 'SSESpecification': {'Enabled': false}"));
    dynamo.ok("UpdateTable", GAMES.formatted(", 'TableClass': 'STANDARD_INFREQUENT_ACCESS'"));
    dynamo.ok("UpdateTable", GAMES.formatted(", 'DeletionProtectionEnabled': true"));
    dynamo.ok("UpdateTable", GAMES.formatted(", 'DeletionProtectionEnabled': false"));
    dynamo.ok("DeleteTable", GAMES.formatted(""));
    dynamo.fails(
        "DescribeTable",
        GAMES.formatted(""),
        "ResourceNotFoundException",
        "Requested resource not found: Table: GameScores not found");
  }

  /** The example tables, with items as they are there. */
  @Test
  void workbenchFillsTheExampleTables() {
    dynamo.ok(
        "CreateTable",
        """
        {'TableName': 'ProductCatalog',
         'AttributeDefinitions': [{'AttributeName': 'Id', 'AttributeType': 'N'}],
         'KeySchema': [{'AttributeName': 'Id', 'KeyType': 'HASH'}],
         'BillingMode': 'PROVISIONED',
         'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1}}
        """);
    dynamo.ok(
        "CreateTable",
        """
        {'TableName': 'Reply',
         'AttributeDefinitions': [
           {'AttributeName': 'Id', 'AttributeType': 'S'},
           {'AttributeName': 'ReplyDateTime', 'AttributeType': 'S'},
           {'AttributeName': 'PostedBy', 'AttributeType': 'S'},
           {'AttributeName': 'Message', 'AttributeType': 'S'}],
         'KeySchema': [
           {'AttributeName': 'Id', 'KeyType': 'HASH'},
           {'AttributeName': 'ReplyDateTime', 'KeyType': 'RANGE'}],
         'GlobalSecondaryIndexes': [
           {'IndexName': 'PostedBy-Message-Index',
            'KeySchema': [
              {'AttributeName': 'PostedBy', 'KeyType': 'HASH'},
              {'AttributeName': 'Message', 'KeyType': 'RANGE'}],
            'Projection': {'ProjectionType': 'ALL'},
            'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1}}],
         'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1}}
        """);
    dynamo.ok(
        "BatchWriteItem",
        """
        {'RequestItems': {
          'ProductCatalog': [{'PutRequest': {'Item': {
            'Id': {'N': '205'}, 'Title': {'S': '18-Bike-204'}, 'Price': {'N': '500'},
            'Brand': {'S': 'Brand-Company C'}, 'Color': {'L': [{'S': 'Red'}, {'S': 'Black'}]},
            'ProductCategory': {'S': 'Bicycle'}}}}],
          'Reply': [
            {'PutRequest': {'Item': {
              'Id': {'S': 'Amazon DynamoDB#DynamoDB Thread 1'},
              'ReplyDateTime': {'S': '2015-09-15T19:58:22.947Z'},
              'Message': {'S': 'DynamoDB Thread 1 Reply 1 text'}, 'PostedBy': {'S': 'User A'}}}},
            {'PutRequest': {'Item': {
              'Id': {'S': 'Amazon DynamoDB#DynamoDB Thread 1'},
              'ReplyDateTime': {'S': '2015-09-22T19:58:22.947Z'},
              'Message': {'S': 'DynamoDB Thread 1 Reply 2 text'}, 'PostedBy': {'S': 'User B'}}}}]}}
        """);
    JsonNode replies =
        dynamo.ok(
            "Query",
            """
            {'TableName': 'Reply', 'IndexName': 'PostedBy-Message-Index',
             'KeyConditionExpression': 'PostedBy = :user AND begins_with(Message, :begin)',
             'ExpressionAttributeValues': {
               ':user': {'S': 'User A'}, ':begin': {'S': 'DynamoDB Thread 1'}}}
            """);
    assertThat(replies.path("Count").asInt()).isEqualTo(1);
    assertThat(replies.path("Items").get(0).path("ReplyDateTime").path("S").asText())
        .isEqualTo("2015-09-15T19:58:22.947Z");
    assertThat(table("ProductCatalog").path("ItemCount").asInt()).isEqualTo(1);
  }
}
