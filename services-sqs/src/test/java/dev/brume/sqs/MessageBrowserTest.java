package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.http.Headers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A look at messages without taking them, by LocalStack's contract.
 *
 * @see <a href="https://docs.localstack.cloud/aws/services/sqs/">LocalStack: SQS developer
 *     endpoints</a>
 */
class MessageBrowserTest {
  private final SqsWire sqs = new SqsWire();
  private final String url = sqs.create("q");

  private JsonNode look(String path, String... parameters) throws Exception {
    SqsWire.TextAnswer answer =
        sqs.get(path, new Headers().add("Accept", "application/json"), parameters);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body()).path("Messages");
  }

  @Test
  void changesNothing() throws Exception {
    sqs.send(url, "a");
    sqs.send(url, "b");
    JsonNode messages = look("/_aws/sqs/messages", "QueueUrl", url);

    assertThat(messages).hasSize(2);
    assertThat(messages.get(0).path("Body").asText()).isEqualTo("a");
    assertThat(messages.get(0).path("ReceiptHandle").asText()).isEqualTo("SQS/BACKDOOR/ACCESS");
    assertThat(messages.get(0).path("Attributes").path("ApproximateReceiveCount").asText())
        .isEqualTo("0");
    assertThat(sqs.attributes(url, "ApproximateNumberOfMessages").toString()).contains("\"2\"");
  }

  @Test
  void findsTheQueueByPath() throws Exception {
    sqs.send(url, "a");

    assertThat(look("/_aws/sqs/messages/eu-west-1/123456789012/q")).hasSize(1);
  }

  @Test
  void showsInvisibleAndDelayedMessagesWhenAsked() throws Exception {
    sqs.send(url, "taken");
    sqs.receive(url);
    sqs.send(url, "visible");
    sqs.ok("SendMessage", Map.of("QueueUrl", url, "MessageBody", "delayed", "DelaySeconds", 100));

    assertThat(look("/_aws/sqs/messages", "QueueUrl", url)).hasSize(1);
    JsonNode invisible = look("/_aws/sqs/messages", "QueueUrl", url, "ShowInvisible", "true");
    assertThat(invisible).hasSize(2);
    assertThat(invisible.get(0).path("Attributes").path("IsVisible").asText()).isEqualTo("false");
    assertThat(invisible.get(1).path("Attributes").path("IsVisible").asText()).isEqualTo("true");
    JsonNode delayed = look("/_aws/sqs/messages", "QueueUrl", url, "ShowDelayed", "1");
    assertThat(delayed).hasSize(2);
    assertThat(delayed.get(1).path("Attributes").path("IsDelayed").asText()).isEqualTo("true");
  }

  @Test
  void answersXmlUnlessAskedForJson() {
    sqs.send(url, "a");

    assertThat(sqs.get("/_aws/sqs/messages", new Headers(), "QueueUrl", url).body())
        .contains("<ReceiveMessageResponse")
        .contains("<Body>a</Body>");
    assertThat(sqs.post("/_aws/sqs/messages", "QueueUrl", url).body()).contains("<Body>a</Body>");
  }

  @Test
  void refusesAsSqsDoes() {
    assertThat(sqs.get("/_aws/sqs/messages", new Headers(), "QueueUrl", url + "x").body())
        .contains("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>");
    assertThat(sqs.get("/_aws/sqs/messages", new Headers(), "QueueUrl", "x").body())
        .contains("<Code>InvalidAddress</Code>");
    assertThat(sqs.get("/_aws/sqs/messages", new Headers()).status()).isEqualTo(400);
  }
}
