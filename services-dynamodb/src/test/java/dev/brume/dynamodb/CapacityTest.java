package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.dynamodb.engine.CapacityRules;
import dev.brume.testkit.WireAnswer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Tables that are throttled. How much is left is counted by the rules of docs/dynamodb-capacity.md;
 * what AWS documents of them stands there. Reasons and words:
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-diagnosing-workflow.html">Diagnosing
 *     throttling in DynamoDB</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Error
 *     handling with DynamoDB</a>
 */
class CapacityTest {
  private static final String OF_TABLE =
      "The level of configured provisioned throughput for the table was exceeded. Consider"
          + " increasing your provisioning level with the UpdateTable API.";
  private static final String OF_INDEX =
      "The level of configured provisioned throughput for one or more global secondary indexes of"
          + " the table was exceeded. Consider increasing your provisioning level for the"
          + " under-provisioned global secondary indexes with the UpdateTable API";

  private final DynamoDbWire wire = new DynamoDbWire();

  private void table(int reads, int writes, int indexWrites) {
    wire.ok(
        "CreateTable",
        """
        {'TableName': 'busy', 'Tags': [{'Key': 'brume:throttling', 'Value': 'on'}],
         'ProvisionedThroughput': {'ReadCapacityUnits': %d, 'WriteCapacityUnits': %d},
         'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'},
           {'AttributeName': 'g', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
         'GlobalSecondaryIndexes': [{'IndexName': 'by-g',
           'KeySchema': [{'AttributeName': 'g', 'KeyType': 'HASH'}],
           'Projection': {'ProjectionType': 'ALL'},
           'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': %d}}]}
        """
            .formatted(reads, writes, indexWrites));
  }

  private static String item(String key, String rest) {
    return "{'TableName': 'busy', 'Item': {'pk': {'S': '%s'}%s}}".formatted(key, rest);
  }

  private static String key(String key) {
    return "{'TableName': 'busy', 'Key': {'pk': {'S': '%s'}}}".formatted(key);
  }

  /** How many writes of one unit pass now, one after the other. */
  private int writesNow() {
    int count = 0;
    while (wire.call("PutItem", item("k" + count, "")).status() == 200) {
      count++;
    }
    return count;
  }

  @Test
  void unusedCapacityIsKeptForFiveMinutes() {
    table(1, 2, 100);
    assertThat(writesNow()).as("what comes in in a second").isEqualTo(2);
    wire.server.pass(Duration.ofSeconds(1));
    assertThat(writesNow()).isEqualTo(2);
    wire.server.pass(Duration.ofMillis(500));
    assertThat(writesNow()).isEqualTo(1);
    wire.server.pass(Duration.ofSeconds(10));
    assertThat(writesNow()).isEqualTo(20);
    wire.server.pass(Duration.ofHours(1));
    assertThat(writesNow()).as("300 seconds").isEqualTo(600);
  }

  /** The example of docs/dynamodb-capacity.md. */
  @Test
  void theExampleOfTheDocumentationHolds() {
    table(1, 5, 100);
    wire.server.pass(Duration.ofSeconds(10));
    assertThat(writesNow()).isEqualTo(55);
    wire.server.pass(Duration.ofMillis(200));
    assertThat(writesNow()).isEqualTo(1);
    wire.server.pass(Duration.ofSeconds(1));
    wire.ok("PutItem", item("big", ", 'x': {'S': '" + "x".repeat(10_200) + "'}"));
    wire.server.pass(Duration.ofSeconds(1));
    assertThat(writesNow()).isZero();
    wire.server.pass(Duration.ofHours(1));
    assertThat(writesNow()).as("all that the one partition gives").isEqualTo(1_000);
    wire.server.pass(Duration.ofSeconds(1));
    assertThat(writesNow()).as("the rest of the burst, and a second").isEqualTo(505);
  }

  @Test
  void aRequestMayOverdrawAndIsPaidBack() {
    table(1, 100, 100);
    wire.ok("PutItem", item("big", ", 'x': {'S': '" + "x".repeat(40_000) + "'}"));
    wire.ok("GetItem", key("big"));
    refusedRead();
    wire.server.pass(Duration.ofSeconds(4));
    refusedRead();
    wire.server.pass(Duration.ofMillis(1));
    wire.ok("GetItem", key("big"));
  }

  private void refusedRead() {
    JsonNode error =
        wire.fails("GetItem", key("big"), "ProvisionedThroughputExceededException", OF_TABLE);
    assertThat(error.path("ThrottlingReasons"))
        .isEqualTo(
            DynamoDbWire.json(
                "[{'reason': 'TableReadProvisionedThroughputExceeded', 'resource': '%sbusy'}]"
                    .formatted(DynamoDbWire.ARN)));
  }

  /** A failed condition consumes write capacity, too. */
  @Test
  void failedConditionsCost() {
    table(1, 1, 100);
    wire.fails(
        "DeleteItem",
        key("a").replace("}}}", "}}, 'ConditionExpression': 'attribute_exists(pk)'}"),
        "ConditionalCheckFailedException",
        "The conditional request failed");
    wire.fails("PutItem", item("a", ""), "ProvisionedThroughputExceededException", OF_TABLE);
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/gsi-throttling.html">Understanding
   *     global secondary index (GSI) write throttling and back pressure in DynamoDB</a>
   */
  @Test
  void anIndexHoldsUpItsTable() {
    table(1, 100, 1);
    wire.ok("PutItem", item("a", ", 'g': {'S': 'x'}"));
    JsonNode error =
        wire.fails(
            "PutItem",
            item("b", ", 'g': {'S': 'y'}"),
            "ProvisionedThroughputExceededException",
            OF_INDEX);
    assertThat(error.path("ThrottlingReasons").path(0).path("reason").asText())
        .isEqualTo("IndexWriteProvisionedThroughputExceeded");
    assertThat(error.path("ThrottlingReasons").path(0).path("resource").asText())
        .isEqualTo(DynamoDbWire.ARN + "busy/index/by-g");
    wire.ok("PutItem", item("c", ""));
  }

  @Test
  void batchesLeaveUnprocessedWhatTheyCant() {
    table(1, 2, 100);
    String puts =
        "{'RequestItems': {'busy': [{'PutRequest': {'Item': {'pk': {'S': 'a'}}}},"
            + " {'PutRequest': {'Item': {'pk': {'S': 'b'}}}},"
            + " {'PutRequest': {'Item': {'pk': {'S': 'c'}}}}]}}";
    JsonNode output = wire.ok("BatchWriteItem", puts);
    assertThat(output.path("UnprocessedItems").path("busy"))
        .isEqualTo(DynamoDbWire.json("[{'PutRequest': {'Item': {'pk': {'S': 'c'}}}}]"));
    wire.fails("BatchWriteItem", puts, "ProvisionedThroughputExceededException", OF_TABLE);
    String gets =
        "{'RequestItems': {'busy': {'ConsistentRead': true, 'Keys': [{'pk': {'S': 'a'}},"
            + " {'pk': {'S': 'b'}}]}}}";
    JsonNode read = wire.ok("BatchGetItem", gets);
    assertThat(read.path("Responses").path("busy")).hasSize(1);
    assertThat(read.path("UnprocessedKeys").path("busy").path("Keys")).hasSize(1);
    wire.fails("BatchGetItem", gets, "ProvisionedThroughputExceededException", OF_TABLE);
  }

  @Test
  void transactionsAreCancelledAndCostTwice() {
    table(1, 2, 100);
    String transaction =
        "{'TransactItems': [{'Put': {'TableName': 'busy', 'Item': {'pk': {'S': '%s'}}}}]}";
    wire.ok("TransactWriteItems", transaction.formatted("a"));
    JsonNode error =
        wire.fails(
            "TransactWriteItems",
            transaction.formatted("b"),
            "TransactionCanceledException",
            "Transaction cancelled, please refer cancellation reasons for specific reasons"
                + " [ProvisionedThroughputExceeded]");
    assertThat(error.path("CancellationReasons").path(0).path("Message").asText())
        .isEqualTo(OF_TABLE);
  }

  /** "Each partition can deliver up to 3,000 read units a second and 1,000 write units." */
  @Test
  void aPartitionHasLimitsOfItsOwn() {
    table(1, 4_000, 4_000);
    int count = 0;
    WireAnswer answer = wire.call("PutItem", item("hot", ""));
    while (answer.status() == 200) {
      count++;
      answer = wire.call("PutItem", item("hot", ""));
    }
    assertThat(count).isEqualTo(1_000);
    assertThat(DynamoDbWire.json(answer).path("ThrottlingReasons").path(0).path("reason").asText())
        .isEqualTo("TableWriteKeyRangeThroughputExceeded");
  }

  /** After a minute too hot a partition is two; a single key is in one of them as before. */
  @Test
  void aHotPartitionIsSplit() {
    table(1, 1_000, 1_000);
    wire.server.pass(Duration.ofHours(1)); // a burst, so that the table itself has enough
    for (int second = 0; second < 60; second++) {
      overdraw("hot");
      wire.server.pass(Duration.ofSeconds(1));
    }
    overdraw("hot");
    refused("hot");
    String other = null;
    for (int i = 0; other == null; i++) {
      other = wire.call("PutItem", item("k" + i, "")).status() == 200 ? "k" + i : null;
    }
    wire.server.pass(Duration.ofHours(1));
    overdraw("hot");
    refused("hot");
    wire.ok("PutItem", item(other, ""));
  }

  /** Writes until the partition of {@code key} has nothing left, and once more. */
  private void overdraw(String key) {
    String big = ", 'x': {'S': '" + "x".repeat(380_000) + "'}";
    while (wire.call("PutItem", item(key, big)).status() == 200) {
      // 372 units each
    }
  }

  private void refused(String key) {
    WireAnswer answer = wire.call("PutItem", item(key, ""));
    assertThat(answer.text()).contains("TableWriteKeyRangeThroughputExceeded");
  }

  /** The partitions of an index are hot by the index's own keys. */
  @Test
  void anIndexHasHotPartitionsOfItsOwn() {
    table(1, 4_000, 2_000);
    int count = 0;
    WireAnswer answer = null;
    do {
      count++;
      answer = wire.call("PutItem", item("k" + count, ", 'g': {'S': 'same'}"));
    } while (answer.status() == 200);
    assertThat(count - 1).isEqualTo(1_000);
    assertThat(answer.text()).contains("IndexWriteKeyRangeThroughputExceeded");
  }

  @Test
  void onDemandTablesHaveTheMaximumsThatAreSet() {
    wire.ok(
        "CreateTable",
        """
        {'TableName': 'busy', 'Tags': [{'Key': 'brume:throttling', 'Value': 'on'}],
         'BillingMode': 'PAY_PER_REQUEST',
         'OnDemandThroughput': {'MaxReadRequestUnits': 1, 'MaxWriteRequestUnits': 3},
         'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}]}
        """);
    assertThat(writesNow()).isEqualTo(3);
    JsonNode error = DynamoDbWire.json(wire.call("PutItem", item("z", "")));
    assertThat(error.path("__type").asText())
        .isEqualTo("com.amazonaws.dynamodb.v20120810#ThrottlingException");
    assertThat(error.path("throttlingReasons").path(0).path("reason").asText())
        .isEqualTo("TableWriteMaxOnDemandThroughputExceeded");
  }

  /** LocalStack's variables, see docs/configuration.md. */
  @Test
  void requestsAreRefusedByChance() {
    DynamoDbWire unlucky = new DynamoDbWire(world -> world, new CapacityRules(false, 0, 1));
    unlucky.hashTable("busy");
    unlucky.fails("PutItem", item("a", ""), "ProvisionedThroughputExceededException", OF_TABLE);
    unlucky.gives("GetItem", key("a"), "{}");
  }

  @Test
  void nothingIsThrottledUnlessAskedFor() {
    table(1, 1, 1);
    wire.ok(
        "TagResource",
        "{'ResourceArn': '%sbusy', 'Tags': [{'Key': 'brume:throttling', 'Value': 'off'}]}"
            .formatted(DynamoDbWire.ARN));
    for (int i = 0; i < 50; i++) {
      wire.ok("PutItem", item("k" + i, ", 'g': {'S': 'x'}"));
    }
  }
}
