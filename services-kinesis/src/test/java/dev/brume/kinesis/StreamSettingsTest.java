package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What is set of a stream after it is made.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Operations.html">Amazon
 *     Kinesis Data Streams API Reference</a>
 */
class StreamSettingsTest {
  private final KinesisWire kinesis = KinesisWire.start();

  @Test
  void retentionGrowsAndShrinks() {
    kinesis.stream("s", 1);
    retention("Increase", 100).ok();
    assertThat(kinesis.summary("s").path("RetentionPeriodHours").asInt()).isEqualTo(100);
    retention("Increase", 99)
        .isError(
            400,
            "InvalidArgumentException",
            "Requested retention period (99 hours) for stream s can not be shorter than existing"
                + " retention period (100 hours). Use DecreaseRetentionPeriod API.");
    retention("Increase", 8_761)
        .isError(
            400,
            "InvalidArgumentException",
            "Maximum allowed retention period is 8760 hours. Requested retention period (8761"
                + " hours) is too long.");
    retention("Decrease", 101)
        .isError(
            400,
            "InvalidArgumentException",
            "Requested retention period (101 hours) for stream s can not be longer than existing"
                + " retention period (100 hours). Use IncreaseRetentionPeriod API.");
    retention("Decrease", 23)
        .isError(
            400,
            "InvalidArgumentException",
            "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is"
                + " too short.");
    retention("Decrease", 24).ok();
    assertThat(kinesis.summary("s").path("RetentionPeriodHours").asInt()).isEqualTo(24);
  }

  private WireAnswer retention(String direction, int hours) {
    return kinesis
        .client()
        .call(
            direction + "StreamRetentionPeriod", "StreamName", "s", "RetentionPeriodHours", hours);
  }

  @Test
  void encryptionIsTurnedOnAndOff() {
    kinesis.stream("s", 1);
    kinesis
        .client()
        .ok(
            "StartStreamEncryption",
            "StreamName",
            "s",
            "EncryptionType",
            "KMS",
            "KeyId",
            "alias/k");
    JsonNode on = kinesis.summary("s");
    assertThat(on.path("EncryptionType").asText()).isEqualTo("KMS");
    assertThat(on.path("KeyId").asText()).isEqualTo("alias/k");
    kinesis
        .client()
        .ok("StopStreamEncryption", "StreamName", "s", "EncryptionType", "KMS", "KeyId", "alias/k");
    JsonNode off = kinesis.summary("s");
    assertThat(off.path("EncryptionType").asText()).isEqualTo("NONE");
    assertThat(off.has("KeyId")).isFalse();
    kinesis
        .client()
        .call("StartStreamEncryption", "StreamName", "s", "EncryptionType", "NONE", "KeyId", "k")
        .isError(400, "InvalidArgumentException");
  }

  @Test
  void shardLevelMetricsAreTurnedOnAndOff() {
    kinesis.stream("s", 1);
    JsonNode on =
        kinesis
            .client()
            .ok(
                "EnableEnhancedMonitoring",
                "StreamName",
                "s",
                "ShardLevelMetrics",
                List.of("IncomingBytes", "OutgoingBytes"));
    assertThat(on.path("CurrentShardLevelMetrics")).isEmpty();
    assertThat(on.path("DesiredShardLevelMetrics").toString())
        .isEqualTo("[\"IncomingBytes\",\"OutgoingBytes\"]");
    assertThat(on.path("StreamARN").asText()).isEqualTo(KinesisWire.arn("s"));
    assertThat(kinesis.summary("s").path("EnhancedMonitoring").path(0).path("ShardLevelMetrics"))
        .hasSize(2);
    JsonNode all =
        kinesis
            .client()
            .ok("EnableEnhancedMonitoring", "StreamName", "s", "ShardLevelMetrics", List.of("ALL"));
    assertThat(all.path("DesiredShardLevelMetrics")).hasSize(7);
    JsonNode off =
        kinesis
            .client()
            .ok(
                "DisableEnhancedMonitoring",
                "StreamName",
                "s",
                "ShardLevelMetrics",
                List.of("ALL"));
    assertThat(off.path("CurrentShardLevelMetrics")).hasSize(7);
    assertThat(off.path("DesiredShardLevelMetrics")).isEmpty();
  }

  @Test
  void modesChange() {
    kinesis.stream("s", 1);
    mode("ON_DEMAND").ok();
    assertThat(kinesis.summary("s").path("StreamModeDetails").path("StreamMode").asText())
        .isEqualTo("ON_DEMAND");
    // The code is AWS's; its words are not documented.
    mode("ON_DEMAND").isError(400, "InvalidArgumentException");
    mode("PROVISIONED").ok();
    assertThat(kinesis.summary("s").path("OpenShardCount").asInt()).isEqualTo(1);
  }

  private WireAnswer mode(String mode) {
    return kinesis
        .client()
        .call(
            "UpdateStreamMode",
            "StreamARN",
            KinesisWire.arn("s"),
            "StreamModeDetails",
            Map.of("StreamMode", mode));
  }

  /** "Attempting to set AUTO on a provisioned stream results in an InvalidArgumentException." */
  @Test
  void recordsAreDistributedByStreamsOnDemand() {
    kinesis.stream("s", 1);
    kinesis
        .client()
        .call(
            "UpdateStreamRecordDistributionStrategy",
            "StreamARN",
            KinesisWire.arn("s"),
            "RecordDistributionStrategy",
            "AUTO")
        .isError(400, "InvalidArgumentException");
    mode("ON_DEMAND").ok();
    kinesis
        .client()
        .ok(
            "UpdateStreamRecordDistributionStrategy",
            "StreamARN",
            KinesisWire.arn("s"),
            "RecordDistributionStrategy",
            "AUTO");
    assertThat(kinesis.summary("s").path("RecordDistributionStrategy").asText()).isEqualTo("AUTO");
  }

  @Test
  void maximumRecordSizesAreFromOneToTenMebibytes() {
    kinesis.stream("s", 1);
    kinesis
        .client()
        .ok("UpdateMaxRecordSize", "StreamARN", KinesisWire.arn("s"), "MaxRecordSizeInKiB", 10_240);
    assertThat(kinesis.summary("s").path("MaxRecordSizeInKiB").asInt()).isEqualTo(10_240);
    kinesis
        .client()
        .call("UpdateMaxRecordSize", "StreamARN", KinesisWire.arn("s"), "MaxRecordSizeInKiB", 1_023)
        .isError(400, "ValidationException");
  }

  /** "In accounts that have MinimumThroughputBillingCommitment enabled." */
  @Test
  void warmThroughputNeedsACommitment() {
    kinesis.stream("s", 1);
    mode("ON_DEMAND").ok();
    kinesis
        .client()
        .call("UpdateStreamWarmThroughput", "StreamName", "s", "WarmThroughputMiBps", 6)
        .isError(400, "ValidationException");
    commit("ENABLED");
    JsonNode warm =
        kinesis
            .client()
            .ok("UpdateStreamWarmThroughput", "StreamName", "s", "WarmThroughputMiBps", 6);
    assertThat(warm.path("WarmThroughput").path("TargetMiBps").asInt()).isEqualTo(6);
    JsonNode summary = kinesis.summary("s");
    assertThat(summary.path("WarmThroughput").path("CurrentMiBps").asInt()).isEqualTo(6);
    assertThat(summary.path("OpenShardCount").asInt()).isEqualTo(6);
  }

  private JsonNode commit(String status) {
    return kinesis
        .client()
        .ok("UpdateAccountSettings", "MinimumThroughputBillingCommitment", Map.of("Status", status))
        .path("MinimumThroughputBillingCommitment");
  }

  /** "Commitments have a minimum duration of 24 hours." */
  @Test
  void commitmentsLastADay() {
    assertThat(
            kinesis
                .client()
                .ok("DescribeAccountSettings")
                .path("MinimumThroughputBillingCommitment")
                .path("Status")
                .asText())
        .isEqualTo("DISABLED");
    JsonNode begun = commit("ENABLED");
    assertThat(begun.path("Status").asText()).isEqualTo("ENABLED");
    assertThat(begun.path("EarliestAllowedEndAt").asDouble() - begun.path("StartedAt").asDouble())
        .isEqualTo(86_400);
    kinesis.passSeconds(3_600);
    assertThat(commit("DISABLED").path("Status").asText())
        .isEqualTo("ENABLED_UNTIL_EARLIEST_ALLOWED_END");
    assertThat(commit("ENABLED").path("Status").asText()).isEqualTo("ENABLED");
    commit("DISABLED");
    kinesis.passSeconds(86_400);
    JsonNode ended =
        kinesis.client().ok("DescribeAccountSettings").path("MinimumThroughputBillingCommitment");
    assertThat(ended.path("Status").asText()).isEqualTo("DISABLED");
    assertThat(ended.has("EndedAt")).isTrue();
  }

  // ------------------------------------------------------------------------------ tags

  /** Answer recorded on AWS, Kinesis, 25-08-2022: Key foo, Value bar. */
  @Test
  void tagsComeAndGo() {
    kinesis.stream("s", 1);
    kinesis
        .client()
        .ok("AddTagsToStream", "StreamName", "s", "Tags", Map.of("foo", "bar", "a", "b"));
    JsonNode tags = kinesis.client().ok("ListTagsForStream", "StreamName", "s");
    assertThat(tags.path("Tags").toString())
        .isEqualTo("[{\"Key\":\"a\",\"Value\":\"b\"},{\"Key\":\"foo\",\"Value\":\"bar\"}]");
    assertThat(tags.path("HasMoreTags").asBoolean()).isFalse();
    JsonNode page =
        kinesis
            .client()
            .ok("ListTagsForStream", "StreamName", "s", "Limit", 1, "ExclusiveStartTagKey", "A");
    assertThat(page.path("Tags").path(0).path("Key").asText()).isEqualTo("a");
    assertThat(page.path("HasMoreTags").asBoolean()).isTrue();
    kinesis
        .client()
        .ok("RemoveTagsFromStream", "StreamName", "s", "TagKeys", List.of("a", "nothing"));
    assertThat(byArn()).isEqualTo("[{\"Key\":\"foo\",\"Value\":\"bar\"}]");
    kinesis
        .client()
        .ok("TagResource", "ResourceARN", KinesisWire.arn("s"), "Tags", Map.of("foo", "baz"));
    assertThat(byArn()).isEqualTo("[{\"Key\":\"foo\",\"Value\":\"baz\"}]");
    kinesis
        .client()
        .ok("UntagResource", "ResourceARN", KinesisWire.arn("s"), "TagKeys", List.of("foo"));
    assertThat(byArn()).isEqualTo("[]");
  }

  private String byArn() {
    return kinesis
        .client()
        .ok("ListTagsForResource", "ResourceARN", KinesisWire.arn("s"))
        .path("Tags")
        .toString();
  }

  @Test
  void tagsAreFiftyAtMost() {
    kinesis.stream("s", 1);
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      many.put("k" + i, "v");
    }
    kinesis.client().ok("AddTagsToStream", "StreamName", "s", "Tags", many);
    kinesis
        .client()
        .call("AddTagsToStream", "StreamName", "s", "Tags", Map.of("more", "v"))
        .isError(
            400,
            "InvalidArgumentException",
            "Failed to add tags to stream s under account 123456789012 because a given stream"
                + " cannot have more than 50 tags associated with it.");
    kinesis
        .client()
        .call("AddTagsToStream", "StreamName", "s", "Tags", Map.of("a;b", "v"))
        .isError(
            400,
            "InvalidArgumentException",
            "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white"
                + " space, _ . / = + - % @ :.");
  }

  /** "25 times in a rolling 24-hour period." */
  @Test
  void encryptionIsTurnedOnSoOftenADay() {
    kinesis.stream("s", 1);
    Object[] input = {"StreamName", "s", "EncryptionType", "KMS", "KeyId", "alias/k"};
    for (int i = 0; i < 25; i++) {
      kinesis.client().ok("StartStreamEncryption", input);
    }
    kinesis.client().call("StartStreamEncryption", input).isError(400, "LimitExceededException");
    kinesis.client().ok("StopStreamEncryption", input);
    kinesis.passSeconds(86_400);
    kinesis.client().ok("StartStreamEncryption", input);
  }

  /**
   * "You can switch between the modes twice within 24 hours."
   *
   * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/switch-between-modes.html">Switch
   *     between modes</a>
   */
  @Test
  void modesAreSwitchedTwiceADay() {
    kinesis.stream("s", 1);
    mode("ON_DEMAND").ok();
    mode("PROVISIONED").ok();
    mode("ON_DEMAND").isError(400, "LimitExceededException");
    kinesis.passSeconds(86_400);
    mode("ON_DEMAND").ok();
  }
}
