package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Which records a queue delivers, and how many.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_QueueStartingPosition.html">QueueStartingPosition</a>
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/queues-quotas.html">Quotas and
 *     limits for queues</a>
 */
class QueueDeliveriesTest {
  private final KinesisWire kinesis = KinesisWire.start();
  private final String arn = KinesisWire.arn("s");

  QueueDeliveriesTest() {
    kinesis
        .client()
        .ok(
            "CreateStream",
            "StreamName",
            "s",
            "StreamModeDetails",
            Map.of("StreamMode", "ON_DEMAND"));
  }

  private String queue(Map<String, ?> start, Map<String, ?> attributes) {
    return kinesis
        .client()
        .ok(
            "CreateQueue",
            "QueueName",
            "q",
            "StreamConfigurationList",
            List.of(Map.of("StreamARN", arn, "StartingPosition", start)),
            "QueueAttributes",
            attributes)
        .path("QueueDescription")
        .path("QueueARN")
        .asText();
  }

  private JsonNode receive(String operation, String queue) {
    CompletableFuture<WireAnswer> answer =
        kinesis.client().start(operation, Map.of("QueueARN", queue, "WaitTimeSeconds", 1));
    if (!answer.isDone()) {
      kinesis.passSeconds(1);
    }
    return answer.join().ok().path("QueueRecords");
  }

  private JsonNode receive(String queue) {
    return receive("ReceiveQueueRecords", queue);
  }

  private void fill(int count) {
    List<Map<String, String>> records = new ArrayList<>(500);
    for (int i = 0; i < 500; i++) {
      records.add(Map.of("PartitionKey", "k" + i, "Data", ""));
    }
    for (int i = 0; i < count; i += 500) {
      kinesis
          .client()
          .ok(
              "PutRecords",
              "StreamName",
              "s",
              "Records",
              records.subList(0, Math.min(500, count - i)));
    }
  }

  /** "Delivers records that arrive at or after a time stamp that you provide." */
  @Test
  void beginInTheFuture() {
    String queue =
        queue(
            Map.of("Type", "AT_TIMESTAMP", "Timestamp", kinesis.nowMillis() / 1_000.0 + 60),
            Map.of());
    kinesis.put("s", "k", "early");
    kinesis.passSeconds(60);
    kinesis.put("s", "k", "in time");
    JsonNode records = receive(queue);
    assertThat(records).hasSize(1);
    assertThat(KinesisWire.text(records.path(0).path("Data"))).isEqualTo("in time");
  }

  /** "Set the visibility timeout to 0": each record comes once in one answer. */
  @Test
  void comeOnceInAnAnswer() {
    fill(3);
    String queue = queue(Map.of("Type", "TRIM_HORIZON"), Map.of("VisibilityTimeoutSeconds", 0));
    for (int i = 0; i < 3; i++) {
      Set<String> ids = new HashSet<>();
      receive(queue)
          .forEach(record -> assertThat(ids.add(record.path("RecordId").asText())).isTrue());
      assertThat(ids).hasSize(3);
    }
  }

  /** A record that was received MaxReceiveCount times does not keep others from being received. */
  @Test
  void passByDeadLetters() {
    fill(15);
    String queue =
        queue(
            Map.of("Type", "TRIM_HORIZON"),
            Map.of(
                "VisibilityTimeoutSeconds",
                10,
                "DeadLetterConfiguration",
                Map.of("TargetType", "BUILT_IN", "MaxReceiveCount", 1)));
    assertThat(receive(queue)).hasSize(10);
    kinesis.passSeconds(10);
    assertThat(receive(queue)).hasSize(5);
    kinesis.passSeconds(10);
    assertThat(receive("ReceiveDeadLetterQueueRecords", queue)).hasSize(10);
    assertThat(receive("ReceiveDeadLetterQueueRecords", queue)).hasSize(5);
  }
}
