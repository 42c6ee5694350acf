package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.port.QueueTarget;
import dev.brume.core.scope.Arn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Queues as other services of AWS reach them: by ARN, under the rules of SendMessage.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
class QueueTargetTest {
  private final SqsWire sqs = new SqsWire();
  private final QueueTarget target = sqs.service.queueTarget();

  private static Arn arn(String name) {
    return Arn.parse(SqsWire.arn(name)).orElseThrow();
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
    target.send(
        arn("q"), "a", Map.of("n", new QueueTarget.Attribute("Number", "1", null)), null, null);
    JsonNode message =
        sqs.receive(Map.of("QueueUrl", url, "MessageAttributeNames", List.of("All")));

    assertThat(message.path("Body").asText()).isEqualTo("a");
    assertThat(message.path("MessageAttributes").path("n").path("StringValue").asText())
        .isEqualTo("1");
  }

  @Test
  void sendsInOrderToFifoQueues() {
    String url = sqs.create("q.fifo");
    target.send(arn("q.fifo"), "a", Map.of(), "g", "1");
    target.send(arn("q.fifo"), "again", Map.of(), "g", "1");

    assertThat(sqs.receive(url).path("Body").asText()).isEqualTo("a");
  }

  @Test
  void refusesWhatSqsRefuses() {
    sqs.create("q.fifo");

    assertThatThrownBy(() -> target.send(arn("q.fifo"), "a", Map.of(), null, null))
        .isInstanceOf(AwsError.class)
        .hasMessage("The request must contain the parameter MessageGroupId.");
    assertThatThrownBy(() -> target.send(arn("none"), "a", Map.of(), null, null))
        .isInstanceOf(AwsError.class)
        .hasMessage("The specified queue does not exist.");
  }
}
