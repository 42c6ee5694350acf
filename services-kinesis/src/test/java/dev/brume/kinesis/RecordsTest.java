package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.schema.ProtocolId;
import dev.brume.testkit.WireAnswer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Records are put and read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html">PutRecord</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html">GetShardIterator</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html">GetRecords</a>
 */
class RecordsTest {
  private static final String MIDDLE = "170141183460469231731687303715884105728";

  private final KinesisWire kinesis = KinesisWire.start();

  private static Map<String, Object> entry(String key, String data) {
    return new HashMap<>(Map.of("PartitionKey", key, "Data", KinesisWire.base64(data)));
  }

  /** Answer recorded on AWS, Kinesis, 25-08-2022: empty, long, short and non-ASCII data. */
  @Test
  void areReadAsTheyWerePut() {
    kinesis.stream("s", 1);
    List<String> texts = List.of("", "a".repeat(1_000), "test", "ünicödé 统一码 💣💻🔥");
    texts.forEach(text -> kinesis.put("s", "1", text));
    JsonNode answer = kinesis.records(kinesis.iterator("s", 0, "TRIM_HORIZON"));
    assertThat(KinesisWire.data(answer)).isEqualTo(texts);
    JsonNode record = answer.path("Records").path(0);
    assertThat(record.path("PartitionKey").asText()).isEqualTo("1");
    assertThat(record.path("ApproximateArrivalTimestamp").asDouble())
        .isEqualTo(kinesis.nowMillis() / 1_000.0);
    assertThat(record.has("EncryptionType")).isFalse();
    assertThat(answer.path("MillisBehindLatest").asLong()).isZero();
    assertThat(answer.has("ChildShards")).isFalse();
    assertThat(answer.path("NextShardIterator").asText()).isNotEmpty();
  }

  @Test
  void haveGrowingNumbers() {
    kinesis.stream("s", 1);
    String before = "";
    for (int i = 0; i < 300; i++) {
      JsonNode put = kinesis.put("s", "k" + i, "d");
      assertThat(put.path("ShardId").asText()).isEqualTo("shardId-000000000000");
      String number = put.path("SequenceNumber").asText();
      assertThat(number).hasSize(56).isGreaterThan(before);
      before = number;
    }
  }

  /** "An MD5 hash function is used to map partition keys": a is 0x0cc175..., b is 0x92eb5f... */
  @Test
  void goWhereTheirKeysSay() {
    kinesis.stream("s", 2);
    assertThat(kinesis.put("s", "a", "1").path("ShardId").asText()).endsWith("000");
    assertThat(kinesis.put("s", "b", "2").path("ShardId").asText()).endsWith("001");
    JsonNode explicit =
        kinesis
            .client()
            .ok(
                "PutRecord",
                "StreamName",
                "s",
                "PartitionKey",
                "a",
                "ExplicitHashKey",
                MIDDLE,
                "Data",
                KinesisWire.base64("3"));
    assertThat(explicit.path("ShardId").asText()).endsWith("001");
    assertThat(kinesis.all("s", 1)).containsExactly("2", "3");
    kinesis
        .client()
        .call(
            "PutRecord",
            "StreamName",
            "s",
            "PartitionKey",
            "a",
            "ExplicitHashKey",
            "340282366920938463463374607431768211456",
            "Data",
            "")
        .isError(
            400,
            "InvalidArgumentException",
            "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified"
                + " value was 340282366920938463463374607431768211456");
  }

  @Test
  void arePutManyAtATime() {
    kinesis.stream("s", 2);
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      entries.add(entry(i % 2 == 0 ? "a" : "b", "" + i));
    }
    JsonNode answer = kinesis.client().ok("PutRecords", "StreamName", "s", "Records", entries);
    assertThat(answer.path("FailedRecordCount").asInt()).isZero();
    assertThat(answer.path("Records")).hasSize(500);
    assertThat(kinesis.all("s", 0)).hasSize(250).startsWith("0", "2").endsWith("496", "498");
    entries.add(entry("a", "x"));
    kinesis
        .client()
        .call("PutRecords", "StreamName", "s", "Records", entries)
        .isError(400, "ValidationException");
  }

  /**
   * "If you do not specify a partition key ..., USER_PARTITION_KEY: a partition key is required."
   */
  @Test
  void needAKeyWhereKeysDecide() {
    kinesis.stream("s", 1);
    kinesis
        .client()
        .call("PutRecord", "StreamName", "s", "Data", "")
        .isError(
            400,
            "ValidationException",
            "1 validation error detected: Value null at 'partitionKey' failed to satisfy"
                + " constraint: Member must not be null");
  }

  @Test
  void needNoKeyWhereTheStreamDistributes() {
    kinesis
        .client()
        .ok(
            "CreateStream",
            "StreamName",
            "s",
            "StreamModeDetails",
            Map.of("StreamMode", "ON_DEMAND"),
            "RecordDistributionStrategy",
            "AUTO");
    for (int i = 0; i < 8; i++) {
      kinesis.client().ok("PutRecord", "StreamName", "s", "Data", "");
    }
    for (int shard = 0; shard < 4; shard++) {
      assertThat(kinesis.all("s", shard)).hasSize(2);
    }
    JsonNode read = kinesis.records(kinesis.iterator("s", 0, "TRIM_HORIZON"));
    assertThat(read.path("Records").path(0).has("PartitionKey")).isFalse();
  }

  /** Key and data together: 1 MiB unless the stream says more. AWS's words are those of old. */
  @Test
  void areOnlySoBig() {
    kinesis.stream("s", 1);
    String most = Base64.getEncoder().encodeToString(new byte[1_024 * 1_024 - 1]);
    kinesis.client().ok("PutRecord", "StreamName", "s", "PartitionKey", "a", "Data", most);
    kinesis
        .client()
        .call("PutRecord", "StreamName", "s", "PartitionKey", "ab", "Data", most)
        .isError(
            400,
            "ValidationException",
            "1 validation error detected: Value at 'data' failed to satisfy constraint: Member must"
                + " have length less than or equal to 1048576");
    kinesis
        .client()
        .ok("UpdateMaxRecordSize", "StreamARN", KinesisWire.arn("s"), "MaxRecordSizeInKiB", 2048);
    kinesis.client().ok("PutRecord", "StreamName", "s", "PartitionKey", "ab", "Data", most);
  }

  @Test
  void areReadInPages() {
    kinesis.stream("s", 1);
    for (int i = 0; i < 5; i++) {
      kinesis.put("s", "k", "" + i);
      kinesis.passSeconds(1);
    }
    JsonNode first =
        kinesis
            .client()
            .ok(
                "GetRecords",
                "ShardIterator",
                kinesis.iterator("s", 0, "TRIM_HORIZON"),
                "Limit",
                2);
    assertThat(KinesisWire.data(first)).containsExactly("0", "1");
    assertThat(first.path("MillisBehindLatest").asLong()).isEqualTo(4_000);
    JsonNode second = kinesis.records(first.path("NextShardIterator").asText());
    assertThat(KinesisWire.data(second)).containsExactly("2", "3", "4");
    JsonNode third = kinesis.records(second.path("NextShardIterator").asText());
    assertThat(KinesisWire.data(third)).isEmpty();
    assertThat(third.path("MillisBehindLatest").asLong()).isZero();
  }

  /** "GetRecords can retrieve up to 10 MB of data per call." */
  @Test
  void areReadTenMegabytesAtATime() {
    kinesis.stream("s", 1);
    String data = Base64.getEncoder().encodeToString(new byte[1_000_000]);
    for (int i = 0; i < 12; i++) {
      kinesis.client().ok("PutRecord", "StreamName", "s", "PartitionKey", "k", "Data", data);
    }
    JsonNode first = kinesis.records(kinesis.iterator("s", 0, "TRIM_HORIZON"));
    assertThat(first.path("Records")).hasSize(10);
    assertThat(kinesis.records(first.path("NextShardIterator").asText()).path("Records"))
        .hasSize(2);
  }

  @Test
  void areReadFromAnyPosition() {
    kinesis.stream("s", 1);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      numbers.add(kinesis.put("s", "k", "" + i).path("SequenceNumber").asText());
      kinesis.passSeconds(10);
    }
    double since = kinesis.nowMillis() / 1_000.0 - 40;
    assertThat(from("LATEST")).isEmpty();
    assertThat(from("AT_SEQUENCE_NUMBER", "StartingSequenceNumber", numbers.get(2)))
        .containsExactly("2", "3");
    assertThat(from("AFTER_SEQUENCE_NUMBER", "StartingSequenceNumber", numbers.get(2)))
        .containsExactly("3");
    assertThat(from("AT_TIMESTAMP", "Timestamp", since + 10)).containsExactly("1", "2", "3");
    assertThat(from("AT_TIMESTAMP", "Timestamp", since + 10.001)).containsExactly("2", "3");
    assertThat(from("AT_TIMESTAMP", "Timestamp", 0)).hasSize(4);
    String start =
        kinesis
            .shards("s")
            .path(0)
            .path("SequenceNumberRange")
            .path("StartingSequenceNumber")
            .asText();
    assertThat(from("AT_SEQUENCE_NUMBER", "StartingSequenceNumber", start)).hasSize(4);
    String latest = kinesis.iterator("s", 0, "LATEST");
    kinesis.put("s", "k", "4");
    assertThat(KinesisWire.data(kinesis.records(latest))).containsExactly("4");
  }

  private List<String> from(String type, Object... more) {
    return KinesisWire.data(kinesis.records(kinesis.iterator("s", 0, type, more)));
  }

  @Test
  void areNotReadFromWrongPositions() {
    kinesis.stream("s", 2);
    String number = kinesis.put("s", "a", "1").path("SequenceNumber").asText();
    refused(1, "AT_SEQUENCE_NUMBER", number)
        .isError(
            400,
            "InvalidArgumentException",
            "Invalid StartingSequenceNumber. It encodes shardId-000000000000, while it was used in"
                + " a call to a shard with shardId-000000000001");
    refused(0, "AT_SEQUENCE_NUMBER", "5")
        .isError(
            400,
            "InvalidArgumentException",
            "StartingSequenceNumber 5 used in GetShardIterator on shard shardId-000000000000 in"
                + " stream s under account 123456789012 is invalid.");
    String foreign = "49629634598228923384296766558693603250810567226740965378";
    refused(0, "AFTER_SEQUENCE_NUMBER", foreign)
        .isError(
            400,
            "InvalidArgumentException",
            "StartingSequenceNumber "
                + foreign
                + " used in GetShardIterator on shard shardId-000000000000 in stream s under"
                + " account 123456789012 is invalid because it did not come from this stream.");
    refused(0, "TRIM_HORIZON", number)
        .isError(
            400,
            "InvalidArgumentException",
            "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and"
                + " StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no"
                + " StartingSequenceNumber. Request specified TRIM_HORIZON and also a"
                + " StartingSequenceNumber.");
    refused(7, "TRIM_HORIZON", null)
        .isError(
            400,
            "ResourceNotFoundException",
            "Shard shardId-000000000007 in stream s under account 123456789012 does not exist");
    kinesis
        .client()
        .call("GetShardIterator", "StreamName", "s", "ShardId", "-0", "ShardIteratorType", "LATEST")
        .isError(
            400,
            "ResourceNotFoundException",
            "Shard -0 in stream s under account 123456789012 does not exist");
    long nowMillis = kinesis.nowMillis();
    kinesis
        .client()
        .call(
            "GetShardIterator",
            "StreamName",
            "s",
            "ShardId",
            "shardId-000000000000",
            "ShardIteratorType",
            "AT_TIMESTAMP",
            "Timestamp",
            (nowMillis + 1_000) / 1_000.0)
        .isError(
            400,
            "InvalidArgumentException",
            "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis."
                + " timestampInMillis: "
                + (nowMillis + 1_000)
                + ", currentTimestampInMillis: "
                + nowMillis);
  }

  private WireAnswer refused(int shard, String type, String number) {
    Map<String, Object> input =
        new HashMap<>(
            Map.of(
                "StreamName",
                "s",
                "ShardId",
                KinesisWire.shardId(shard),
                "ShardIteratorType",
                type));
    if (number != null) {
      input.put("StartingSequenceNumber", number);
    }
    return kinesis.client().call("GetShardIterator", input);
  }

  @Test
  void areReadByIteratorsOfFiveMinutes() {
    kinesis.stream("s", 1);
    String iterator = kinesis.iterator("s", 0, "LATEST");
    kinesis.passSeconds(300);
    kinesis.records(iterator);
    kinesis.passSeconds(1);
    kinesis
        .client()
        .call("GetRecords", "ShardIterator", iterator)
        .isError(400, "ExpiredIteratorException");
    kinesis
        .client()
        .call("GetRecords", "ShardIterator", iterator.substring(1))
        .isError(400, "InvalidArgumentException", "Invalid ShardIterator.");
    String fresh = kinesis.iterator("s", 0, "LATEST");
    kinesis.client().ok("DeleteStream", "StreamName", "s");
    kinesis
        .client()
        .call("GetRecords", "ShardIterator", fresh)
        .isError(
            400,
            "ResourceNotFoundException",
            "Shard shardId-000000000000 in stream s under account 123456789012 does not exist");
  }

  @Test
  void expireAfterTheRetentionPeriod() {
    kinesis.stream("s", 1);
    kinesis.put("s", "k", "old");
    kinesis.passSeconds(23 * 3_600);
    kinesis.put("s", "k", "new");
    assertThat(kinesis.all("s", 0)).containsExactly("old", "new");
    kinesis.passSeconds(3_600);
    assertThat(kinesis.all("s", 0)).containsExactly("new");
    kinesis.passSeconds(24 * 3_600);
    assertThat(kinesis.all("s", 0)).isEmpty();
    kinesis.passSeconds(24 * 3_600);
    kinesis.server().restart();
    String number = kinesis.put("s", "k", "later").path("SequenceNumber").asText();
    assertThat(from("AT_SEQUENCE_NUMBER", "StartingSequenceNumber", number))
        .containsExactly("later");
  }

  /** "It does not make previous, expired data accessible." */
  @Test
  void doNotComeBackWhenThePeriodGrows() {
    kinesis.stream("s", 1);
    kinesis.put("s", "k", "old");
    kinesis.passSeconds(25 * 3_600);
    kinesis.put("s", "k", "new");
    kinesis
        .client()
        .ok("IncreaseStreamRetentionPeriod", "StreamName", "s", "RetentionPeriodHours", 48);
    assertThat(kinesis.all("s", 0)).containsExactly("new");
    kinesis.passSeconds(47 * 3_600);
    assertThat(kinesis.all("s", 0)).containsExactly("new");
    kinesis
        .client()
        .ok("DecreaseStreamRetentionPeriod", "StreamName", "s", "RetentionPeriodHours", 24);
    assertThat(kinesis.all("s", 0)).isEmpty();
  }

  @Test
  void surviveRestartsWithTheirNumbers() {
    kinesis.stream("s", 1);
    String before = kinesis.put("s", "k", "1").path("SequenceNumber").asText();
    String iterator = kinesis.iterator("s", 0, "TRIM_HORIZON");
    kinesis.server().assertKept(() -> kinesis.records(iterator).path("Records").toString());
    String after = kinesis.put("s", "k", "2").path("SequenceNumber").asText();
    assertThat(after).isGreaterThan(before);
    assertThat(KinesisWire.data(kinesis.records(iterator))).containsExactly("1", "2");
  }

  @Test
  void areOrderedByAnEarlierNumber() {
    kinesis.stream("s", 1);
    String first = kinesis.put("s", "k", "1").path("SequenceNumber").asText();
    JsonNode second =
        kinesis
            .client()
            .ok(
                "PutRecord",
                "StreamName",
                "s",
                "PartitionKey",
                "k",
                "Data",
                "",
                "SequenceNumberForOrdering",
                first);
    assertThat(second.path("SequenceNumber").asText()).isGreaterThan(first);
    kinesis
        .client()
        .call(
            "PutRecord",
            "StreamName",
            "s",
            "PartitionKey",
            "k",
            "Data",
            "",
            "SequenceNumberForOrdering",
            "7")
        .isError(
            400,
            "InvalidArgumentException",
            "ExclusiveMinimumSequenceNumber 7 used in PutRecord on stream s under account"
                + " 123456789012 is invalid.");
  }

  @Test
  void areMarkedWhereTheStreamIsEncrypted() {
    kinesis.stream("s", 1);
    kinesis.put("s", "k", "1");
    kinesis
        .client()
        .ok(
            "StartStreamEncryption",
            "StreamName",
            "s",
            "EncryptionType",
            "KMS",
            "KeyId",
            "alias/aws/kinesis");
    assertThat(kinesis.put("s", "k", "2").path("EncryptionType").asText()).isEqualTo("KMS");
    JsonNode records = kinesis.records(kinesis.iterator("s", 0, "TRIM_HORIZON")).path("Records");
    assertThat(records.path(0).has("EncryptionType")).isFalse();
    assertThat(records.path(1).path("EncryptionType").asText()).isEqualTo("KMS");
  }

  @Test
  void areTriedWithoutBeingPut() {
    kinesis.stream("s", 1);
    kinesis
        .client()
        .call("PutRecord", "StreamName", "s", "PartitionKey", "k", "Data", "", "DryRun", true)
        .isError(400, "DryRunOperationException");
    assertThat(kinesis.all("s", 0)).isEmpty();
  }

  @Test
  void travelInCbor() {
    kinesis.stream("s", 1);
    kinesis.put("s", "k", "hello");
    JsonNode read =
        kinesis
            .client()
            .speaking(ProtocolId.AWS_CBOR_1_1)
            .ok("GetRecords", "ShardIterator", kinesis.iterator("s", 0, "TRIM_HORIZON"));
    assertThat(KinesisWire.data(read)).containsExactly("hello");
  }
}
