package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Queues on streams. Codes are AWS's where its pages name them; its words are not documented.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateQueue.html">CreateQueue</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ReceiveQueueRecords.html">ReceiveQueueRecords</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_QueueAttributes.html">QueueAttributes</a>
 */
class StreamQueuesTest {
  private final KinesisWire kinesis = KinesisWire.start();
  private final String arn = KinesisWire.arn("s");

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

  private WireAnswer create(String name, Map<String, ?> start, Map<String, ?> attributes) {
    Map<String, Object> configuration =
        start == null
            ? Map.of("StreamARN", arn)
            : Map.of("StreamARN", arn, "StartingPosition", start);
    return kinesis
        .client()
        .call(
            "CreateQueue",
            "QueueName",
            name,
            "StreamConfigurationList",
            List.of(configuration),
            "QueueAttributes",
            attributes);
  }

  private String queue(Map<String, ?> attributes) {
    return create("q", Map.of("Type", "TRIM_HORIZON"), attributes)
        .ok()
        .path("QueueDescription")
        .path("QueueARN")
        .asText();
  }

  private List<JsonNode> receive(String operation, String queue) {
    List<JsonNode> records = new ArrayList<>();
    CompletableFuture<WireAnswer> answer =
        kinesis.client().start(operation, Map.of("QueueARN", queue, "WaitTimeSeconds", 1));
    if (!answer.isDone()) {
      kinesis.passSeconds(1);
    }
    answer.join().ok().path("QueueRecords").forEach(records::add);
    return records;
  }

  private List<JsonNode> receive(String queue) {
    return receive("ReceiveQueueRecords", queue);
  }

  private List<JsonNode> receiveDead(String queue) {
    return receive("ReceiveDeadLetterQueueRecords", queue);
  }

  private JsonNode settle(String operation, String queue, JsonNode record, Object... more) {
    Map<String, Object> entry =
        more.length == 0
            ? Map.of("ReceiptHandle", record.path("ReceiptHandle").asText())
            : Map.of(
                "ReceiptHandle", record.path("ReceiptHandle").asText(), (String) more[0], more[1]);
    return kinesis.client().ok(operation, "QueueARN", queue, "Entries", List.of(entry));
  }

  @Test
  void areDescribed() {
    stream();
    JsonNode made = create("q", null, Map.of()).ok().path("QueueDescription");
    assertThat(made.path("QueueName").asText()).isEqualTo("q");
    assertThat(made.path("QueueARN").asText())
        .startsWith("arn:aws:kinesis:eu-west-1:123456789012:queue/");
    assertThat(made.path("QueueStatus").asText()).isEqualTo("ACTIVE");
    JsonNode attributes = made.path("QueueAttributes");
    assertThat(attributes.path("VisibilityTimeoutSeconds").asInt()).isEqualTo(30);
    assertThat(attributes.path("DeadLetterConfiguration").path("TargetType").asText())
        .isEqualTo("BUILT_IN");
    assertThat(attributes.path("DeadLetterConfiguration").path("MaxReceiveCount").asInt())
        .isEqualTo(6);
    JsonNode start = made.path("StreamConfigurationList").path(0).path("StartingPosition");
    assertThat(start.path("Type").asText()).isEqualTo("LATEST");
    assertThat(start.has("Timestamp")).isTrue();
    JsonNode listed =
        kinesis.client().ok("ListQueues", "StreamFilter", List.of(Map.of("StreamARN", arn)));
    assertThat(listed.path("QueueSummaries").path(0).path("QueueARN"))
        .isEqualTo(made.path("QueueARN"));
    assertThat(kinesis.summary("s").path("QueueCount").asInt()).isEqualTo(1);
    assertThat(kinesis.summary("s").path("ConsumerCount").asInt()).isZero();
  }

  @Test
  void areRefusedWhereTheyCantBe() {
    kinesis.stream("s", 1);
    create("q", null, Map.of()).isError(400, "InvalidArgumentException");
    kinesis.client().ok("DeleteStream", "StreamName", "s");
    create("q", null, Map.of()).isError(400, "ResourceNotFoundException");
    stream();
    kinesis
        .client()
        .as("222222222222")
        .call(
            "CreateQueue",
            "QueueName",
            "q",
            "StreamConfigurationList",
            List.of(Map.of("StreamARN", arn)))
        .isError(400, "InvalidArgumentException");
    create("q", Map.of("Type", "LATEST", "Timestamp", 1), Map.of())
        .isError(400, "ValidationException");
    create("q", null, Map.of("DeadLetterConfiguration", Map.of("TargetType", "BUILT_IN")))
        .isError(400, "ValidationException");
    create("q", null, Map.of()).ok();
    create("q", null, Map.of()).isError(400, "ResourceInUseException");
    kinesis
        .client()
        .call("DeleteStream", "StreamName", "s", "EnforceConsumerDeletion", true)
        .isError(400, "ResourceInUseException");
    kinesis
        .client()
        .call(
            "UpdateStreamMode",
            "StreamARN",
            arn,
            "StreamModeDetails",
            Map.of("StreamMode", "PROVISIONED"))
        .isError(400, "ResourceInUseException");
  }

  @Test
  void deliverUntilRecordsAreAcknowledged() {
    stream();
    for (int i = 0; i < 12; i++) {
      kinesis.put("s", "key" + i, "" + i);
    }
    String queue = queue(Map.of());
    List<JsonNode> first = receive(queue);
    assertThat(first).hasSize(10);
    JsonNode record = first.getFirst();
    assertThat(record.path("ReceiveCount").asInt()).isEqualTo(1);
    assertThat(record.path("RecordId").asText()).matches("[a-z0-9]{1,64}");
    assertThat(record.has("FirstReceiveTimestamp")).isTrue();
    List<JsonNode> second = receive(queue);
    assertThat(second).hasSize(2);
    first.forEach(
        each ->
            assertThat(settle("AcknowledgeQueueRecords", queue, each).path("Successful"))
                .hasSize(1));
    kinesis.passSeconds(30);
    List<JsonNode> again = receive(queue);
    assertThat(again).hasSize(2);
    assertThat(again.getFirst().path("ReceiveCount").asInt()).isEqualTo(2);
    JsonNode late = settle("AcknowledgeQueueRecords", queue, second.getFirst());
    assertThat(late.path("Failed").path(0).path("ErrorCode").asText())
        .isEqualTo("InvalidArgumentException");
    JsonNode gone = settle("AcknowledgeQueueRecords", queue, first.getFirst());
    assertThat(gone.path("Failed").path(0).path("ErrorCode").asText())
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void begin() {
    stream();
    kinesis.put("s", "k", "old");
    String latest =
        create("latest", null, Map.of()).ok().path("QueueDescription").path("QueueARN").asText();
    kinesis.passSeconds(10);
    double since = kinesis.nowMillis() / 1_000.0;
    kinesis.put("s", "k", "new");
    String timed =
        create("timed", Map.of("Type", "AT_TIMESTAMP", "Timestamp", since), Map.of())
            .ok()
            .path("QueueDescription")
            .path("QueueARN")
            .asText();
    assertThat(receive(latest)).hasSize(1);
    assertThat(receive(timed)).hasSize(1);
    assertThat(receive(queue(Map.of()))).hasSize(2);
  }

  @Test
  void answerWaitingConsumersWhenRecordsCome() {
    stream();
    String queue = queue(Map.of());
    CompletableFuture<WireAnswer> waiting =
        kinesis.client().start("ReceiveQueueRecords", Map.of("QueueARN", queue));
    assertThat(waiting).isNotDone();
    kinesis.put("s", "k", "1");
    JsonNode record = waiting.join().ok().path("QueueRecords").path(0);
    assertThat(KinesisWire.text(record.path("Data"))).isEqualTo("1");
    CompletableFuture<WireAnswer> next =
        kinesis
            .client()
            .start("ReceiveQueueRecords", Map.of("QueueARN", queue, "WaitTimeSeconds", 20));
    settle("UpdateQueueRecordsVisibility", queue, record, "VisibilityTimeoutSeconds", 0);
    assertThat(next.join().ok().path("QueueRecords")).hasSize(1);
    // "The default is 9."
    CompletableFuture<WireAnswer> empty =
        kinesis.client().start("ReceiveQueueRecords", Map.of("QueueARN", queue));
    kinesis.passSeconds(8);
    assertThat(empty).isNotDone();
    kinesis.passSeconds(1);
    assertThat(empty.join().ok().path("QueueRecords")).isEmpty();
  }

  @Test
  void buryAndRestoreRecords() {
    stream();
    kinesis.put("s", "k", "1");
    String queue =
        queue(
            Map.of(
                "VisibilityTimeoutSeconds",
                10,
                "DeadLetterConfiguration",
                Map.of("TargetType", "BUILT_IN", "MaxReceiveCount", 2)));
    assertThat(receive(queue)).hasSize(1);
    kinesis.passSeconds(10);
    assertThat(receive(queue)).hasSize(1);
    assertThat(receiveDead(queue)).isEmpty();
    kinesis.passSeconds(10);
    assertThat(receive(queue)).isEmpty();
    JsonNode dead = receiveDead(queue).getFirst();
    assertThat(KinesisWire.text(dead.path("Data"))).isEqualTo("1");
    assertThat(settle("RestoreDeadLetterQueueRecords", queue, dead).path("Successful")).hasSize(1);
    assertThat(receiveDead(queue)).isEmpty();
    List<JsonNode> restored = receive(queue);
    assertThat(restored.getFirst().path("ReceiveCount").asInt()).isEqualTo(1);
    kinesis.passSeconds(10);
    receive(queue);
    kinesis.passSeconds(10);
    JsonNode deadAgain = receiveDead(queue).getFirst();
    settle("AcknowledgeDeadLetterQueueRecords", queue, deadAgain);
    kinesis.passSeconds(60);
    assertThat(receiveDead(queue)).isEmpty();
    assertThat(receive(queue)).isEmpty();
  }

  @Test
  void surviveRestartsAndDeletion() {
    stream();
    kinesis.put("s", "k", "1");
    String queue = queue(Map.of());
    JsonNode record = receive(queue).getFirst();
    kinesis.server().restart();
    assertThat(receive(queue)).isEmpty();
    assertThat(settle("AcknowledgeQueueRecords", queue, record).path("Successful")).hasSize(1);
    kinesis
        .client()
        .ok(
            "UpdateQueue",
            "QueueARN",
            queue,
            "QueueAttributes",
            Map.of("VisibilityTimeoutSeconds", 5));
    assertThat(
            kinesis
                .client()
                .ok("DescribeQueue", "QueueARN", queue)
                .path("QueueDescription")
                .path("QueueAttributes")
                .path("VisibilityTimeoutSeconds")
                .asInt())
        .isEqualTo(5);
    kinesis.client().ok("TagResource", "ResourceARN", queue, "Tags", Map.of("a", "b"));
    kinesis.client().ok("DeleteQueue", "QueueARN", queue);
    kinesis
        .client()
        .call("DescribeQueue", "QueueARN", queue)
        .isError(400, "ResourceNotFoundException");
    kinesis.client().ok("DeleteStream", "StreamName", "s");
  }

  /** "DeleteQueue is an asynchronous operation. A queue in DELETING does not deliver records." */
  @Test
  void areDeletedAfterAWhile() {
    KinesisWire slow = KinesisWire.slow();
    slow.client()
        .ok(
            "CreateStream",
            "StreamName",
            "s",
            "StreamModeDetails",
            Map.of("StreamMode", "ON_DEMAND"));
    slow.passSeconds(60);
    String queue =
        slow.client()
            .ok(
                "CreateQueue",
                "QueueName",
                "q",
                "StreamConfigurationList",
                List.of(Map.of("StreamARN", arn)))
            .path("QueueDescription")
            .path("QueueARN")
            .asText();
    slow.client()
        .call("ReceiveQueueRecords", "QueueARN", queue, "WaitTimeSeconds", 1)
        .isError(400, "InvalidArgumentException");
    slow.passSeconds(60);
    slow.put("s", "k", "d");
    slow.client().ok("DeleteQueue", "QueueARN", queue);
    assertThat(
            slow.client()
                .ok("DescribeQueue", "QueueARN", queue)
                .path("QueueDescription")
                .path("QueueStatus")
                .asText())
        .isEqualTo("DELETING");
    slow.client()
        .call("ReceiveQueueRecords", "QueueARN", queue, "WaitTimeSeconds", 1)
        .isError(400, "InvalidArgumentException");
    slow.client().ok("DeleteQueue", "QueueARN", queue);
    slow.server().restart();
    slow.passSeconds(60);
    slow.client()
        .call("DescribeQueue", "QueueARN", queue)
        .isError(400, "ResourceNotFoundException");
  }

  /** Queues "share the stream's registered consumer limit with enhanced fan-out consumers". */
  @Test
  void countAsConsumers() {
    stream();
    for (int i = 0; i < 20; i++) {
      create("q" + i, null, Map.of()).ok();
    }
    create("r", null, Map.of()).isError(400, "LimitExceededException");
    kinesis
        .client()
        .call("RegisterStreamConsumer", "StreamARN", arn, "ConsumerName", "c")
        .isError(400, "LimitExceededException");
  }

  /** "The number of queues that can be in the CREATING or DELETING state at the same time": 5. */
  @Test
  void areCreatedAndDeletedFiveAtATime() {
    KinesisWire slow = KinesisWire.slow();
    for (String stream : List.of("s", "t")) {
      slow.client()
          .ok(
              "CreateStream",
              "StreamName",
              stream,
              "StreamModeDetails",
              Map.of("StreamMode", "ON_DEMAND"));
    }
    slow.passSeconds(60);
    List<String> queues = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      queues.add(made(slow, "q" + i, i % 2 == 0 ? "s" : "t").ok().findPath("QueueARN").asText());
    }
    made(slow, "q5", "s").isError(400, "LimitExceededException");
    slow.passSeconds(60);
    queues.add(made(slow, "q5", "s").ok().findPath("QueueARN").asText());
    queues.subList(0, 4).forEach(each -> slow.client().ok("DeleteQueue", "QueueARN", each));
    slow.client()
        .call("DeleteQueue", "QueueARN", queues.get(4))
        .isError(400, "LimitExceededException");
    slow.passSeconds(60);
    slow.client().ok("DeleteQueue", "QueueARN", queues.get(4));
  }

  private static WireAnswer made(KinesisWire kinesis, String name, String stream) {
    return kinesis
        .client()
        .call(
            "CreateQueue",
            "QueueName",
            name,
            "StreamConfigurationList",
            List.of(Map.of("StreamARN", KinesisWire.arn(stream))));
  }
}
