package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireAnswer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Shards are split and merged, and listed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html">SplitShard</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html">MergeShards</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html">UpdateShardCount</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html">ListShards</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-after-resharding.html">After
 *     resharding</a>
 */
class ReshardingTest {
  private static final String MIDDLE = "170141183460469231731687303715884105728";

  private final KinesisWire kinesis = KinesisWire.start();

  private WireAnswer split(int shard, String at) {
    return kinesis
        .client()
        .call(
            "SplitShard",
            "StreamName",
            "s",
            "ShardToSplit",
            KinesisWire.shardId(shard),
            "NewStartingHashKey",
            at);
  }

  private WireAnswer merge(int shard, int adjacent) {
    return kinesis
        .client()
        .call(
            "MergeShards",
            "StreamName",
            "s",
            "ShardToMerge",
            KinesisWire.shardId(shard),
            "AdjacentShardToMerge",
            KinesisWire.shardId(adjacent));
  }

  @Test
  void splitsLeaveAClosedParentThatCanBeRead() {
    kinesis.stream("s", 1);
    String old = kinesis.put("s", "a", "before").path("SequenceNumber").asText();
    String iterator = kinesis.iterator("s", 0, "TRIM_HORIZON");
    split(0, MIDDLE).ok();
    JsonNode shards = kinesis.shards("s");
    assertThat(KinesisWire.ids(shards)).containsExactly("0", "1", "2");
    JsonNode parent = shards.path(0);
    String ending = parent.path("SequenceNumberRange").path("EndingSequenceNumber").asText();
    assertThat(ending).isGreaterThan(old);
    JsonNode child = shards.path(2);
    assertThat(child.path("ParentShardId").asText()).isEqualTo("shardId-000000000000");
    assertThat(child.has("AdjacentParentShardId")).isFalse();
    assertThat(child.path("HashKeyRange").path("StartingHashKey").asText()).isEqualTo(MIDDLE);
    assertThat(child.path("SequenceNumberRange").path("StartingSequenceNumber").asText())
        .isGreaterThan(ending);
    assertThat(kinesis.put("s", "a", "after").path("ShardId").asText())
        .isEqualTo("shardId-000000000001");
    JsonNode read = kinesis.records(iterator);
    assertThat(KinesisWire.data(read)).containsExactly("before");
    assertThat(read.has("NextShardIterator")).isFalse();
    JsonNode children = read.path("ChildShards");
    assertThat(KinesisWire.ids(children)).containsExactly("1", "2");
    assertThat(children.path(0).path("ParentShards").toString())
        .isEqualTo("[\"shardId-000000000000\"]");
    assertThat(kinesis.all("s", 1)).containsExactly("after");
  }

  @Test
  void mergesHaveTwoParents() {
    kinesis.stream("s", 2);
    kinesis.put("s", "a", "0");
    kinesis.put("s", "b", "1");
    merge(0, 1).ok();
    JsonNode child = kinesis.shards("s").path(2);
    assertThat(child.path("ParentShardId").asText()).isEqualTo("shardId-000000000000");
    assertThat(child.path("AdjacentParentShardId").asText()).isEqualTo("shardId-000000000001");
    assertThat(child.path("HashKeyRange").path("StartingHashKey").asText()).isEqualTo("0");
    JsonNode read = kinesis.records(kinesis.iterator("s", 1, "TRIM_HORIZON"));
    assertThat(KinesisWire.data(read)).containsExactly("1");
    assertThat(read.path("ChildShards").path(0).path("ParentShards").toString())
        .isEqualTo("[\"shardId-000000000000\",\"shardId-000000000001\"]");
    assertThat(kinesis.put("s", "a", "2").path("ShardId").asText()).endsWith("002");
    assertThat(kinesis.put("s", "b", "3").path("ShardId").asText()).endsWith("002");
  }

  @Test
  void areRefusedWhereTheyCantBe() {
    kinesis.stream("s", 3);
    merge(0, 2)
        .isError(
            400,
            "InvalidArgumentException",
            "Shards shardId-000000000000 and shardId-000000000002 in stream s under account"
                + " 123456789012 are not an adjacent pair of shards eligible for merging");
    merge(0, 5)
        .isError(
            400,
            "ResourceNotFoundException",
            "Could not find shard shardId-000000000005 in stream s under account 123456789012.");
    split(1, "113427455640312821154458202477256070486")
        .isError(
            400,
            "InvalidArgumentException",
            "NewStartingHashKey 113427455640312821154458202477256070486 used in SplitShard() on"
                + " shard shardId-000000000001 in stream s under account 123456789012 is not both"
                + " greater than one plus the shard's StartingHashKey"
                + " 113427455640312821154458202477256070485 and less than the shard's EndingHashKey"
                + " 226854911280625642308916404954512140969.");
    split(0, "7").ok();
    // AWS does not document the words of this one.
    split(0, "9").isError(400, "ResourceInUseException");
    merge(0, 1).isError(400, "ResourceInUseException");
  }

  @Test
  void countsAreDoubledAndHalved() {
    kinesis.stream("s", 2);
    JsonNode doubled = scale(4).ok();
    assertThat(doubled.path("CurrentShardCount").asInt()).isEqualTo(2);
    assertThat(doubled.path("TargetShardCount").asInt()).isEqualTo(4);
    assertThat(doubled.path("StreamARN").asText()).isEqualTo(KinesisWire.arn("s"));
    assertThat(KinesisWire.ids(kinesis.shards("s"))).hasSize(6);
    assertThat(openRanges()).isEqualTo(evenRanges(4));
    scale(2).ok();
    assertThat(openRanges()).isEqualTo(evenRanges(2));
    scale(3).ok();
    assertThat(openRanges()).isEqualTo(evenRanges(3));
    scale(5).ok();
    assertThat(openRanges()).isEqualTo(evenRanges(5));
  }

  private WireAnswer scale(int target) {
    return kinesis
        .client()
        .call(
            "UpdateShardCount",
            "StreamName",
            "s",
            "TargetShardCount",
            target,
            "ScalingType",
            "UNIFORM_SCALING");
  }

  private List<String> openRanges() {
    return ranges("s", "AT_LATEST");
  }

  private List<String> evenRanges(int count) {
    String name = kinesis.stream("even" + count + "-" + kinesis.nowMillis(), count);
    List<String> ranges = ranges(name, "AT_LATEST");
    kinesis.client().ok("DeleteStream", "StreamName", name);
    return ranges;
  }

  private List<String> ranges(String stream, String filter) {
    List<String> ranges = new ArrayList<>();
    kinesis
        .client()
        .ok("ListShards", "StreamName", stream, "ShardFilter", Map.of("Type", filter))
        .path("Shards")
        .forEach(shard -> ranges.add(shard.path("HashKeyRange").toString()));
    ranges.sort(
        Comparator.comparing((String range) -> range.length()).thenComparing(range -> range));
    return ranges;
  }

  /** Words as on AWS: "scale up to more than double", "below half", "ten times per 24 hours". */
  @Test
  void countsChangeOnlySoMuchSoOften() {
    kinesis.stream("s", 4);
    scale(9)
        .isError(
            400,
            "LimitExceededException",
            "UpdateShardCount cannot scale up over double your current open shard count. Current"
                + " open shard count: 4, Target shard count: 9");
    scale(1)
        .isError(
            400,
            "LimitExceededException",
            "UpdateShardCount cannot scale down below half your current open shard count. Current"
                + " open shard count: 4, Target shard count: 1");
    for (int i = 0; i < 5; i++) {
      scale(8).ok();
      scale(4).ok();
    }
    scale(8).isError(400, "LimitExceededException");
    kinesis.passSeconds(24 * 3_600);
    scale(8).ok();
  }

  @Test
  void belongToProvisionedStreams() {
    kinesis
        .client()
        .ok(
            "CreateStream",
            "StreamName",
            "s",
            "StreamModeDetails",
            Map.of("StreamMode", "ON_DEMAND"));
    split(0, "7").isError(400, "ValidationException");
    merge(0, 1).isError(400, "ValidationException");
    scale(8).isError(400, "ValidationException");
  }

  @Test
  void happenOneAtATimeAsOnAws() {
    KinesisWire slow = KinesisWire.slow();
    slow.stream("s", 1);
    slow.passSeconds(60);
    slow.client()
        .ok(
            "SplitShard",
            "StreamName",
            "s",
            "ShardToSplit",
            "shardId-000000000000",
            "NewStartingHashKey",
            MIDDLE);
    assertThat(slow.summary("s").path("StreamStatus").asText()).isEqualTo("UPDATING");
    slow.put("s", "a", "1");
    slow.client()
        .call(
            "MergeShards",
            "StreamName",
            "s",
            "ShardToMerge",
            "shardId-000000000001",
            "AdjacentShardToMerge",
            "shardId-000000000002")
        .isError(
            400,
            "ResourceInUseException",
            "Stream s under account 123456789012 not ACTIVE, instead in state UPDATING");
  }

  // ------------------------------------------------------------------------------ lists

  private List<String> listed(Object... input) {
    return KinesisWire.ids(kinesis.client().ok("ListShards", input).path("Shards"));
  }

  private List<String> filtered(Map<String, ?> filter) {
    return listed("StreamName", "s", "ShardFilter", filter);
  }

  @Test
  void areListedByFilters() {
    kinesis.stream("s", 2);
    double made = kinesis.nowMillis() / 1_000.0;
    kinesis.passSeconds(3_600);
    split(0, "7").ok();
    double cut = kinesis.nowMillis() / 1_000.0;
    kinesis.passSeconds(3_600);
    merge(2, 3).ok();
    assertThat(filtered(Map.of("Type", "FROM_TRIM_HORIZON")))
        .containsExactly("0", "1", "2", "3", "4");
    assertThat(filtered(Map.of("Type", "AT_TRIM_HORIZON"))).containsExactly("0", "1");
    assertThat(filtered(Map.of("Type", "AT_LATEST"))).containsExactly("1", "4");
    assertThat(filtered(Map.of("Type", "AFTER_SHARD_ID", "ShardId", "shardId-000000000002")))
        .containsExactly("3", "4");
    assertThat(filtered(Map.of("Type", "AT_TIMESTAMP", "Timestamp", cut + 1)))
        .containsExactly("1", "2", "3");
    assertThat(filtered(Map.of("Type", "AT_TIMESTAMP", "Timestamp", made)))
        .containsExactly("0", "1");
    assertThat(filtered(Map.of("Type", "FROM_TIMESTAMP", "Timestamp", cut + 1)))
        .containsExactly("1", "2", "3", "4");
    assertThat(listed("StreamName", "s", "ExclusiveStartShardId", "shardId-000000000003"))
        .containsExactly("4");
    kinesis
        .client()
        .call("ListShards", "StreamName", "s", "ShardFilter", Map.of("Type", "AT_TIMESTAMP"))
        .isError(400, "InvalidArgumentException");
    kinesis.passSeconds(23 * 3_600);
    assertThat(filtered(Map.of("Type", "AT_TRIM_HORIZON"))).containsExactly("1", "2", "3");
    assertThat(filtered(Map.of("Type", "FROM_TRIM_HORIZON"))).containsExactly("1", "2", "3", "4");
  }

  /** AWS's words are those that users report, of all members but StreamCreationTimestamp. */
  @Test
  void areListedInPages() {
    kinesis.stream("s", 5);
    JsonNode first = kinesis.client().ok("ListShards", "StreamName", "s", "MaxResults", 2);
    assertThat(KinesisWire.ids(first.path("Shards"))).containsExactly("0", "1");
    String token = first.path("NextToken").asText();
    assertThat(listed("NextToken", token, "MaxResults", 1)).containsExactly("2");
    assertThat(listed("NextToken", token)).containsExactly("2", "3", "4");
    Map<String, Object> others =
        Map.of(
            "StreamName",
            "s",
            "StreamARN",
            KinesisWire.arn("s"),
            "ExclusiveStartShardId",
            "shardId-000000000000",
            "StreamCreationTimestamp",
            1,
            "ShardFilter",
            Map.of("Type", "AT_LATEST"));
    others.forEach(
        (member, value) ->
            kinesis
                .client()
                .call("ListShards", "NextToken", token, member, value)
                .isError(
                    400,
                    "InvalidArgumentException",
                    "NextToken and " + member + " cannot be provided together."));
    kinesis
        .client()
        .call("ListShards", Map.of())
        .isError(
            400, "InvalidArgumentException", "Either NextToken or StreamName should be provided.");
    kinesis.passSeconds(301);
    kinesis
        .client()
        .call("ListShards", "NextToken", token)
        .isError(400, "ExpiredNextTokenException");
  }

  @Test
  void areDescribedInPages() {
    kinesis.stream("s", 3);
    JsonNode first =
        kinesis
            .client()
            .ok("DescribeStream", "StreamName", "s", "Limit", 2)
            .path("StreamDescription");
    assertThat(first.path("HasMoreShards").asBoolean()).isTrue();
    JsonNode second =
        kinesis
            .client()
            .ok(
                "DescribeStream",
                "StreamName",
                "s",
                "ExclusiveStartShardId",
                "shardId-000000000001")
            .path("StreamDescription");
    assertThat(KinesisWire.ids(second.path("Shards"))).containsExactly("2");
    assertThat(second.path("HasMoreShards").asBoolean()).isFalse();
  }

  /** After the retention period a closed shard and its records are gone, also from the state. */
  @Test
  void leaveNothingAfterTheRetentionPeriod() {
    kinesis.stream("s", 1);
    kinesis.put("s", "a", "old");
    split(0, MIDDLE).ok();
    kinesis.passSeconds(25 * 3_600);
    assertThat(KinesisWire.ids(kinesis.shards("s"))).containsExactly("1", "2");
    kinesis
        .client()
        .call(
            "GetShardIterator",
            "StreamName",
            "s",
            "ShardId",
            "shardId-000000000000",
            "ShardIteratorType",
            "TRIM_HORIZON")
        .isError(400, "ResourceNotFoundException");
    kinesis.server().assertKept(() -> kinesis.shards("s").toString());
  }
}
