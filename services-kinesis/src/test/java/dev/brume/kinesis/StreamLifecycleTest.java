package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.schema.ProtocolId;
import dev.brume.kinesis.engine.KinesisRules;
import dev.brume.testkit.WireAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Streams come and go.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteStream.html">DeleteStream</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStream.html">DescribeStream</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html">ListStreams</a>
 */
class StreamLifecycleTest {
  private final KinesisWire kinesis = KinesisWire.start();

  @Test
  void areDescribed() {
    kinesis.stream("orders", 2);
    JsonNode stream =
        kinesis.client().ok("DescribeStream", "StreamName", "orders").path("StreamDescription");
    assertThat(stream.path("StreamName").asText()).isEqualTo("orders");
    assertThat(stream.path("StreamARN").asText()).isEqualTo(KinesisWire.arn("orders"));
    assertThat(stream.path("StreamStatus").asText()).isEqualTo("ACTIVE");
    assertThat(stream.path("StreamModeDetails").path("StreamMode").asText())
        .isEqualTo("PROVISIONED");
    assertThat(stream.path("RetentionPeriodHours").asInt()).isEqualTo(24);
    assertThat(stream.path("EncryptionType").asText()).isEqualTo("NONE");
    assertThat(stream.has("KeyId")).isFalse();
    assertThat(stream.path("HasMoreShards").asBoolean()).isFalse();
    assertThat(stream.path("EnhancedMonitoring").path(0).path("ShardLevelMetrics")).isEmpty();
    JsonNode shard = stream.path("Shards").path(1);
    assertThat(shard.path("ShardId").asText()).isEqualTo("shardId-000000000001");
    assertThat(shard.path("HashKeyRange").path("StartingHashKey").asText())
        .isEqualTo("170141183460469231731687303715884105728");
    assertThat(shard.path("SequenceNumberRange").path("StartingSequenceNumber").asText())
        .hasSize(56);
    assertThat(shard.path("SequenceNumberRange").has("EndingSequenceNumber")).isFalse();
    assertThat(shard.has("ParentShardId")).isFalse();
  }

  @Test
  void areSummedUp() {
    kinesis.stream("orders", 3);
    JsonNode summary = kinesis.summary("orders");
    assertThat(summary.path("OpenShardCount").asInt()).isEqualTo(3);
    assertThat(summary.path("ConsumerCount").asInt()).isZero();
    assertThat(summary.path("MaxRecordSizeInKiB").asInt()).isEqualTo(1024);
    // "This field is only present for streams that use the on-demand capacity mode."
    assertThat(summary.has("RecordDistributionStrategy")).isFalse();
    assertThat(summary.has("WarmThroughput")).isFalse();
  }

  @Test
  void haveNamesOfTheirOwn() {
    kinesis.stream("orders", 1);
    kinesis
        .client()
        .call("CreateStream", "StreamName", "orders", "ShardCount", 1)
        .isError(
            400,
            "ResourceInUseException",
            "Stream orders under account 123456789012 already exists.");
    kinesis.client().as("111111111111").ok("CreateStream", "StreamName", "orders", "ShardCount", 1);
    kinesis.client().in("us-east-1").ok("CreateStream", "StreamName", "orders", "ShardCount", 1);
  }

  @Test
  void areNamedByWhatTheModelAllows() {
    kinesis
        .client()
        .call("CreateStream", "StreamName", "a b", "ShardCount", 0)
        .isError(
            400,
            "ValidationException",
            "2 validation errors detected: Value 'a b' at 'streamName' failed to satisfy"
                + " constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+;"
                + " Value '0' at 'shardCount' failed to satisfy constraint: Member must have value"
                + " greater than or equal to 1");
  }

  @Test
  void areFoundByNameOrArnOrBoth() {
    kinesis.stream("orders", 1);
    String arn = KinesisWire.arn("orders");
    kinesis.client().ok("DescribeStreamSummary", "StreamARN", arn);
    kinesis.client().ok("DescribeStreamSummary", "StreamARN", arn, "StreamName", "orders");
    kinesis.client().as("111111111111").ok("DescribeStreamSummary", "StreamARN", arn);
    // AWS does not document the words of these three.
    kinesis
        .client()
        .call("DescribeStreamSummary", "StreamARN", arn, "StreamName", "other")
        .isError(400, "InvalidArgumentException");
    kinesis
        .client()
        .call("DescribeStreamSummary", Map.of())
        .isError(400, "InvalidArgumentException");
    kinesis
        .client()
        .call("DescribeStreamSummary", "StreamName", "orders", "StreamId", "a".repeat(20) + "-abc")
        .isError(400, "InvalidArgumentException");
    kinesis
        .client()
        .call("DescribeStream", "StreamName", "nothing")
        .isError(
            400,
            "ResourceNotFoundException",
            "Stream nothing under account 123456789012 not found.");
    kinesis
        .client()
        .in("us-east-1")
        .call("DescribeStreamSummary", "StreamARN", arn)
        .isError(400, "ResourceNotFoundException");
  }

  @Test
  void areListedInPages() {
    for (String name : new String[] {"c", "a", "b"}) {
      kinesis.stream(name, 1);
    }
    JsonNode first = kinesis.client().ok("ListStreams", "Limit", 2);
    assertThat(first.path("StreamNames").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(first.path("HasMoreStreams").asBoolean()).isTrue();
    assertThat(first.path("StreamSummaries").path(0).path("StreamARN").asText())
        .isEqualTo(KinesisWire.arn("a"));
    JsonNode byToken =
        kinesis.client().ok("ListStreams", "NextToken", first.path("NextToken").asText());
    assertThat(byToken.path("StreamNames").toString()).isEqualTo("[\"c\"]");
    assertThat(byToken.path("HasMoreStreams").asBoolean()).isFalse();
    JsonNode byName = kinesis.client().ok("ListStreams", "ExclusiveStartStreamName", "b");
    assertThat(byName.path("StreamNames").toString()).isEqualTo("[\"c\"]");
    kinesis
        .client()
        .call("ListStreams", "NextToken", "abc")
        .isError(400, "InvalidArgumentException");
  }

  @Test
  void areDeletedWithAllTheyHold() {
    kinesis.stream("orders", 1);
    kinesis.put("orders", "a", "1");
    kinesis.client().ok("DeleteStream", "StreamName", "orders");
    kinesis
        .client()
        .call("DescribeStream", "StreamName", "orders")
        .isError(400, "ResourceNotFoundException");
    kinesis.stream("orders", 1);
    assertThat(kinesis.all("orders", 0)).isEmpty();
  }

  @Test
  void passThroughStatesAsOnAws() {
    KinesisWire slow = KinesisWire.slow();
    slow.stream("orders", 1);
    JsonNode made =
        slow.client().ok("DescribeStream", "StreamName", "orders").path("StreamDescription");
    assertThat(made.path("StreamStatus").asText()).isEqualTo("CREATING");
    assertThat(made.path("Shards")).isEmpty();
    slow.client()
        .call("PutRecord", "StreamName", "orders", "PartitionKey", "a", "Data", "YQ==")
        .isError(
            400,
            "ResourceNotFoundException",
            "Stream orders under account 123456789012 not found.");
    slow.client()
        .call("AddTagsToStream", "StreamName", "orders", "Tags", Map.of("a", "b"))
        .isError(
            400,
            "ResourceInUseException",
            "Stream orders under account 123456789012 not ACTIVE, instead in state CREATING");
    // API_ListShards, ResourceInUseException: "the resource must be in the ACTIVE state".
    slow.client()
        .call("ListShards", "StreamName", "orders")
        .isError(
            400,
            "ResourceInUseException",
            "Stream orders under account 123456789012 not ACTIVE, instead in state CREATING");
    slow.passSeconds(60);
    assertThat(slow.summary("orders").path("StreamStatus").asText()).isEqualTo("ACTIVE");
    slow.put("orders", "a", "1");
    slow.client().ok("DeleteStream", "StreamName", "orders");
    assertThat(slow.summary("orders").path("StreamStatus").asText()).isEqualTo("DELETING");
    slow.client().call("ListShards", "StreamName", "orders").isError(400, "ResourceInUseException");
    slow.server().restart();
    slow.passSeconds(60);
    slow.client()
        .call("DescribeStream", "StreamName", "orders")
        .isError(400, "ResourceNotFoundException");
  }

  /** "More than five streams in the CREATING state at any point in time." */
  @Test
  void areMadeFiveAtATime() {
    KinesisWire slow = KinesisWire.slow();
    for (int i = 0; i < 5; i++) {
      slow.stream("s" + i, 1);
    }
    slow.client()
        .call("CreateStream", "StreamName", "s5", "ShardCount", 1)
        .isError(400, "LimitExceededException");
    slow.passSeconds(60);
    slow.stream("s5", 1);
  }

  @Test
  void haveNoMoreShardsThanTheAccountMay() {
    KinesisWire small = KinesisWire.start(new KinesisRules(0, null, 3, 1, false));
    small.stream("a", 2);
    small
        .client()
        .call("CreateStream", "StreamName", "b", "ShardCount", 2)
        .isError(
            400,
            "LimitExceededException",
            "This request would exceed the shard limit for the account 123456789012 in eu-west-1."
                + " Current shard count for the account: 2. Limit: 3. Number of additional shards"
                + " that would have resulted from this request: 2. Refer to the AWS Service Limits"
                + " page (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for"
                + " current limits and how to request higher limits.");
    JsonNode limits = small.client().ok("DescribeLimits");
    assertThat(limits.path("ShardLimit").asInt()).isEqualTo(3);
    assertThat(limits.path("OpenShardCount").asInt()).isEqualTo(2);
    assertThat(limits.path("OnDemandStreamCountLimit").asInt()).isEqualTo(1);
  }

  /** "By default, new data streams with the on-demand mode have 4 MB/s of write capacity." */
  @Test
  void haveFourShardsOnDemand() {
    Map<String, String> mode = Map.of("StreamMode", "ON_DEMAND");
    kinesis.client().ok("CreateStream", "StreamName", "free", "StreamModeDetails", mode);
    JsonNode summary = kinesis.summary("free");
    assertThat(summary.path("OpenShardCount").asInt()).isEqualTo(4);
    assertThat(summary.path("RecordDistributionStrategy").asText()).isEqualTo("USER_PARTITION_KEY");
    assertThat(kinesis.client().ok("DescribeLimits").path("OnDemandStreamCount").asInt())
        .isEqualTo(1);
    // The code is AWS's; its words are not documented.
    kinesis
        .client()
        .call("CreateStream", "StreamName", "b", "ShardCount", 1, "StreamModeDetails", mode)
        .isError(400, "InvalidArgumentException");
    kinesis
        .client()
        .call("CreateStream", "StreamName", "c")
        .isError(400, "InvalidArgumentException");
  }

  /**
   * AWS's words are those that users report.
   *
   * @see <a href="https://github.com/hashicorp/terraform-provider-aws/issues/38094">A report of
   *     them</a>
   */
  @Test
  void areLimitedOnDemand() {
    KinesisWire limited = KinesisWire.start(new KinesisRules(0, null, null, 1, false));
    Map<String, String> mode = Map.of("StreamMode", "ON_DEMAND");
    limited.client().ok("CreateStream", "StreamName", "a", "StreamModeDetails", mode);
    limited.stream("b", 1);
    WireAnswer created =
        limited.client().call("CreateStream", "StreamName", "c", "StreamModeDetails", mode);
    WireAnswer changed =
        limited
            .client()
            .call("UpdateStreamMode", "StreamARN", KinesisWire.arn("b"), "StreamModeDetails", mode);
    for (WireAnswer answer : List.of(created, changed)) {
      answer.isError(
          400,
          "LimitExceededException",
          "This request would exceed the limit on the number of On-Demand streams for the account"
              + " 123456789012 in eu-west-1. Current On-Demand streams count: 1. Limit: 1.");
    }
  }

  @Test
  void surviveRestarts() {
    kinesis.stream("orders", 2);
    kinesis.put("orders", "a", "1");
    kinesis
        .server()
        .assertKept(() -> kinesis.client().ok("DescribeStream", "StreamName", "orders").toString());
  }

  @Test
  void areDescribedInCborToo() {
    kinesis.stream("orders", 1);
    JsonNode json = kinesis.client().ok("DescribeStream", "StreamName", "orders");
    JsonNode cbor =
        kinesis
            .client()
            .speaking(ProtocolId.AWS_CBOR_1_1)
            .ok("DescribeStream", "StreamName", "orders");
    assertThat(cbor.path("StreamDescription").path("Shards"))
        .isEqualTo(json.path("StreamDescription").path("Shards"));
  }
}
