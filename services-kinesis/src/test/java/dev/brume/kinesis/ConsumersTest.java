package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireAnswer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Consumers are registered with streams.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html">RegisterStreamConsumer</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeregisterStreamConsumer.html">DeregisterStreamConsumer</a>
 */
class ConsumersTest {
  private final KinesisWire kinesis = KinesisWire.start();

  private WireAnswer register(String name) {
    return kinesis
        .client()
        .call("RegisterStreamConsumer", "StreamARN", KinesisWire.arn("s"), "ConsumerName", name);
  }

  /** Answers recorded on AWS, Kinesis, 26-08-2022: one consumer by list, one by describe. */
  @Test
  void areRegisteredDescribedAndListed() {
    kinesis.stream("s", 1);
    String arn = register("consumer").ok().path("Consumer").path("ConsumerARN").asText();
    assertThat(arn)
        .isEqualTo(KinesisWire.arn("s") + "/consumer/consumer:" + kinesis.nowMillis() / 1_000);
    JsonNode listed = kinesis.client().ok("ListStreamConsumers", "StreamARN", KinesisWire.arn("s"));
    assertThat(listed.path("Consumers")).hasSize(1);
    JsonNode consumer = listed.path("Consumers").path(0);
    assertThat(consumer.path("ConsumerName").asText()).isEqualTo("consumer");
    assertThat(consumer.path("ConsumerARN").asText()).isEqualTo(arn);
    assertThat(consumer.path("ConsumerStatus").asText()).isEqualTo("ACTIVE");
    assertThat(consumer.has("ConsumerCreationTimestamp")).isTrue();
    assertThat(consumer.has("StreamARN")).isFalse();
    JsonNode described =
        kinesis
            .client()
            .ok("DescribeStreamConsumer", "ConsumerARN", arn)
            .path("ConsumerDescription");
    assertThat(described.path("StreamARN").asText()).isEqualTo(KinesisWire.arn("s"));
    assertThat(described.path("ConsumerName").asText()).isEqualTo("consumer");
    assertThat(kinesis.summary("s").path("ConsumerCount").asInt()).isEqualTo(1);
  }

  @Test
  void areFoundByNameToo() {
    kinesis.stream("s", 1);
    register("c").ok();
    kinesis
        .client()
        .ok("DescribeStreamConsumer", "StreamARN", KinesisWire.arn("s"), "ConsumerName", "c");
    // The words of these are not documented.
    register("c").isError(400, "ResourceInUseException");
    kinesis
        .client()
        .call("DescribeStreamConsumer", "ConsumerName", "c")
        .isError(400, "InvalidArgumentException");
    kinesis
        .client()
        .call("DescribeStreamConsumer", "StreamARN", KinesisWire.arn("s"), "ConsumerName", "d")
        .isError(
            400,
            "ResourceNotFoundException",
            "Consumer d, account 123456789012 not found under stream s.");
  }

  @Test
  void areTwentyAtMostAndListedInPages() {
    kinesis.stream("s", 1);
    for (int i = 10; i < 30; i++) {
      register("c" + i).ok();
    }
    register("more").isError(400, "LimitExceededException");
    JsonNode first =
        kinesis
            .client()
            .ok("ListStreamConsumers", "StreamARN", KinesisWire.arn("s"), "MaxResults", 15);
    assertThat(first.path("Consumers")).hasSize(15);
    JsonNode second =
        kinesis
            .client()
            .ok(
                "ListStreamConsumers",
                "StreamARN",
                KinesisWire.arn("s"),
                "NextToken",
                first.path("NextToken").asText());
    assertThat(second.path("Consumers")).hasSize(5);
    assertThat(second.path("Consumers").path(0).path("ConsumerName").asText()).isEqualTo("c25");
    kinesis.passSeconds(301);
    kinesis
        .client()
        .call(
            "ListStreamConsumers",
            "StreamARN",
            KinesisWire.arn("s"),
            "NextToken",
            first.path("NextToken").asText())
        .isError(400, "ExpiredNextTokenException");
  }

  /**
   * "Fails with a ResourceInUseException" unless EnforceConsumerDeletion is set. AWS's words are
   * those that users report.
   *
   * @see <a href="https://github.com/rebuy-de/aws-nuke/issues/497">A report of them</a>
   */
  @Test
  void keepTheirStream() {
    kinesis.stream("s", 1);
    register("c").ok();
    kinesis
        .client()
        .call("DeleteStream", "StreamName", "s")
        .isError(
            400,
            "ResourceInUseException",
            "DeleteStream can’t delete 123456789012:s because there are consumers associated with"
                + " this data stream. To delete s anyway, set the EnforceConsumerDeletion parameter"
                + " to true to force the deletion of all the consumers that are associated with"
                + " it.");
    kinesis.client().ok("DeleteStream", "StreamName", "s", "EnforceConsumerDeletion", true);
    kinesis.stream("s", 1);
    assertThat(kinesis.summary("s").path("ConsumerCount").asInt()).isZero();
  }

  @Test
  void areDeregistered() {
    kinesis.stream("s", 1);
    String arn = register("c").ok().path("Consumer").path("ConsumerARN").asText();
    kinesis.client().ok("DeregisterStreamConsumer", "ConsumerARN", arn);
    kinesis
        .client()
        .call("DescribeStreamConsumer", "ConsumerARN", arn)
        .isError(400, "ResourceNotFoundException");
  }

  /** "A consumer can't read data while in the CREATING or DELETING states." */
  @Test
  void areDeregisteredAfterAWhile() {
    KinesisWire slow = KinesisWire.slow();
    slow.stream("s", 1);
    slow.passSeconds(60);
    String arn =
        slow.client()
            .ok("RegisterStreamConsumer", "StreamARN", KinesisWire.arn("s"), "ConsumerName", "c")
            .path("Consumer")
            .path("ConsumerARN")
            .asText();
    slow.passSeconds(60);
    slow.client().ok("DeregisterStreamConsumer", "ConsumerARN", arn);
    slow.client().ok("DeregisterStreamConsumer", "ConsumerARN", arn);
    assertThat(
            slow.client()
                .ok("DescribeStreamConsumer", "ConsumerARN", arn)
                .path("ConsumerDescription")
                .path("ConsumerStatus")
                .asText())
        .isEqualTo("DELETING");
    slow.client()
        .call("TagResource", "ResourceARN", arn, "Tags", Map.of("a", "b"))
        .isError(400, "ResourceInUseException");
    slow.server().restart();
    slow.passSeconds(60);
    slow.client()
        .call("DescribeStreamConsumer", "ConsumerARN", arn)
        .isError(400, "ResourceNotFoundException");
    assertThat(slow.summary("s").path("ConsumerCount").asInt()).isZero();
    slow.client()
        .ok("RegisterStreamConsumer", "StreamARN", KinesisWire.arn("s"), "ConsumerName", "c");
  }

  @Test
  void haveTagsAndPoliciesAndSurviveRestarts() {
    kinesis.stream("s", 1);
    JsonNode registered =
        kinesis
            .client()
            .ok(
                "RegisterStreamConsumer",
                "StreamARN",
                KinesisWire.arn("s"),
                "ConsumerName",
                "c",
                "Tags",
                Map.of("a", "b"));
    String arn = registered.path("Consumer").path("ConsumerARN").asText();
    kinesis.client().ok("TagResource", "ResourceARN", arn, "Tags", Map.of("c", "d"));
    kinesis
        .server()
        .assertKept(
            () -> kinesis.client().ok("ListTagsForResource", "ResourceARN", arn).toString());
    assertThat(kinesis.client().ok("ListTagsForResource", "ResourceARN", arn).path("Tags"))
        .hasSize(2);
  }

  /** "You cannot have more than 5 consumers in a CREATING status at the same time." */
  @Test
  void areMadeFiveAtATime() {
    KinesisWire slow = KinesisWire.slow();
    slow.stream("s", 1);
    slow.passSeconds(60);
    for (int i = 0; i < 5; i++) {
      slow.client()
          .ok("RegisterStreamConsumer", "StreamARN", KinesisWire.arn("s"), "ConsumerName", "c" + i);
    }
    slow.client()
        .call("RegisterStreamConsumer", "StreamARN", KinesisWire.arn("s"), "ConsumerName", "d")
        .isError(400, "LimitExceededException");
    slow.passSeconds(60);
    slow.client()
        .ok("RegisterStreamConsumer", "StreamARN", KinesisWire.arn("s"), "ConsumerName", "d");
  }
}
