package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Archives of FIFO topics and replays. The words of errors are not recorded.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/fifo-message-archiving-replay.html">Amazon
 *     SNS message archiving and replay for FIFO topics</a>
 */
class ArchiveTest {
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:inbox.fifo";
  private static final String MONTH = "{\"MessageRetentionPeriod\":\"30\"}";

  private final SnsTestServer server = new SnsTestServer();
  private final WireClient sns = server.sns;
  private final String topic = server.fifoTopic("news.fifo");

  private WireAnswer setTopic(String value) {
    return sns.call(
        "SetTopicAttributes",
        "TopicArn",
        topic,
        "AttributeName",
        "ArchivePolicy",
        "AttributeValue",
        value);
  }

  private void publish(String message) {
    sns.ok(
        "Publish",
        "TopicArn",
        topic,
        "Message",
        message,
        "MessageGroupId",
        "g",
        "MessageDeduplicationId",
        message);
  }

  private String now() {
    return Instant.ofEpochMilli(server.server.timeline().nowMillis()).toString();
  }

  private static String from(String start) {
    return "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + start + "\"}";
  }

  private List<String> got() {
    return server.at(QUEUE).stream().map(DeliveryMessage::body).toList();
  }

  private String status(String subscription) {
    return sns.ok("GetSubscriptionAttributes", "SubscriptionArn", subscription)
        .path("Attributes")
        .path("ReplayStatus")
        .asText();
  }

  @Test
  void isReplayedInOrder() {
    setTopic(MONTH).ok();
    String start = now();
    for (int i = 0; i < 250; i++) {
      publish("m" + i);
    }
    server.server.passSeconds(600);
    server.server.restart();
    String subscription =
        server.subscribe(
            topic, QUEUE, Map.of("ReplayPolicy", from(start), "RawMessageDelivery", "true"));
    server.settle();
    assertThat(got()).hasSize(250).first().isEqualTo("m0");
    assertThat(got()).isEqualTo(IntStream.range(0, 250).mapToObj(i -> "m" + i).toList());
    assertThat(status(subscription)).isEqualTo("Completed");
  }

  /** "A replayed message retains the same content, MessageId, and Timestamp as the original." */
  @Test
  void repeatsMessagesAsTheyWere() throws Exception {
    setTopic(MONTH).ok();
    String subscription = server.subscribe(topic, QUEUE, Map.of());
    String start = now();
    publish("hello");
    server.server.passSeconds(600);
    replay(subscription, from(start)).ok();
    server.settle();
    JsonNode first = new ObjectMapper().readTree(got().get(0));
    JsonNode second = new ObjectMapper().readTree(got().get(1));
    assertThat(second.path("MessageId")).isEqualTo(first.path("MessageId"));
    assertThat(second.path("Timestamp")).isEqualTo(first.path("Timestamp"));
    assertThat(first.has("Replayed")).isFalse();
    assertThat(second.has("Replayed")).isTrue();
  }

  private WireAnswer replay(String subscription, String policy) {
    return sns.call(
        "SetSubscriptionAttributes",
        "SubscriptionArn",
        subscription,
        "AttributeName",
        "ReplayPolicy",
        "AttributeValue",
        policy);
  }

  @Test
  void hasTimesAndFilters() {
    setTopic(MONTH).ok();
    publish("{\"n\":0}");
    server.server.passSeconds(10);
    String start = now();
    publish("{\"n\":1}");
    publish("{\"n\":2}");
    String end = now();
    server.server.passSeconds(10);
    publish("{\"n\":3}");
    String policy = from(start).replace("}", ",\"EndingPoint\":\"" + end + "\"}");
    server.subscribe(
        topic,
        QUEUE,
        Map.of(
            "ReplayPolicy",
            policy,
            "RawMessageDelivery",
            "true",
            "FilterPolicyScope",
            "MessageBody",
            "FilterPolicy",
            "{\"n\":[0,2,3]}"));
    server.settle();
    assertThat(got()).containsExactly("{\"n\":2}");
  }

  @Test
  void forgetsWhatIsOld() {
    setTopic("{\"MessageRetentionPeriod\":\"1\"}").ok();
    String start = now();
    publish("old");
    server.server.pass(Duration.ofDays(1).plusMillis(1));
    publish("new");
    server.subscribe(
        topic, QUEUE, Map.of("ReplayPolicy", from(start), "RawMessageDelivery", "true"));
    server.settle();
    assertThat(got()).containsExactly("new");
    JsonNode shown = sns.ok("GetTopicAttributes", "TopicArn", topic).path("Attributes");
    assertThat(Instant.parse(shown.path("BeginningArchiveTime").asText()))
        .isAfter(Instant.parse(start));
  }

  /** "The timestamp at which the archive begins": nothing is there from before the topic. */
  @Test
  void beginsWithTheTopic() {
    Map<String, String> attributes = Map.of("FifoTopic", "true", "ArchivePolicy", MONTH);
    String arn =
        sns.ok("CreateTopic", "Name", "kept.fifo", "Attributes", attributes)
            .path("TopicArn")
            .asText();
    String start = now();
    server.server.pass(Duration.ofHours(1));
    JsonNode shown = sns.ok("GetTopicAttributes", "TopicArn", arn).path("Attributes");
    assertThat(Instant.parse(shown.path("BeginningArchiveTime").asText()))
        .isEqualTo(Instant.parse(start));
  }

  @Test
  void keepsATopicFromBeingDeleted() {
    setTopic(MONTH).ok();
    sns.call("DeleteTopic", "TopicArn", topic).isError(400, "InvalidState");
    setTopic("{}").ok();
    JsonNode shown = sns.ok("GetTopicAttributes", "TopicArn", topic).path("Attributes");
    assertThat(shown.has("ArchivePolicy")).isFalse();
    sns.ok("DeleteTopic", "TopicArn", topic);
  }

  @Test
  void refusesWrongPolicies() {
    setTopic("{\"MessageRetentionPeriod\":\"366\"}").isError(400, "InvalidParameter");
    setTopic("{\"MessageRetentionPeriod\":\"0\"}").isError(400, "InvalidParameter");
    setTopic("x").isError(400, "InvalidParameter");
    String subscription = server.subscribe(topic, QUEUE, Map.of());
    replay(subscription, from(now())).isError(400, "InvalidParameter");
    setTopic(MONTH).ok();
    replay(subscription, "{\"PointType\":\"Timestamp\"}").isError(400, "InvalidParameter");
    replay(subscription, from("yesterday")).isError(400, "InvalidParameter");
    replay(subscription, from(now()).replace("}", ",\"Unknown\":1}"))
        .isError(400, "InvalidParameter");
    String standard = server.topic("standard");
    sns.call(
            "SetTopicAttributes",
            "TopicArn",
            standard,
            "AttributeName",
            "ArchivePolicy",
            "AttributeValue",
            MONTH)
        .isError(400, "InvalidParameter");
  }
}
