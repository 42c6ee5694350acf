package dev.brume.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests as the AWS SDKs send them to Kinesis by awsJson1_1, head and body in one array. */
final class KinesisRequests {
  private static final String PREFIX = "Kinesis_20131202.";
  private static final String DATA =
      Base64.getEncoder().encodeToString("x".repeat(1_024).getBytes(StandardCharsets.UTF_8));

  private final String host;
  private final String stream;

  KinesisRequests(int port, String stream) {
    host = "127.0.0.1:" + port;
    this.stream = stream;
  }

  private byte[] request(String operation, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    Map<String, String> fields =
        Map.of(
            "content-length",
            Integer.toString(body.length),
            "content-type",
            "application/x-amz-json-1.1",
            "host",
            host,
            "x-amz-target",
            PREFIX + operation);
    byte[] head = Signing.head("kinesis", "POST", "/", fields, Signing.sha256(body));
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  byte[] createStream(int shards) {
    return request(
        "CreateStream", "{\"StreamName\":\"%s\",\"ShardCount\":%d}".formatted(stream, shards));
  }

  byte[] describe() {
    return request("DescribeStreamSummary", "{\"StreamName\":\"%s\"}".formatted(stream));
  }

  /** A record of 1 KiB. */
  byte[] put(int key) {
    return request(
        "PutRecord",
        "{\"StreamName\":\"%s\",\"PartitionKey\":\"key-%d\",\"Data\":\"%s\"}"
            .formatted(stream, key, DATA));
  }

  /** Records of 1 KiB each. */
  byte[] putMany(int count) {
    String records =
        IntStream.range(0, count)
            .mapToObj(key -> "{\"PartitionKey\":\"key-%d\",\"Data\":\"%s\"}".formatted(key, DATA))
            .collect(Collectors.joining(","));
    return request(
        "PutRecords", "{\"StreamName\":\"%s\",\"Records\":[%s]}".formatted(stream, records));
  }

  /** From the first record of the first shard on. */
  byte[] iterator() {
    return request(
        "GetShardIterator",
        """
        {"StreamName":"%s","ShardId":"shardId-000000000000","ShardIteratorType":"TRIM_HORIZON"}\
        """
            .formatted(stream));
  }

  byte[] records(String iterator, int limit) {
    return request(
        "GetRecords", "{\"ShardIterator\":\"%s\",\"Limit\":%d}".formatted(iterator, limit));
  }

  byte[] register(String streamArn, String consumer) {
    return request(
        "RegisterStreamConsumer",
        "{\"StreamARN\":\"%s\",\"ConsumerName\":\"%s\"}".formatted(streamArn, consumer));
  }

  byte[] subscribe(String consumerArn) {
    return request(
        "SubscribeToShard",
        """
        {"ConsumerARN":"%s","ShardId":"shardId-000000000000","StartingPosition":{"Type":"LATEST"}}\
        """
            .formatted(consumerArn));
  }
}
