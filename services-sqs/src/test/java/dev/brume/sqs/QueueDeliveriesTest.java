package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.Authorizer;
import dev.brume.core.message.MessageAttribute;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Arn;
import dev.brume.testlog.ExpectsLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Queues as other services of AWS deliver to them: by ARN, under the rules of SendMessage.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
class QueueDeliveriesTest {
  private static final Sender BUCKET =
      new Sender("s3.amazonaws.com", "arn:aws:s3:::bucket", SqsWire.ACCOUNT);

  private final SqsWire sqs = new SqsWire();
  private final DeliveryTarget target = sqs.service.deliveries();

  private static Arn arn(String name) {
    return Arn.parse(SqsWire.arn(name)).orElseThrow();
  }

  private static DeliveryOutcome deliver(
      DeliveryTarget to, String queue, DeliveryMessage message, Sender sender) {
    return to.deliver(arn(queue), message, sender).toCompletableFuture().join();
  }

  private DeliveryOutcome deliver(String queue, DeliveryMessage message) {
    return deliver(target, queue, message, BUCKET);
  }

  @Test
  void knowsWhichQueuesExist() {
    sqs.create("q");

    assertThat(target.exists(arn("q"))).isTrue();
    assertThat(target.exists(arn("other"))).isFalse();
    assertThat(target.exists(Arn.parse("arn:aws:sqs:us-east-1:000000000000:q").orElseThrow()))
        .isFalse();
  }

  @Test
  void sends() {
    String url = sqs.create("q");
    deliver(
        "q",
        DeliveryMessage.of("a")
            .withAttributes(Map.of("n", new MessageAttribute("Number", "1", null))));
    JsonNode message =
        sqs.receive(Map.of("QueueUrl", url, "MessageAttributeNames", List.of("All")));

    assertThat(message.path("Body").asText()).isEqualTo("a");
    assertThat(message.path("MessageAttributes").path("n").path("StringValue").asText())
        .isEqualTo("1");
  }

  /**
   * "Messages with more than ten attributes are discarded as client-side errors", SNS's page says.
   */
  @Test
  void takesTenAttributes() {
    String url = sqs.create("q");
    Map<String, MessageAttribute> attributes = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      attributes.put("a" + i, new MessageAttribute("Number", "1", null));
    }
    DeliveryMessage ten = DeliveryMessage.of("ten").withAttributes(attributes);
    attributes.put("b", new MessageAttribute("Number", "1", null));
    DeliveryOutcome refused = deliver("q", DeliveryMessage.of("x").withAttributes(attributes));

    assertThat(refused.status()).isEqualTo(DeliveryOutcome.Status.INVALID);
    assertThat(refused.errorCode()).isEqualTo("InvalidParameterValue");
    assertThat(deliver("q", ten).isDelivered()).isTrue();
    assertThat(sqs.receive(url).path("Body").asText()).isEqualTo("ten");
  }

  // Reported of AWS; no recorded answer is at hand: a notification is part
  // of the trace of its request.
  @Test
  void sendsTheTraceAlong() {
    String url = sqs.create("q");
    String trace = "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Sampled=1";
    deliver("q", DeliveryMessage.of("a").withTraceHeader(trace));
    JsonNode message =
        sqs.receive(Map.of("QueueUrl", url, "AttributeNames", List.of("AWSTraceHeader")));

    assertThat(message.path("Attributes").path("AWSTraceHeader").asText()).isEqualTo(trace);
  }

  @Test
  void sendsInOrderToFifoQueues() {
    String url = sqs.create("q.fifo");
    deliver("q.fifo", DeliveryMessage.of("a").inGroup("g", "1"));
    deliver("q.fifo", DeliveryMessage.of("again").inGroup("g", "1"));

    assertThat(sqs.receive(url).path("Body").asText()).isEqualTo("a");
  }

  @Test
  void refusesWhatSqsRefuses() {
    sqs.create("q.fifo");

    assertThat(deliver("q.fifo", DeliveryMessage.of("a")))
        .isEqualTo(
            DeliveryOutcome.invalid(
                "MissingParameter", "The request must contain the parameter MessageGroupId."));
    assertThat(deliver("none", DeliveryMessage.of("a")).status())
        .isEqualTo(DeliveryOutcome.Status.NOT_FOUND);
  }

  /**
   * The policy of the page "Granting permissions to publish event notification messages to a
   * destination".
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html">Granting
   *     permissions</a>
   */
  @Test
  @ExpectsLog(
      from = Authorizer.class,
      text = "because no resource-based policy allows the sqs:SendMessage action")
  void aPolicyDecidesWhoSendsForWhomWhereAccessIsEnforced() {
    SqsWire enforced = new SqsWire(SqsOptions.DEFAULTS, Authorizer.Mode.ENFORCED);
    DeliveryTarget queues = enforced.service.deliveries();
    enforced.create("closed");
    enforced.create(
        "q",
        "Policy",
        """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
             "Principal":{"Service":"s3.amazonaws.com"},"Action":"SQS:SendMessage",
             "Resource":"%s","Condition":{
              "ArnLike":{"aws:SourceArn":"arn:aws:s3:*:*:bucket"},
              "StringEquals":{"aws:SourceAccount":"%s"}}}]}"""
            .formatted(SqsWire.arn("q"), SqsWire.ACCOUNT));

    DeliveryMessage message = DeliveryMessage.of("a");
    assertThat(queues.refusal(arn("q"), BUCKET)).isNull();
    assertThat(deliver(queues, "q", message, BUCKET).isDelivered()).isTrue();
    for (Sender other :
        List.of(
            new Sender("sns.amazonaws.com", BUCKET.sourceArn(), BUCKET.sourceAccount()),
            new Sender(BUCKET.service(), "arn:aws:s3:::other", BUCKET.sourceAccount()),
            new Sender(BUCKET.service(), BUCKET.sourceArn(), "999999999999"))) {
      assertThat(deliver(queues, "q", message, other).status())
          .as(other.toString())
          .isEqualTo(DeliveryOutcome.Status.ACCESS_DENIED);
    }
    assertThat(deliver(queues, "closed", message, BUCKET).status())
        .isEqualTo(DeliveryOutcome.Status.ACCESS_DENIED);
  }
}
