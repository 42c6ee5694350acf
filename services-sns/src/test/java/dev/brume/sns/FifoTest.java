package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * FIFO topics, and batches, as the answers recorded on AWS, SNS, 2022 to 2025, have them.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html">FIFO topics</a>
 */
class FifoTest {
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:inbox.fifo";
  private final SnsTestServer server = new SnsTestServer();
  private final WireClient sns = server.sns;
  private final String topic = server.fifoTopic("news.fifo");

  private WireAnswer publish(String message, String deduplicationId) {
    return sns.call(
        "Publish",
        "TopicArn",
        topic,
        "Message",
        message,
        "MessageGroupId",
        "g",
        "MessageDeduplicationId",
        deduplicationId);
  }

  @Test
  void deliversOnceInFiveMinutes() {
    server.subscribe(topic, QUEUE, Map.of());
    JsonNode first = publish("Test", "d").ok();
    assertThat(first.path("SequenceNumber").asText()).hasSize(20);
    publish("Test", "d").ok();
    assertThat(server.at(QUEUE)).hasSize(1);
    server.server.passSeconds(300);
    JsonNode later = publish("Test", "d").ok();
    assertThat(server.at(QUEUE)).hasSize(2);
    assertThat(later.path("SequenceNumber").asText())
        .isGreaterThan(first.path("SequenceNumber").asText());
  }

  /** Messages of FIFO topics carry no signature. */
  @Test
  void deliversInAnEnvelopeOfItsOwn() throws Exception {
    server.subscribe(topic, QUEUE, Map.of());
    publish("Test", "d").ok();
    DeliveryMessage got = server.at(QUEUE).get(0);
    assertThat(got.groupId()).isEqualTo("g");
    assertThat(got.deduplicationId()).isEqualTo("d");
    JsonNode envelope = new ObjectMapper().readTree(got.body());
    assertThat(envelope.has("SequenceNumber")).isTrue();
    assertThat(envelope.has("Signature")).isFalse();
    assertThat(envelope.has("SigningCertURL")).isFalse();
  }

  @Test
  void deduplicatesByContent() {
    sns.ok(
        "SetTopicAttributes",
        "TopicArn",
        topic,
        "AttributeName",
        "ContentBasedDeduplication",
        "AttributeValue",
        "true");
    server.subscribe(topic, QUEUE, Map.of("RawMessageDelivery", "true"));
    sns.ok("Publish", "TopicArn", topic, "Message", "Test", "MessageGroupId", "g");
    sns.ok("Publish", "TopicArn", topic, "Message", "Test", "MessageGroupId", "g");
    assertThat(server.at(QUEUE))
        .extracting(DeliveryMessage::deduplicationId)
        .containsExactly("532eaabd9574880dbf76b9b8cc00832c20a6ec113d682299550d7a6e0f345e25");
  }

  @Test
  void deliversToStandardQueuesWithoutGroup() {
    server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    publish("Test", "d").ok();
    assertThat(server.at(SnsTestServer.QUEUE).get(0).groupId()).isNull();
  }

  /** A dead-letter queue gets what it can take, whichever its kind is. */
  @Test
  void deliversToDeadLetterQueuesOfBothKinds() {
    String ordered = SnsTestServer.DEAD_LETTERS + ".fifo";
    String policy = "{\"deadLetterTargetArn\":\"%s\"}";
    server.subscribe(
        topic,
        SnsTestServer.GONE,
        Map.of("RedrivePolicy", policy.formatted(SnsTestServer.DEAD_LETTERS)));
    server.subscribe(
        topic, SnsTestServer.GONE + "2", Map.of("RedrivePolicy", policy.formatted(ordered)));
    publish("Test", "d").ok();
    DeliveryMessage loose = server.at(SnsTestServer.DEAD_LETTERS).getFirst();
    assertThat(loose.groupId()).isNull();
    assertThat(loose.deduplicationId()).isNull();
    DeliveryMessage inOrder = server.at(ordered).getFirst();
    assertThat(inOrder.groupId()).isNotEmpty();
    assertThat(inOrder.deduplicationId()).isNotEmpty();
  }

  @Test
  void needsGroupAndDeduplication() {
    sns.call("Publish", "TopicArn", topic, "Message", "x")
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: The MessageGroupId parameter is required for FIFO topics");
    sns.call("Publish", "TopicArn", topic, "Message", "x", "MessageGroupId", "g")
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: The topic should either have ContentBasedDeduplication enabled or"
                + " MessageDeduplicationId provided explicitly");
  }

  private WireAnswer batch(String topicArn, List<Map<String, String>> entries) {
    return sns.call("PublishBatch", "TopicArn", topicArn, "PublishBatchRequestEntries", entries);
  }

  @Test
  void takesBatches() {
    String standard = server.topic("news");
    server.subscribe(standard, SnsTestServer.QUEUE, Map.of("RawMessageDelivery", "true"));
    JsonNode answer =
        batch(
                standard,
                List.of(Map.of("Id", "1", "Message", "a"), Map.of("Id", "2", "Message", "b")))
            .ok();
    assertThat(answer.path("Successful")).hasSize(2);
    assertThat(answer.path("Failed")).isEmpty();
    assertThat(server.at(SnsTestServer.QUEUE))
        .extracting(DeliveryMessage::body)
        .containsExactly("a", "b");
  }

  @Test
  void refusesBatches() {
    String standard = server.topic("news");
    Map<String, String> entry = Map.of("Id", "1", "Message", "a");
    batch(standard, List.of(entry, entry))
        .isError(
            400,
            "BatchEntryIdsNotDistinct",
            "Two or more batch entries in the request have the same Id.");
    batch(standard, Collections.nCopies(11, entry))
        .isError(
            400,
            "TooManyEntriesInBatchRequest",
            "The batch request contains more entries than permissible.");
    batch(standard, List.of(Map.of("Id", "message.id", "Message", "a")))
        .isError(
            400,
            "InvalidBatchEntryId",
            "The Id of a batch entry in the batch request contains an impermissible character:"
                + " message.id");
    batch(standard, List.of(Map.of("Id", "a".repeat(81), "Message", "a")))
        .isError(
            400,
            "InvalidBatchEntryId",
            "The Id of a batch entry in the batch request is too long: " + "a".repeat(81));
    batch(standard + "x", List.of(entry)).isError(404, "NotFound", "Topic does not exist");
    String half = "x".repeat(140_000);
    batch(standard, List.of(Map.of("Id", "1", "Message", half), Map.of("Id", "2", "Message", half)))
        .isError(400, "BatchRequestTooLong");
  }

  /** "Order is kept within a message group": a retry holds up its own group, and nobody else. */
  @Test
  void aRetryHoldsUpItsGroupAlone() {
    String topic = server.fifoTopic("held.fifo");
    server.subscribe(topic, SnsTestServer.UNSTEADY, Map.of("RawMessageDelivery", "true"));
    server.subscribe(topic, SnsTestServer.QUEUE, Map.of("RawMessageDelivery", "true"));
    server.failures = 4; // The first try and three retries at once; the next is a second later.
    for (String message : new String[] {"a1", "a2", "b1", "a3", "b2"}) {
      sns.ok(
          "Publish",
          "TopicArn",
          topic,
          "Message",
          message,
          "MessageGroupId",
          message.substring(0, 1),
          "MessageDeduplicationId",
          message);
      server.settle();
    }
    assertThat(server.at(SnsTestServer.QUEUE))
        .extracting(DeliveryMessage::body)
        .containsExactly("a1", "a2", "b1", "a3", "b2");
    assertThat(server.at(SnsTestServer.UNSTEADY))
        .extracting(DeliveryMessage::body)
        .containsExactly("b1", "b2");
    server.server.passSeconds(1);
    server.settle();
    assertThat(server.at(SnsTestServer.UNSTEADY))
        .extracting(DeliveryMessage::body)
        .containsExactly("b1", "b2", "a1", "a2", "a3");
  }
}
