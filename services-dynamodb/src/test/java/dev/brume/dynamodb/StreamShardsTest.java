package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Streams, their shards and how these are read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html">Change
 *     data capture for DynamoDB Streams</a>, and the API's pages of DescribeStream, ListStreams,
 *     GetShardIterator and GetRecords
 */
class StreamShardsTest {
  private static final String NOWHERE = DynamoDbWire.ARN + "orders/stream/2024-11-18T14:36:44.149";

  private final StreamsWire streams = new StreamsWire();
  private final DynamoDbWire wire = streams.wire;

  private void put(String table, String key) {
    wire.put(table, "{'pk': {'S': '%s'}}".formatted(key));
  }

  private static String firstKey(JsonNode page) {
    return page.path("Records").path(0).path("dynamodb").path("Keys").path("pk").path("S").asText();
  }

  /** Answer recorded on AWS, DynamoDB, 2025-10-08 ("stream view type"). */
  @Test
  void areDescribed() {
    String arn = streams.table("orders", "KEYS_ONLY");
    JsonNode table = wire.ok("DescribeTable", "{'TableName': 'orders'}").path("Table");
    String label = table.path("LatestStreamLabel").asText();
    assertThat(label).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
    assertThat(arn).isEqualTo(DynamoDbWire.ARN + "orders/stream/" + label);
    JsonNode stream = streams.describe(arn);
    String shardId = stream.path("Shards").path(0).path("ShardId").asText();
    assertThat(shardId).matches("shardId-\\d{20}-[0-9a-f]{8}");
    String first =
        stream
            .path("Shards")
            .path(0)
            .path("SequenceNumberRange")
            .path("StartingSequenceNumber")
            .asText();
    assertThat(first).matches("\\d{21}");
    assertThat(stream)
        .isEqualTo(
            DynamoDbWire.json(
                """
                {'StreamArn': '%s', 'StreamLabel': '%s', 'StreamStatus': 'ENABLED',
                 'StreamViewType': 'KEYS_ONLY', 'CreationRequestDateTime': %s,
                 'TableName': 'orders',
                 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
                 'Shards': [{'ShardId': '%s',
                             'SequenceNumberRange': {'StartingSequenceNumber': '%s'}}]}
                """
                    .formatted(
                        arn,
                        label,
                        stream.path("CreationRequestDateTime").asText(),
                        shardId,
                        first)));
  }

  @Test
  void areListedInPages() {
    String first = streams.table("alpha", "KEYS_ONLY");
    streams.table("beta", "KEYS_ONLY");
    wire.hashTable("gamma");
    JsonNode all = wire.ok("ListStreams", "{}");
    assertThat(all.path("Streams")).hasSize(2);
    assertThat(all.has("LastEvaluatedStreamArn")).isFalse();
    JsonNode page = wire.ok("ListStreams", "{'Limit': 1}");
    assertThat(page.path("LastEvaluatedStreamArn").asText()).isEqualTo(first);
    JsonNode rest = wire.ok("ListStreams", "{'ExclusiveStartStreamArn': '%s'}".formatted(first));
    assertThat(rest.path("Streams")).hasSize(1);
    assertThat(rest.path("Streams").path(0).path("TableName").asText()).isEqualTo("beta");
    assertThat(wire.ok("ListStreams", "{'TableName': 'alpha'}").path("Streams")).hasSize(1);
    assertThat(wire.ok("ListStreams", "{'TableName': 'gamma'}").path("Streams")).isEmpty();
    wire.invalid(
        "ListStreams",
        "{'Limit': 101}",
        "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member"
            + " must have value less than or equal to 100");
  }

  /** Answer recorded on AWS, DynamoDB Streams, 2024-11-20 ("non existent stream"). */
  @Test
  void areRefusedWhereThereAreNone() {
    String message = "Requested resource not found: Stream: " + NOWHERE + " not found";
    wire.fails(
        "DescribeStream",
        "{'StreamArn': '%s'}".formatted(NOWHERE),
        "ResourceNotFoundException",
        message);
    wire.fails(
        "GetShardIterator",
        "{'StreamArn': '%s', 'ShardId': 'shardId-00000000000000000000-00000000',".formatted(NOWHERE)
            + " 'ShardIteratorType': 'LATEST'}",
        "ResourceNotFoundException",
        message);
  }

  /** "You can only have one stream"; the view can't be changed. */
  @Test
  void areEnabledAndDisabledOnTables() {
    wire.hashTable("orders");
    String update = "{'TableName': 'orders', 'StreamSpecification': %s}";
    wire.invalid(
        "UpdateTable",
        update.formatted("{'StreamEnabled': false}"),
        "Table has no stream to disable: TableName: orders");
    wire.invalid(
        "UpdateTable",
        update.formatted("{'StreamEnabled': true}"),
        "One or more parameter values were invalid: StreamViewType must be specified when"
            + " StreamEnabled is true");
    String on = update.formatted("{'StreamEnabled': true, 'StreamViewType': 'NEW_IMAGE'}");
    put("orders", "before");
    String arn =
        wire.ok("UpdateTable", on).path("TableDescription").path("LatestStreamArn").asText();
    wire.invalid("UpdateTable", on, "Table already has an enabled stream: TableName: orders");
    put("orders", "a");
    wire.ok("UpdateTable", update.formatted("{'StreamEnabled': false}"));
    put("orders", "b");
    assertThat(streams.records(arn)).hasSize(1);
    assertThat(streams.describe(arn).path("StreamStatus").asText()).isEqualTo("DISABLED");
    assertThat(streams.describe(arn).path("Shards").path(0).path("SequenceNumberRange")).hasSize(2);
    String second =
        wire.ok("UpdateTable", on).path("TableDescription").path("LatestStreamArn").asText();
    assertThat(second).isNotEqualTo(arn);
    put("orders", "c");
    assertThat(streams.records(second)).hasSize(1);
    assertThat(streams.records(arn)).hasSize(1);
    assertThat(wire.ok("ListStreams", "{'TableName': 'orders'}").path("Streams")).hasSize(2);
  }

  /** "The data in the stream will continue to be readable for 24 hours." */
  @Test
  void outliveTheirTablesByADay() {
    String arn = streams.table("orders", "KEYS_ONLY");
    put("orders", "a");
    wire.server.pass(Duration.ofHours(1));
    wire.ok("DeleteTable", "{'TableName': 'orders'}");
    assertThat(streams.records(arn)).hasSize(1);
    wire.server.restart();
    assertThat(streams.records(arn)).hasSize(1);
    assertThat(streams.table("orders", "KEYS_ONLY")).isNotEqualTo(arn);
    wire.server.pass(Duration.ofHours(24));
    wire.fails(
        "DescribeStream",
        "{'StreamArn': '%s'}".formatted(arn),
        "ResourceNotFoundException",
        "Requested resource not found: Stream: " + arn + " not found");
  }

  @Test
  void followEachOtherAsTimeGoesOn() {
    String arn = streams.table("orders", "KEYS_ONLY");
    put("orders", "a");
    String open = streams.iterator(arn, streams.shard(arn), "'TRIM_HORIZON'");
    JsonNode page = streams.read(open);
    assertThat(page.path("NextShardIterator").asText()).isNotEmpty();
    wire.server.pass(Duration.ofHours(4));
    put("orders", "b");
    JsonNode shards = streams.describe(arn).path("Shards");
    assertThat(shards).hasSize(2);
    JsonNode parent = shards.path(0);
    JsonNode child = shards.path(1);
    assertThat(child.path("ParentShardId")).isEqualTo(parent.path("ShardId"));
    assertThat(parent.path("SequenceNumberRange").path("EndingSequenceNumber").asText())
        .isLessThan(child.path("SequenceNumberRange").path("StartingSequenceNumber").asText());
    JsonNode last =
        streams.read(streams.iterator(arn, parent.path("ShardId").asText(), "'TRIM_HORIZON'"));
    assertThat(last.path("Records")).hasSize(1);
    assertThat(last.has("NextShardIterator")).as("a closed shard comes to its end").isFalse();
    assertThat(
            firstKey(
                streams.read(
                    streams.iterator(arn, child.path("ShardId").asText(), "'TRIM_HORIZON'"))))
        .isEqualTo("b");
    JsonNode filtered =
        wire.ok(
            "DescribeStream",
            "{'StreamArn': '%s', 'ShardFilter': {'Type': 'CHILD_SHARDS', 'ShardId': '%s'}}"
                .formatted(arn, parent.path("ShardId").asText()));
    assertThat(filtered.path("StreamDescription").path("Shards")).containsExactly(child);
    JsonNode first =
        wire.ok("DescribeStream", "{'StreamArn': '%s', 'Limit': 1}".formatted(arn))
            .path("StreamDescription");
    assertThat(first.path("LastEvaluatedShardId")).isEqualTo(parent.path("ShardId"));
    JsonNode second =
        wire.ok(
                "DescribeStream",
                "{'StreamArn': '%s', 'ExclusiveStartShardId': '%s'}"
                    .formatted(arn, parent.path("ShardId").asText()))
            .path("StreamDescription");
    assertThat(second.path("Shards")).containsExactly(child);
    wire.server.pass(Duration.ofDays(30));
    assertThat(streams.describe(arn).path("Shards").size()).isLessThanOrEqualTo(7);
  }

  @Test
  void areReadFromEveryPosition() {
    String arn = streams.table("orders", "KEYS_ONLY");
    String shard = streams.shard(arn);
    String atStart = streams.iterator(arn, shard, "'LATEST'");
    put("orders", "a");
    wire.server.pass(Duration.ofSeconds(10));
    put("orders", "b");
    String latest = streams.iterator(arn, shard, "'LATEST'");
    put("orders", "c");
    assertThat(firstKey(streams.read(atStart))).isEqualTo("a");
    assertThat(firstKey(streams.read(latest))).isEqualTo("c");
    JsonNode all = streams.read(streams.iterator(arn, shard, "'TRIM_HORIZON'"));
    assertThat(all.path("Records")).hasSize(3);
    String second = all.path("Records").path(1).path("dynamodb").path("SequenceNumber").asText();
    String rest = ", 'SequenceNumber': '" + second + "'";
    assertThat(firstKey(streams.read(streams.iterator(arn, shard, "'AT_SEQUENCE_NUMBER'" + rest))))
        .isEqualTo("b");
    assertThat(
            firstKey(streams.read(streams.iterator(arn, shard, "'AFTER_SEQUENCE_NUMBER'" + rest))))
        .isEqualTo("c");
    String time = ", 'Timestamp': " + (wire.server.timeline().nowMillis() / 1000 - 5);
    assertThat(firstKey(streams.read(streams.iterator(arn, shard, "'AT_TIMESTAMP'" + time))))
        .isEqualTo("b");
    JsonNode one = wire.ok("GetRecords", "{'ShardIterator': '%s', 'Limit': 1}".formatted(atStart));
    assertThat(one.path("Records")).hasSize(1);
    assertThat(firstKey(streams.read(one.path("NextShardIterator").asText()))).isEqualTo("b");
  }

  /** That these are refused is documented; AWS's words for them are not known. */
  @Test
  void refuseIteratorsOfNoPlace() {
    String arn = streams.table("orders", "KEYS_ONLY");
    String shard = streams.shard(arn);
    String get = "{'StreamArn': '%s', 'ShardId': '%s', 'ShardIteratorType': %s}";
    wire.invalid(
        "GetShardIterator",
        get.formatted(arn, shard, "'AT_SEQUENCE_NUMBER'"),
        "SequenceNumber is required for the ShardIteratorType AT_SEQUENCE_NUMBER");
    wire.invalid(
        "GetShardIterator",
        get.formatted(
            arn, shard, "'AT_SEQUENCE_NUMBER', 'SequenceNumber': '123456789012345678901'"),
        "Invalid SequenceNumber: 123456789012345678901");
    wire.fails(
        "GetShardIterator",
        get.formatted(arn, "shardId-00000000000000000000-00000000", "'LATEST'"),
        "ResourceNotFoundException",
        "Requested resource not found: Shard: shardId-00000000000000000000-00000000 in Stream: "
            + arn
            + " not found");
    wire.invalid("GetRecords", "{'ShardIterator': 'nonsense'}", "Invalid ShardIterator");
    wire.invalid(
        "GetRecords", "{'ShardIterator': '%s|1|AAAA'}".formatted(arn), "Invalid ShardIterator");
  }

  /** "A shard iterator expires 15 minutes after it is returned to the requester." */
  @Test
  void giveIteratorsForAQuarterOfAnHour() {
    String arn = streams.table("orders", "KEYS_ONLY");
    String iterator = streams.iterator(arn, streams.shard(arn), "'LATEST'");
    wire.server.pass(Duration.ofMinutes(15));
    streams.read(iterator);
    wire.server.pass(Duration.ofMillis(1));
    wire.fails(
        "GetRecords",
        "{'ShardIterator': '%s'}".formatted(iterator),
        "ExpiredIteratorException",
        "The shard iterator has expired and can no longer be used to retrieve stream records. A"
            + " shard iterator expires 15 minutes after it is retrieved using the"
            + " GetShardIterator action.");
  }

  /** "All data in DynamoDB Streams is subject to a 24-hour lifetime." */
  @Test
  void forgetWhatIsOlderThanADay() {
    String arn = streams.table("orders", "KEYS_ONLY");
    wire.server.pass(Duration.ofHours(3));
    put("orders", "old");
    wire.server.pass(Duration.ofMinutes(50));
    put("orders", "young");
    String shard = streams.describe(arn).path("Shards").path(0).path("ShardId").asText();
    JsonNode records = streams.read(streams.iterator(arn, shard, "'TRIM_HORIZON'")).path("Records");
    String oldest = records.path(0).path("dynamodb").path("SequenceNumber").asText();
    wire.server.pass(Duration.ofHours(23).plusMinutes(8));
    String iterator = streams.iterator(arn, shard, "'TRIM_HORIZON'");
    assertThat(firstKey(streams.read(iterator))).isEqualTo("old");
    wire.server.pass(Duration.ofMinutes(5));
    String trimmed = "The operation attempted to read past the oldest stream record in a shard.";
    wire.fails(
        "GetRecords",
        "{'ShardIterator': '%s'}".formatted(iterator),
        "TrimmedDataAccessException",
        trimmed);
    String at =
        "{'StreamArn': '%s', 'ShardId': '%s', 'ShardIteratorType': 'AT_SEQUENCE_NUMBER',"
                .formatted(arn, shard)
            + " 'SequenceNumber': '%s'}".formatted(oldest);
    wire.fails("GetShardIterator", at, "TrimmedDataAccessException", trimmed);
    assertThat(firstKey(streams.read(streams.iterator(arn, shard, "'TRIM_HORIZON'"))))
        .isEqualTo("young");
    wire.server.pass(Duration.ofMinutes(12));
    wire.server.restart();
    wire.fails("GetShardIterator", at, "TrimmedDataAccessException", trimmed);
    wire.server.pass(Duration.ofHours(5));
    assertThat(streams.records(arn)).isEmpty();
  }
}
