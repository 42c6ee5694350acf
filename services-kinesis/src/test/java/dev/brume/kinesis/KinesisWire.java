package dev.brume.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.kit.Transitions;
import dev.brume.kinesis.api.KinesisApi;
import dev.brume.kinesis.engine.KinesisRules;
import dev.brume.testkit.TestEnvironment;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Kinesis behind a gateway in virtual time, and what tests often ask of it. */
final class KinesisWire {
  static final String ACCOUNT = TestEnvironment.ACCOUNT;

  private final WireClient client;

  private KinesisWire(WireClient client) {
    this.client = client;
  }

  /** One whose passing states are over at once. */
  static KinesisWire start() {
    return start(KinesisRules.DEFAULTS);
  }

  static KinesisWire start(KinesisRules rules) {
    return new KinesisWire(
        TestServer.of(KinesisApi.SERVICE, around -> new KinesisService(around, rules)).client());
  }

  /** One whose passing states last as on AWS. */
  static KinesisWire slow() {
    return new KinesisWire(
        TestServer.builder()
            .service(
                KinesisApi.SERVICE, around -> new KinesisService(around, KinesisRules.DEFAULTS))
            .surroundings(around -> around.with(Transitions.AS_AWS))
            .build()
            .client());
  }

  WireClient client() {
    return client;
  }

  TestServer server() {
    return client.server();
  }

  void passSeconds(long seconds) {
    server().passSeconds(seconds);
  }

  long nowMillis() {
    return server().timeline().nowMillis();
  }

  static String arn(String stream) {
    return "arn:aws:kinesis:" + TestEnvironment.REGION + ":" + ACCOUNT + ":stream/" + stream;
  }

  /** Makes a stream; returns its name. */
  String stream(String name, int shards) {
    client.ok("CreateStream", "StreamName", name, "ShardCount", shards);
    return name;
  }

  JsonNode summary(String stream) {
    return client
        .ok("DescribeStreamSummary", "StreamName", stream)
        .path("StreamDescriptionSummary");
  }

  JsonNode shards(String stream) {
    return client.ok("ListShards", "StreamName", stream).path("Shards");
  }

  /** The ids of the shards of an answer. */
  static List<String> ids(JsonNode shards) {
    List<String> ids = new ArrayList<>();
    shards.forEach(
        shard -> ids.add(shard.path("ShardId").asText().replace("shardId-00000000000", "")));
    return ids;
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String text(JsonNode base64) {
    return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
  }

  /** Adds a record. */
  JsonNode put(String stream, String key, String data) {
    return client.ok("PutRecord", "StreamName", stream, "PartitionKey", key, "Data", base64(data));
  }

  static String shardId(int number) {
    return "shardId-%012d".formatted(number);
  }

  /** An iterator; further members and their values by turns. */
  String iterator(String stream, int shard, String type, Object... more) {
    List<Object> input =
        new ArrayList<>(
            List.of("StreamName", stream, "ShardId", shardId(shard), "ShardIteratorType", type));
    input.addAll(List.of(more));
    return client.ok("GetShardIterator", input.toArray()).path("ShardIterator").asText();
  }

  JsonNode records(String iterator) {
    return client.ok("GetRecords", "ShardIterator", iterator);
  }

  /** The data of the records of an answer. */
  static List<String> data(JsonNode answer) {
    List<String> data = new ArrayList<>();
    answer.path("Records").forEach(each -> data.add(text(each.path("Data"))));
    return data;
  }

  /** The data of all records that a shard has, by one request. */
  List<String> all(String stream, int shard) {
    return data(records(iterator(stream, shard, "TRIM_HORIZON")));
  }
}
