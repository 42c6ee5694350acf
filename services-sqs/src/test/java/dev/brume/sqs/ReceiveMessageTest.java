package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * ReceiveMessage, DeleteMessage and ChangeMessageVisibility on the wire.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html">ChangeMessageVisibility</a>
 */
class ReceiveMessageTest {
  private final SqsWire sqs = new SqsWire();
  private final String url = sqs.create("q");

  @Test
  void aMessageIsBare() {
    sqs.send(url, "a");
    JsonNode message = sqs.receive(Map.of("QueueUrl", url));

    List<String> members = new ArrayList<>();
    message.fieldNames().forEachRemaining(members::add);
    assertThat(members).containsExactly("MessageId", "ReceiptHandle", "MD5OfBody", "Body");
  }

  @Test
  void allSystemAttributes() {
    sqs.send(url, "a");
    sqs.pass(3);

    assertThat(sqs.receive(url).path("Attributes").toString())
        .isEqualTo(
            "{\"SenderId\":\"123456789012\",\"SentTimestamp\":\"1735689600000\","
                + "\"ApproximateReceiveCount\":\"1\","
                + "\"ApproximateFirstReceiveTimestamp\":\"1735689603000\"}");
  }

  // "AttributeNames … has been discontinued but will be supported for backward compatibility." Its
  // names are not those of the model's enum.
  @ParameterizedTest
  @ValueSource(strings = {"AttributeNames", "MessageSystemAttributeNames"})
  void someSystemAttributes(String parameter) {
    sqs.send(url, "a");
    JsonNode message =
        sqs.receive(Map.of("QueueUrl", url, parameter, List.of("SentTimestamp", "SequenceNumber")));

    assertThat(message.path("Attributes").toString())
        .isEqualTo("{\"SentTimestamp\":\"1735689600000\"}");
  }

  @Test
  void unknownSystemAttributesAreRefused() {
    sqs.send(url, "a");
    sqs.refused(
        "ReceiveMessage",
        Map.of("QueueUrl", url, "MessageSystemAttributeNames", List.of("Nonsense")),
        400,
        "InvalidAttributeName",
        "Unknown Attribute Nonsense.");
    assertThat(sqs.attributes(url, "ApproximateNumberOfMessages").toString()).contains("\"1\"");
  }

  // AWS's words are in aws-sdk-java's issue 197 (MaxNumberOfMessages).
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MaxNumberOfMessages | 0 | Must be between 1 and 10, if provided.",
        "MaxNumberOfMessages | 11 | Must be between 1 and 10, if provided.",
        "WaitTimeSeconds | -1 | Must be >= 0 and <= 20, if provided.",
        "WaitTimeSeconds | 21 | Must be >= 0 and <= 20, if provided.",
        "VisibilityTimeout | -1 | Must be between 0 and 43200, if provided.",
        "VisibilityTimeout | 43201 | Must be between 0 and 43200, if provided.",
      })
  void parametersHaveRanges(String parameter, int value, String why) {
    sqs.refused(
        "ReceiveMessage",
        Map.of("QueueUrl", url, parameter, value),
        400,
        "InvalidParameterValue",
        "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + why);
  }

  @Test
  void attemptIdsAreOfFifoQueues() {
    sqs.refused(
        "ReceiveMessage",
        Map.of("QueueUrl", url, "ReceiveRequestAttemptId", "a"),
        400,
        "InvalidParameterValue",
        "Value a for parameter ReceiveRequestAttemptId is invalid. Reason: The request include"
            + " parameter that is not valid for this queue type.");
    String fifo = sqs.create("q.fifo");
    sqs.ok("ReceiveMessage", Map.of("QueueUrl", fifo, "ReceiveRequestAttemptId", "a"));
  }

  @Test
  void aLongPollIsAnsweredWhenAMessageComes() {
    CompletableFuture<HttpResponse> poll =
        sqs.start(
            "ReceiveMessage",
            Map.of("QueueUrl", url, "WaitTimeSeconds", 20),
            ClientConnection.INTERNAL);
    sqs.pass(10);
    assertThat(poll).isNotDone();
    sqs.send(url, "a");

    assertThat(SqsWire.read(poll.join()).body().path("Messages").get(0).path("Body").asText())
        .isEqualTo("a");
  }

  @Test
  void aLongPollThatGetsNothingIsEmpty() {
    CompletableFuture<HttpResponse> poll =
        sqs.start(
            "ReceiveMessage",
            Map.of("QueueUrl", url, "WaitTimeSeconds", 20),
            ClientConnection.INTERNAL);
    sqs.pass(20);

    assertThat(SqsWire.read(poll.join()).body().toString()).isEqualTo("{}");
  }

  /** A client that goes away when told. */
  private static final class Leaving implements ClientConnection {
    private final List<Runnable> onClose = new ArrayList<>();

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void onClose(Runnable action) {
      onClose.add(action);
    }

    @Override
    public boolean isSecure() {
      return false;
    }

    @Override
    public String remoteAddress() {
      return "127.0.0.1";
    }

    void leave() {
      onClose.forEach(Runnable::run);
    }
  }

  @Test
  void aClientThatHangsUpTakesNoMessage() {
    Leaving client = new Leaving();
    sqs.start("ReceiveMessage", Map.of("QueueUrl", url, "WaitTimeSeconds", 20), client);
    client.leave();
    sqs.send(url, "a");

    assertThat(sqs.receive(url).path("Attributes").path("ApproximateReceiveCount").asText())
        .isEqualTo("1");
  }

  @Test
  void deletingAWaitedForQueueRefusesThePoll() {
    CompletableFuture<HttpResponse> poll =
        sqs.start(
            "ReceiveMessage",
            Map.of("QueueUrl", url, "WaitTimeSeconds", 20),
            ClientConnection.INTERNAL);
    sqs.ok("DeleteQueue", Map.of("QueueUrl", url));
    SqsWire.Answer answer = SqsWire.read(poll.join());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().first("x-amzn-query-error"))
        .isEqualTo("AWS.SimpleQueueService.NonExistentQueue;Sender");
  }

  @Test
  void deletesByReceiptHandle() {
    sqs.send(url, "a");
    Map<String, Object> input =
        Map.of("QueueUrl", url, "ReceiptHandle", sqs.receive(url).path("ReceiptHandle").asText());
    sqs.ok("DeleteMessage", input);
    sqs.ok("DeleteMessage", input);
    sqs.pass(30);

    assertThat(sqs.ok("ReceiveMessage", Map.of("QueueUrl", url))).isEmpty();
  }

  // ReceiptHandleIsInvalid is one of the few errors of SQS with status 404. AWS's words are in the
  // knowledge center's article on receipt handle errors, and in aws-sdk-js-v3's issue 5478.
  @Test
  void aBadReceiptHandleIsRefused() {
    sqs.refused(
        "DeleteMessage",
        Map.of("QueueUrl", url, "ReceiptHandle", "x"),
        404,
        "ReceiptHandleIsInvalid",
        "The input receipt handle \"x\" is not a valid receipt handle.");
    sqs.refused(
        "DeleteMessage",
        Map.of("QueueUrl", url),
        400,
        "MissingParameter",
        "The request must contain the parameter MessageHandle.");
  }

  @Test
  void changesVisibility() {
    sqs.send(url, "a");
    String handle = sqs.receive(url).path("ReceiptHandle").asText();
    sqs.ok(
        "ChangeMessageVisibility",
        Map.of("QueueUrl", url, "ReceiptHandle", handle, "VisibilityTimeout", 0));

    sqs.receive(url);
  }

  // AWS's words are in localstack's issue 3956.
  @Test
  void visibilityTimeoutsAreFrom0SecondsTo12Hours() {
    sqs.send(url, "a");
    String handle = sqs.receive(url).path("ReceiptHandle").asText();
    for (int seconds : new int[] {-1, 43_201}) {
      sqs.refused(
          "ChangeMessageVisibility",
          Map.of("QueueUrl", url, "ReceiptHandle", handle, "VisibilityTimeout", seconds),
          400,
          "InvalidParameterValue",
          "Value "
              + seconds
              + " for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200,"
              + " if provided.");
    }
    sqs.pass(1);
    sqs.refused(
        "ChangeMessageVisibility",
        Map.of("QueueUrl", url, "ReceiptHandle", handle, "VisibilityTimeout", 43_200),
        400,
        "InvalidParameterValue",
        "Value 43200 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for"
            + " the message is beyond the limit [43200 seconds]");
  }

  @Test
  void theDeadLetterQueueSourceIsShown() {
    String dlq = sqs.create("dlq");
    sqs.ok(
        "SetQueueAttributes",
        Map.of(
            "QueueUrl",
            url,
            "Attributes",
            Map.of("RedrivePolicy", SqsWire.redrivePolicy("dlq", 1))));
    sqs.send(url, "a");
    sqs.receive(Map.of("QueueUrl", url, "VisibilityTimeout", 0));
    assertThat(sqs.ok("ReceiveMessage", Map.of("QueueUrl", url))).isEmpty();

    assertThat(sqs.receive(dlq).path("Attributes").path("DeadLetterQueueSourceArn").asText())
        .isEqualTo(SqsWire.arn("q"));
  }
}
