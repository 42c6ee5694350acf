package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.kit.Transitions;
import dev.brume.testkit.TestServer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Channels deliver records to a bucket. AWS documents when they do and how keys begin; the suffix
 * of keys, what lies between records, and the form of dead letters it does not.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/data-delivery-s3-about.html">How
 *     Amazon S3 delivery works</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/data-delivery-s3-key-template.html">S3
 *     output key template</a>
 */
class ChannelDeliveryTest {
  private final ChannelWire wire = ChannelWire.start();

  /** "Records are buffered until the data freshness interval is reached", by default 300 s. */
  @Test
  void recordsAreDeliveredTogetherWhenTheFirstHasWaitedLongEnough() {
    wire.stream();
    wire.channel("STRING");
    wire.put("a", "one");
    wire.server.passSeconds(200);
    wire.put("a", "two");
    wire.server.passSeconds(99);
    assertThat(wire.delivered()).isEmpty();
    wire.server.passSeconds(1);
    assertThat(wire.delivered()).hasSize(1);
    assertThat(wire.buckets.text(wire.delivered().getFirst())).isEqualTo("one\ntwo\n");
    wire.put("a", "three");
    wire.server.passSeconds(300);
    assertThat(wire.delivered()).hasSize(2);
    wire.server.passSeconds(86_400);
    assertThat(wire.delivered()).hasSize(2);
  }

  /** "Only records written after the delivery has become ACTIVE are delivered." */
  @Test
  void whatWasThereBeforeIsNotDelivered() {
    wire.stream();
    wire.put("a", "before");
    wire.channel("STRING");
    wire.put("a", "after");
    wire.server.passSeconds(300);
    assertThat(wire.buckets.text(wire.delivered().getFirst())).isEqualTo("after\n");
  }

  @Test
  void whatComesWhileTheChannelIsMadeIsNotDelivered() {
    ChannelWire slow =
        ChannelWire.start(
            TestServer.builder().surroundings(around -> around.with(Transitions.AS_AWS)));
    slow.stream();
    slow.server.passSeconds(60);
    String channel = slow.channel("STRING");
    assertThat(slow.describe(channel).path("ChannelStatus").asText()).isEqualTo("CREATING");
    slow.put("a", "early");
    slow.server.passSeconds(60);
    assertThat(slow.describe(channel).path("ChannelStatus").asText()).isEqualTo("ACTIVE");
    slow.put("a", "late");
    slow.server.passSeconds(300);
    assertThat(slow.buckets.text(slow.delivered().getFirst())).isEqualTo("late\n");
  }

  /** The default template of AWS's page, with the moment of delivery. */
  @Test
  void keysFollowTheDefaultTemplate() {
    wire.stream();
    String channel = wire.channel("STRING");
    String id = wire.describe(channel).path("ChannelId").asText();
    wire.put("a", "one");
    wire.server.passSeconds(300);
    assertThat(wire.delivered().getFirst())
        .matches(
            "kinesis-channel/c/"
                + id
                + "/[0-9]{4}/[0-9]{2}/[0-9]{2}/[0-9]{2}/c-"
                + id
                + "-[0-9]{4}(-[0-9]{2}){4}-[0-9]{6}-[0-9a-f]{11}");
  }

  @Test
  void keysFollowATemplateOfOnesOwn() {
    wire.stream();
    String template = "x/!{stream-name}/y=!{yyyy}!{yy}/!{MM}-!{dd}T!{HH}!{mm}!{extension:.txt}";
    wire.create("c", "STRING", ChannelWire.to(ChannelWire.storage("OutputKeyTemplate", template)))
        .ok();
    wire.put("a", "one");
    wire.server.passSeconds(300);
    assertThat(wire.delivered().getFirst())
        .matches("x/s/y=[0-9]{6}/[0-9]{2}-[0-9]{2}T[0-9]{4}\\.txt-[0-9]{6}-[0-9a-f]{11}");
    wire.create("d", "STRING", ChannelWire.to(ChannelWire.storage("OutputKeyTemplate", "!{x}")))
        .isError(400, "InvalidArgumentException");
    wire.create("d", "STRING", ChannelWire.to(ChannelWire.storage("OutputKeyTemplate", "a!{dd")))
        .isError(400, "InvalidArgumentException");
  }

  /** "Records that fail validation are written to the dead-letter queue with error context." */
  @Test
  void recordsWithoutTheFormatBecomeDeadLetters() throws Exception {
    wire.stream();
    wire.channel("JSON");
    wire.put("a", "{\"a\":1}");
    wire.put("b", "not json");
    wire.put("a", "[1,2]");
    wire.server.passSeconds(300);
    List<String> lines = new ArrayList<>();
    wire.delivered().forEach(key -> lines.addAll(wire.buckets.text(key).lines().toList()));
    assertThat(lines).containsExactly("{\"a\":1}", "[1,2]");
    assertThat(wire.dead()).hasSize(1);
    JsonNode context = new ObjectMapper().readTree(wire.buckets.text(wire.dead().getFirst()));
    assertThat(context.path("partitionKey").asText()).isEqualTo("b");
    assertThat(context.path("sequenceNumber").asText()).startsWith("49");
    assertThat(context.path("errorMessage").asText()).contains("JSON");
  }

  @Test
  void bytesAreDeliveredAsTheyAre() {
    wire.stream();
    wire.channel("BYTE_ARRAY");
    byte[] bytes = {0, (byte) 0xff, '\n', 1};
    for (int i = 0; i < 2; i++) {
      wire.client.ok(
          "PutRecord",
          "StreamName",
          "s",
          "PartitionKey",
          "a",
          "Data",
          Base64.getEncoder().encodeToString(bytes));
    }
    wire.server.passSeconds(300);
    assertThat(wire.buckets.objects().get(wire.delivered().getFirst()))
        .containsExactly(0, 0xff, '\n', 1, 0, 0xff, '\n', 1);
  }

  @Test
  void objectsAreCompressedAndSaidWhatUsersSay() {
    wire.stream();
    Map<String, Object> storage =
        ChannelWire.storage("CompressionType", "GZIP", "StorageClass", "GLACIER_IR");
    wire.create("c", "STRING", ChannelWire.to(storage)).ok();
    wire.put("a", "one");
    wire.server.passSeconds(300);
    String key = wire.delivered().getFirst();
    assertThat(key).contains(".gz-");
    assertThat(wire.buckets.unzipped(key)).isEqualTo("one\n");
    assertThat(wire.buckets.attributes(key).storageClass()).isEqualTo("GLACIER_IR");
    assertThat(wire.buckets.attributes(key).expectedOwner()).isEqualTo(KinesisWire.ACCOUNT);
  }

  /** "Amazon Kinesis Data Streams then handles scaling, retries, and delivery reliability." */
  @Test
  void whatIsRefusedIsTriedAgainAndLogged() {
    wire.stream();
    wire.create(
            "c",
            "STRING",
            ChannelWire.to(ChannelWire.storage()),
            "LoggingConfiguration",
            Map.of("CloudWatchLogs", Map.of("Enabled", true)))
        .ok();
    wire.put("a", "one");
    wire.buckets.refuse(true);
    wire.server.passSeconds(330);
    assertThat(wire.delivered()).isEmpty();
    assertThat(wire.logged)
        .allMatch(each -> each.startsWith("/aws/kinesis/c/") && each.contains("AccessDenied"))
        .hasSize(1);
    wire.put("a", "two");
    wire.buckets.refuse(false);
    wire.server.passSeconds(60);
    assertThat(wire.delivered()).hasSize(1);
    assertThat(wire.buckets.text(wire.delivered().getFirst())).isEqualTo("one\ntwo\n");
  }

  /** Source: ARCHITECTURE.md, work that survives a crash. */
  @Test
  void aRestartLosesAndDoublesNothing() {
    wire.stream();
    wire.channel("STRING");
    wire.put("a", "one");
    wire.server.passSeconds(100);
    wire.server.restart();
    wire.put("a", "two");
    wire.server.passSeconds(200);
    assertThat(wire.buckets.text(wire.delivered().getFirst())).isEqualTo("one\ntwo\n");
    wire.server.restart();
    wire.server.passSeconds(1_000);
    assertThat(wire.delivered()).hasSize(1);
  }

  /** Source: the same page; shards that a stream gets later are read from their beginning. */
  @Test
  void shardsThatComeLaterAreReadAsWell() {
    wire.client.ok(
        "UpdateAccountSettings", "MinimumThroughputBillingCommitment", Map.of("Status", "ENABLED"));
    wire.stream();
    wire.channel("STRING");
    wire.put("a", "one");
    wire.client.ok("UpdateStreamWarmThroughput", "StreamName", "s", "WarmThroughputMiBps", 9);
    wire.put("a", "two");
    wire.server.passSeconds(300);
    assertThat(wire.buckets.text(wire.delivered().getFirst())).isEqualTo("one\ntwo\n");
  }

  @Test
  void aDeletedChannelDeliversNothing() {
    wire.stream();
    String channel = wire.channel("STRING");
    wire.put("a", "one");
    wire.client.ok("DeleteChannel", "ChannelARN", channel);
    wire.put("a", "two");
    wire.server.passSeconds(1_000);
    assertThat(wire.buckets.objects()).isEmpty();
  }
}
