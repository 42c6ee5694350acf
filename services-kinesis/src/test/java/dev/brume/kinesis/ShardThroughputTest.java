package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.kinesis.engine.KinesisRules;
import dev.brume.testkit.WireAnswer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Shards take and give only so much where that is asked for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas
 *     and limits</a>
 */
class ShardThroughputTest {
  private static final int MEBIBYTE = 1_024 * 1_024;

  private static Map<String, Object> entry(String key, String data) {
    return new HashMap<>(Map.of("PartitionKey", key, "Data", KinesisWire.base64(data)));
  }

  private static KinesisWire limited() {
    return KinesisWire.start(new KinesisRules(0, null, null, 50, true));
  }

  /** "Each shard can support writes up to 1,000 records per second." */
  @Test
  void takeAThousandRecordsASecond() {
    KinesisWire limited = limited();
    limited.stream("s", 1);
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      entries.add(entry("k", "d"));
    }
    limited.client().ok("PutRecords", "StreamName", "s", "Records", entries);
    limited.client().ok("PutRecords", "StreamName", "s", "Records", entries);
    JsonNode refused = limited.client().ok("PutRecords", "StreamName", "s", "Records", entries);
    assertThat(refused.path("FailedRecordCount").asInt()).isEqualTo(500);
    assertThat(refused.path("Records").path(0).path("ErrorCode").asText())
        .isEqualTo("ProvisionedThroughputExceededException");
    assertThat(refused.path("Records").path(0).path("ErrorMessage").asText())
        .isEqualTo(
            "Rate exceeded for shard shardId-000000000000 in stream s under account"
                + " 123456789012.");
    limited
        .client()
        .call("PutRecord", "StreamName", "s", "PartitionKey", "k", "Data", "")
        .isError(
            400,
            "ProvisionedThroughputExceededException",
            "Rate exceeded for shard shardId-000000000000 in stream s under account"
                + " 123456789012.");
    limited.passSeconds(1);
    limited.put("s", "k", "d");
  }

  /** "Up to five read transactions per second." */
  @Test
  void giveFiveTimesASecond() {
    KinesisWire limited = limited();
    limited.stream("s", 1);
    String iterator = limited.iterator("s", 0, "LATEST");
    for (int i = 0; i < 5; i++) {
      limited.records(iterator);
    }
    limited
        .client()
        .call("GetRecords", "ShardIterator", iterator)
        .isError(400, "ProvisionedThroughputExceededException");
    limited.passSeconds(1);
    limited.records(iterator);
  }

  /**
   * "Your stream accommodates large records by temporarily bursting beyond its sustained write
   * throughput", while "the average throughput for your stream cannot exceed 1 MiB per second". AWS
   * does not document the rate of the refill: here, it is what a shard does not use.
   *
   * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/large-records.html">Handle large
   *     records</a>
   */
  @Test
  void burstForLargeRecords() {
    KinesisWire limited = limited();
    limited.stream("s", 1);
    limited
        .client()
        .ok("UpdateMaxRecordSize", "StreamARN", KinesisWire.arn("s"), "MaxRecordSizeInKiB", 10_240);
    putSized(limited, 10 * MEBIBYTE).ok();
    putSized(limited, 1).isError(400, "ProvisionedThroughputExceededException");
    limited.passSeconds(1);
    putSized(limited, MEBIBYTE).ok();
    for (int second = 0; second < 8; second++) {
      limited.passSeconds(1);
      putSized(limited, 10 * MEBIBYTE).isError(400, "ProvisionedThroughputExceededException");
    }
    limited.passSeconds(2);
    putSized(limited, 10 * MEBIBYTE).ok();
  }

  private static WireAnswer putSized(KinesisWire kinesis, int bytes) {
    String data = Base64.getEncoder().encodeToString(new byte[bytes - 1]);
    return kinesis.client().call("PutRecord", "StreamName", "s", "PartitionKey", "k", "Data", data);
  }

  /**
   * "Requests with DryRun enabled are subject to a dedicated limit of 1 transaction per second
   * (TPS) per stream"; "if you exceed this limit, the API returns ThrottlingException".
   *
   * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/kds-dryrun-validation.html">Dry
   *     run</a>
   */
  @Test
  void takeOneDryRunASecond() {
    KinesisWire limited = limited();
    limited.stream("s", 1);
    limited.stream("t", 1);
    dryRun(limited, "s").isError(400, "DryRunOperationException");
    dryRun(limited, "t").isError(400, "DryRunOperationException");
    dryRun(limited, "s").isError(400, "ThrottlingException");
    limited
        .client()
        .call("GetRecords", "ShardIterator", limited.iterator("s", 0, "LATEST"), "DryRun", true)
        .isError(400, "ThrottlingException");
    limited.passSeconds(1);
    dryRun(limited, "s").isError(400, "DryRunOperationException");
  }

  private static WireAnswer dryRun(KinesisWire kinesis, String stream) {
    return kinesis
        .client()
        .call("PutRecord", "StreamName", stream, "PartitionKey", "k", "Data", "", "DryRun", true);
  }

  /** "If a GetShardIterator request is made too often": "five transactions per second". */
  @Test
  void giveFiveIteratorsASecond() {
    KinesisWire limited = limited();
    limited.stream("s", 2);
    for (int i = 0; i < 5; i++) {
      limited.iterator("s", 0, "LATEST");
    }
    limited
        .client()
        .call(
            "GetShardIterator",
            "StreamName",
            "s",
            "ShardId",
            KinesisWire.shardId(0),
            "ShardIteratorType",
            "LATEST")
        .isError(400, "ProvisionedThroughputExceededException");
    limited.iterator("s", 1, "LATEST");
    limited.passSeconds(1);
    limited.iterator("s", 0, "LATEST");
  }

  /** LocalStack's KINESIS_ERROR_PROBABILITY: every put is refused as if the shard were busy. */
  @Test
  void refuseToTryProducers() {
    KinesisWire failing = KinesisWire.start(new KinesisRules(1, null, null, 50, false));
    failing.stream("s", 1);
    failing
        .client()
        .call("PutRecord", "StreamName", "s", "PartitionKey", "k", "Data", "")
        .isError(400, "ProvisionedThroughputExceededException");
    JsonNode answer =
        failing.client().ok("PutRecords", "StreamName", "s", "Records", List.of(entry("k", "d")));
    assertThat(answer.path("FailedRecordCount").asInt()).isEqualTo(1);
  }
}
