package dev.brume.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.port.LogTarget;
import dev.brume.kinesis.api.KinesisApi;
import dev.brume.kinesis.engine.KinesisRules;
import dev.brume.testkit.MemoryBuckets;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An on-demand stream {@code s}, a bucket, and what tests ask of channels between them. */
final class ChannelWire {
  static final String ROLE = "arn:aws:iam::" + KinesisWire.ACCOUNT + ":role/delivery";
  static final String BUCKET_ARN = "arn:aws:s3:::" + MemoryBuckets.BUCKET;

  final MemoryBuckets buckets = new MemoryBuckets();
  final List<String> logged = new ArrayList<>();
  final TestServer server;
  final WireClient client;

  private ChannelWire(TestServer.Builder builder) {
    server =
        builder
            .service(
                KinesisApi.SERVICE, around -> new KinesisService(around, KinesisRules.DEFAULTS))
            .ports(buckets::offer)
            .ports(
                ports ->
                    ports.offer(
                        LogTarget.class,
                        () ->
                            (scope, group, stream, messages) ->
                                messages.forEach(
                                    each -> logged.add(group + " " + stream + " " + each))))
            .build();
    client = server.client();
  }

  /** One whose passing states are over at once. */
  static ChannelWire start() {
    return start(TestServer.builder());
  }

  static ChannelWire start(TestServer.Builder builder) {
    return new ChannelWire(builder);
  }

  void stream() {
    client.ok(
        "CreateStream", "StreamName", "s", "StreamModeDetails", Map.of("StreamMode", "ON_DEMAND"));
  }

  /** The configuration of the storage; further members and their values by turns. */
  static Map<String, Object> storage(Object... more) {
    Map<String, Object> storage = new HashMap<>();
    storage.put("BucketARN", BUCKET_ARN);
    storage.put("ExpectedBucketOwner", KinesisWire.ACCOUNT);
    storage.put("CompressionType", "NONE");
    for (int i = 0; i < more.length; i += 2) {
      storage.put((String) more[i], more[i + 1]);
    }
    return storage;
  }

  static Map<String, Object> to(Map<String, ?> storage) {
    return Map.of("StorageConfiguration", storage);
  }

  /** Makes a channel; further members and their values by turns. */
  WireAnswer create(String name, String format, Map<String, ?> destination, Object... more) {
    List<Object> input =
        new ArrayList<>(
            List.of(
                "ChannelName",
                name,
                "ServiceExecutionRoleARN",
                ROLE,
                "StreamConfigurationList",
                List.of(
                    Map.of(
                        "StreamARN",
                        KinesisWire.arn("s"),
                        "RecordConfiguration",
                        Map.of("RecordFormatType", format))),
                "S3DestinationConfiguration",
                destination));
    input.addAll(List.of(more));
    return client.call("CreateChannel", input.toArray());
  }

  /** Makes a channel that has nothing special; returns its ARN. */
  String channel(String format) {
    return create("c", format, to(storage()))
        .ok()
        .path("ChannelDescription")
        .path("ChannelARN")
        .asText();
  }

  JsonNode describe(String arn) {
    return client.ok("DescribeChannel", "ChannelARN", arn).path("ChannelDescription");
  }

  void put(String key, String data) {
    client.ok(
        "PutRecord", "StreamName", "s", "PartitionKey", key, "Data", KinesisWire.base64(data));
  }

  /** The keys of the objects that are no dead letters. */
  List<String> delivered() {
    return buckets.objects().keySet().stream().filter(key -> !key.contains("/errors/")).toList();
  }

  /** The keys of the objects that are. */
  List<String> dead() {
    return buckets.objects().keySet().stream().filter(key -> key.contains("/errors/")).toList();
  }
}
