package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What streams hold of changes. Forms and sizes: answers recorded on AWS, DynamoDB, 2025-10-08
 * ("stream view type", "transact write items streaming").
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
class StreamRecordsTest {
  private final StreamsWire streams = new StreamsWire();
  private final DynamoDbWire wire = streams.wire;

  private void put(String table, String key, String rest) {
    wire.put(table, "{'pk': {'S': '%s'}%s}".formatted(key, rest));
  }

  private void delete(String table, String key) {
    wire.ok("DeleteItem", "{'TableName': '%s', 'Key': {'pk': {'S': '%s'}}}".formatted(table, key));
  }

  private static JsonNode withoutNumbers(JsonNode record) {
    ObjectNode copy = record.deepCopy();
    copy.remove("eventID");
    ((ObjectNode) copy.path("dynamodb")).remove("SequenceNumber");
    ((ObjectNode) copy.path("dynamodb")).remove("ApproximateCreationDateTime");
    return copy;
  }

  private List<JsonNode> changes(String view) {
    String arn = streams.table("t-" + view, view);
    put("t-" + view, "Fred", "");
    put("t-" + view, "Fred", ", 'a': {'N': '1'}");
    delete("t-" + view, "Fred");
    return streams.records(arn);
  }

  private static JsonNode expected(String event, String view, int size, String images) {
    return DynamoDbWire.json(
        """
        {'eventName': '%s', 'eventVersion': '1.1', 'eventSource': 'aws:dynamodb',
         'awsRegion': 'eu-west-1', 'dynamodb': {'Keys': {'pk': {'S': 'Fred'}}, %s
          'SizeBytes': %d, 'StreamViewType': '%s'}}
        """
            .formatted(event, images, size, view));
  }

  @Test
  void haveKeysOnly() {
    List<JsonNode> records = changes("KEYS_ONLY");
    assertThat(records.stream().map(StreamRecordsTest::withoutNumbers))
        .containsExactly(
            expected("INSERT", "KEYS_ONLY", 6, ""),
            expected("MODIFY", "KEYS_ONLY", 6, ""),
            expected("REMOVE", "KEYS_ONLY", 6, ""));
  }

  @Test
  void haveImagesBeforeAndAfter() {
    String small = "{'pk': {'S': 'Fred'}}";
    String big = "{'pk': {'S': 'Fred'}, 'a': {'N': '1'}}";
    assertThat(changes("NEW_AND_OLD_IMAGES").stream().map(StreamRecordsTest::withoutNumbers))
        .containsExactly(
            expected("INSERT", "NEW_AND_OLD_IMAGES", 12, "'NewImage': " + small + ","),
            expected(
                "MODIFY",
                "NEW_AND_OLD_IMAGES",
                21,
                "'NewImage': " + big + ", 'OldImage': " + small + ","),
            expected("REMOVE", "NEW_AND_OLD_IMAGES", 15, "'OldImage': " + big + ","));
    assertThat(changes("NEW_IMAGE").stream().map(StreamRecordsTest::withoutNumbers))
        .containsExactly(
            expected("INSERT", "NEW_IMAGE", 12, "'NewImage': " + small + ","),
            expected("MODIFY", "NEW_IMAGE", 15, "'NewImage': " + big + ","),
            expected("REMOVE", "NEW_IMAGE", 6, ""));
    assertThat(changes("OLD_IMAGE").stream().map(StreamRecordsTest::withoutNumbers))
        .containsExactly(
            expected("INSERT", "OLD_IMAGE", 6, ""),
            expected("MODIFY", "OLD_IMAGE", 12, "'OldImage': " + small + ","),
            expected("REMOVE", "OLD_IMAGE", 15, "'OldImage': " + big + ","));
  }

  @Test
  void haveIdsNumbersAndTimesOfTheirOwn() {
    wire.server.pass(Duration.ofMillis(1_999));
    List<JsonNode> records = changes("KEYS_ONLY");
    List<String> numbers = new ArrayList<>();
    HashSet<String> ids = new HashSet<>();
    for (JsonNode record : records) {
      numbers.add(record.path("dynamodb").path("SequenceNumber").asText());
      ids.add(record.path("eventID").asText());
      assertThat(record.path("dynamodb").path("ApproximateCreationDateTime").asDouble())
          .isEqualTo(wire.server.timeline().nowMillis() / 1000);
    }
    assertThat(numbers).isSorted().doesNotHaveDuplicates().allMatch(n -> n.matches("\\d{21,40}"));
    assertThat(ids).hasSize(3).allMatch(id -> id.matches("[0-9a-f]{32}"));
    assertThat(
            streams.records(
                streams
                    .wire
                    .ok("ListStreams", "{}")
                    .path("Streams")
                    .path(0)
                    .path("StreamArn")
                    .asText()))
        .as("the same whenever they are read")
        .isEqualTo(records);
  }

  /**
   * "If you perform a PutItem or UpdateItem operation that does not change any data in an item,
   * DynamoDB Streams does not write a stream record for that operation."
   */
  @Test
  void areNotThereForWhatChangesNothing() {
    String arn = streams.table("quiet", "NEW_AND_OLD_IMAGES");
    put("quiet", "a", ", 's': {'SS': ['x', 'y']}, 'n': {'N': '1.0'}");
    put("quiet", "a", ", 'n': {'N': '1'}, 's': {'SS': ['y', 'x']}");
    wire.ok("UpdateItem", "{'TableName': 'quiet', 'Key': {'pk': {'S': 'a'}}}");
    delete("quiet", "nothing");
    wire.fails(
        "DeleteItem",
        "{'TableName': 'quiet', 'Key': {'pk': {'S': 'a'}}, 'ConditionExpression': 'n = :n',"
            + " 'ExpressionAttributeValues': {':n': {'N': '2'}}}",
        "ConditionalCheckFailedException",
        "The conditional request failed");
    assertThat(streams.events(arn)).containsExactly("INSERT");
  }

  @Test
  void areOfTransactionsBatchesAndStatements() {
    String arn = streams.table("many", "KEYS_ONLY");
    wire.ok(
        "BatchWriteItem",
        "{'RequestItems': {'many': [{'PutRequest': {'Item': {'pk': {'S': 'a'}}}},"
            + " {'PutRequest': {'Item': {'pk': {'S': 'b'}}}}]}}");
    wire.ok(
        "TransactWriteItems",
        "{'TransactItems': [{'Delete': {'TableName': 'many', 'Key': {'pk': {'S': 'a'}}}},"
            + " {'Update': {'TableName': 'many', 'Key': {'pk': {'S': 'b'}}, 'UpdateExpression':"
            + " 'SET x = :x', 'ExpressionAttributeValues': {':x': {'N': '1'}}}},"
            + " {'ConditionCheck': {'TableName': 'many', 'Key': {'pk': {'S': 'c'}},"
            + " 'ConditionExpression': 'attribute_not_exists(pk)'}}]}");
    wire.fails(
        "TransactWriteItems",
        "{'TransactItems': [{'Delete': {'TableName': 'many', 'Key': {'pk': {'S': 'b'}}}},"
            + " {'ConditionCheck': {'TableName': 'many', 'Key': {'pk': {'S': 'c'}},"
            + " 'ConditionExpression': 'attribute_exists(pk)'}}]}",
        "TransactionCanceledException",
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None,"
            + " ConditionalCheckFailed]");
    wire.exact("ExecuteStatement", "{\"Statement\": \"DELETE FROM many WHERE pk = 'b'\"}");
    assertThat(streams.events(arn))
        .containsExactly("INSERT", "INSERT", "REMOVE", "MODIFY", "REMOVE");
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html">DynamoDB
   *     Streams and time to live</a>
   */
  @Test
  void tellWhoDeletesExpiredItems() {
    String arn = streams.table("sessions", "KEYS_ONLY");
    wire.ok(
        "UpdateTimeToLive",
        "{'TableName': 'sessions', 'TimeToLiveSpecification': {'AttributeName': 'ttl', 'Enabled':"
            + " true}}");
    put(
        "sessions",
        "a",
        ", 'ttl': {'N': '%d'}".formatted(wire.server.timeline().nowMillis() / 1000));
    put("sessions", "b", "");
    delete("sessions", "b");
    wire.server.pass(Duration.ofMinutes(15));
    List<JsonNode> records = streams.records(arn);
    assertThat(records).hasSize(4);
    assertThat(records.get(2).has("userIdentity")).isFalse();
    assertThat(records.get(3).path("eventName").asText()).isEqualTo("REMOVE");
    assertThat(records.get(3).path("userIdentity"))
        .isEqualTo(
            DynamoDbWire.json("{'PrincipalId': 'dynamodb.amazonaws.com', 'Type': 'Service'}"));
  }

  @Test
  void areKeptAndRestoredWithTheirItems() {
    String arn = streams.table("kept", "NEW_AND_OLD_IMAGES");
    put("kept", "a", ", 'n': {'N': '1'}");
    wire.server.assertKept(() -> streams.records(arn));
    wire.server.assertRestored(() -> streams.records(arn), () -> delete("kept", "a"));
    put("kept", "b", "");
    assertThat(streams.events(arn)).containsExactly("INSERT", "INSERT");
    wire.server.restart();
    delete("kept", "b");
    assertThat(streams.events(arn)).containsExactly("INSERT", "INSERT", "REMOVE");
  }
}
