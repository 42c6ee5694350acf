package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * "A data stream in the on-demand mode accommodates up to double its peak write throughput observed
 * in the previous 30 days." AWS does not say over what time a throughput is measured; here it is a
 * minute, as in its metrics.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html">Choose
 *     the right mode to stream in</a>
 */
class OnDemandScalingTest {
  private static final int MEBIBYTE = 1_024 * 1_024;
  private static final long DAY_SECONDS = 86_400;

  private final KinesisWire kinesis = KinesisWire.start();

  private void stream() {
    kinesis
        .client()
        .ok(
            "CreateStream",
            "StreamName",
            "s",
            "StreamModeDetails",
            Map.of("StreamMode", "ON_DEMAND"));
  }

  private int openShards() {
    return kinesis.summary("s").path("OpenShardCount").asInt();
  }

  /** Writes so many MiB, and lets the minute end. */
  private void write(int mebibytes) {
    String data = KinesisWire.base64("x".repeat(MEBIBYTE - 1));
    for (int i = 0; i < mebibytes; i++) {
      kinesis.client().ok("PutRecord", "StreamName", "s", "PartitionKey", "k", "Data", data);
    }
    kinesis.passSeconds(60);
  }

  /** "By default, new data streams with the on-demand mode have 4 MB/s of write capacity." */
  @Test
  void beginsWithFourShards() {
    stream();
    assertThat(openShards()).isEqualTo(4);
    write(120);
    assertThat(openShards()).isEqualTo(4);
  }

  /** 151 MiB in a minute are 2.52 MiB/s, whose double takes 6 shards. */
  @Test
  void growsToTheDoubleOfItsPeak() {
    stream();
    write(151);
    assertThat(openShards()).isEqualTo(6);
    write(10);
    assertThat(openShards()).isEqualTo(6);
    assertThat(kinesis.summary("s").path("StreamStatus").asText()).isEqualTo("ACTIVE");
  }

  /** Each shard takes 1,000 records a second: 125,000 in a minute need five, doubled. */
  @Test
  void growsByItsRecordsAsWell() {
    stream();
    List<Map<String, String>> entries = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      entries.add(Map.of("PartitionKey", "k" + i, "Data", ""));
    }
    for (int i = 0; i < 250; i++) {
      kinesis.client().ok("PutRecords", "StreamName", "s", "Records", entries);
    }
    kinesis.passSeconds(60);
    assertThat(openShards()).isEqualTo(5);
  }

  @Test
  void shrinksWhenThePeakIsThirtyDaysOld() {
    stream();
    write(151);
    kinesis.passSeconds(10 * DAY_SECONDS);
    write(121);
    kinesis.passSeconds(19 * DAY_SECONDS);
    assertThat(openShards()).isEqualTo(6);
    kinesis.passSeconds(2 * DAY_SECONDS);
    assertThat(openShards()).isEqualTo(5);
    kinesis.passSeconds(11 * DAY_SECONDS);
    assertThat(openShards()).isEqualTo(4);
  }

  @Test
  void theDaysArePersistent() {
    stream();
    write(151);
    kinesis.server().restart();
    assertThat(openShards()).isEqualTo(6);
    kinesis.passSeconds(31 * DAY_SECONDS);
    assertThat(openShards()).isEqualTo(4);
  }

  /** "To release excess capacity, set the warm throughput to the same or a lower value." */
  @Test
  void excessIsReleasedByWarmThroughput() {
    kinesis
        .client()
        .ok(
            "UpdateAccountSettings",
            "MinimumThroughputBillingCommitment",
            Map.of("Status", "ENABLED"));
    stream();
    write(151);
    kinesis.client().ok("UpdateStreamWarmThroughput", "StreamName", "s", "WarmThroughputMiBps", 5);
    assertThat(openShards()).isEqualTo(5);
    write(1);
    assertThat(openShards()).isEqualTo(5);
  }

  /** "Your data stream initially retains whatever shard count it had before the transition." */
  @Test
  void aProvisionedStreamKeepsItsShardsAtFirst() {
    kinesis.stream("s", 8);
    kinesis
        .client()
        .ok(
            "UpdateStreamMode",
            "StreamARN",
            KinesisWire.arn("s"),
            "StreamModeDetails",
            Map.of("StreamMode", "ON_DEMAND"));
    write(1);
    assertThat(openShards()).isEqualTo(8);
    kinesis.passSeconds(31 * DAY_SECONDS);
    assertThat(openShards()).isEqualTo(4);
  }

  @Test
  void aProvisionedStreamStaysAsItIs() {
    kinesis.stream("s", 1);
    write(61);
    assertThat(openShards()).isEqualTo(1);
  }
}
