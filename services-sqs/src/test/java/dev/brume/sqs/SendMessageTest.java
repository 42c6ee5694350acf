package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SendMessage takes text, within limits.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
class SendMessageTest {
  private final SqsWire sqs = new SqsWire();
  private final String url = sqs.create("q");

  private static Map<String, Object> message(String url, String body, Object... more) {
    Map<String, Object> input = new HashMap<>(Map.of("QueueUrl", url, "MessageBody", body));
    for (int i = 0; i < more.length; i += 2) {
      input.put((String) more[i], more[i + 1]);
    }
    return input;
  }

  private void refused(Map<String, Object> input, String code, String message) {
    sqs.refused("SendMessage", input, 400, code, message);
    assertThat(sqs.attributes(url, "ApproximateNumberOfMessages").toString()).contains("\"0\"");
  }

  @Test
  void tellsTheDigestOfTheBodyAndAnId() {
    JsonNode sent = sqs.send(url, "hällo");

    assertThat(sent.path("MD5OfMessageBody").asText())
        .isEqualTo("38bbce5fb3d0aec801f9eab39182fa7a");
    assertThat(sent.path("MessageId").asText())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(sent.has("MD5OfMessageAttributes")).isFalse();
    assertThat(sent.has("SequenceNumber")).isFalse();
    JsonNode received = sqs.receive(url);
    assertThat(received.path("MessageId")).isEqualTo(sent.path("MessageId"));
    assertThat(received.path("MD5OfBody").asText()).isEqualTo("38bbce5fb3d0aec801f9eab39182fa7a");
    assertThat(received.path("Body").asText()).isEqualTo("hällo");
  }

  // "#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF"
  @ParameterizedTest
  @ValueSource(
      strings = {"\t\n\r ", "\uD7FF", "\uE000", "\uFFFD", "\uD800\uDC00", "\uDBFF\uDFFF", "a😀b"})
  void takesWhatXmlTakes(String body) {
    sqs.send(url, body);

    assertThat(sqs.receive(url).path("Body").asText()).isEqualTo(body);
  }

  // The words are those of AWS in nitro-plugins' issue 437 and NServiceBus.AmazonSQS's issue 2630.
  @ParameterizedTest
  @ValueSource(ints = {0x0, 0x7, 0xB, 0x1F, 0xFFFE, 0xFFFF})
  void refusesOtherCharacters(int character) {
    refused(
        message(url, "a" + (char) character + "b"),
        "InvalidMessageContents",
        "Invalid binary character '#x"
            + Integer.toHexString(character).toUpperCase(java.util.Locale.ROOT)
            + "' was found in the message body, the set of allowed characters is #x9 | #xA | #xD |"
            + " [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF].");
  }

  // "The minimum size is one character."
  @Test
  void refusesAnEmptyBody() {
    refused(
        message(url, ""),
        "MissingParameter",
        "The request must contain the parameter MessageBody.");
    refused(
        Map.of("QueueUrl", url),
        "MissingParameter",
        "The request must contain the parameter MessageBody.");
  }

  // "The maximum size is 1 MiB or 1,048,576 bytes". The words are those of AWS in inferable's issue
  // 306.
  @Test
  void refusesMoreThanAMebibyte() {
    refused(
        message(url, "a".repeat(1_048_577)),
        "InvalidParameterValue",
        "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.");
    sqs.send(url, "a".repeat(1_048_576));
  }

  @Test
  void countsBytesNotCharacters() {
    refused(
        message(url, "ä".repeat(524_288) + "a"),
        "InvalidParameterValue",
        "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.");
    sqs.send(url, "😀".repeat(262_144));
  }

  @Test
  void theQueuesMaximumCounts() {
    sqs.ok(
        "SetQueueAttributes",
        Map.of("QueueUrl", url, "Attributes", Map.of("MaximumMessageSize", "1024")));
    refused(
        message(url, "a".repeat(1_025)),
        "InvalidParameterValue",
        "One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.");
    sqs.send(url, "a".repeat(1_024));
  }

  // Answer recorded on AWS, SQS, 2024-04: a batch says it in other words, of that entry alone.
  @Test
  void theQueuesMaximumCountsForEachEntryOfABatch() {
    sqs.ok(
        "SetQueueAttributes",
        Map.of("QueueUrl", url, "Attributes", Map.of("MaximumMessageSize", "1024")));
    JsonNode answer =
        sqs.ok(
            "SendMessageBatch",
            Map.of(
                "QueueUrl",
                url,
                "Entries",
                List.of(
                    Map.of("Id", "long", "MessageBody", "a".repeat(1_025)),
                    Map.of("Id", "short", "MessageBody", "a".repeat(1_024)))));

    assertThat(answer.path("Failed").path(0).path("Message").asText())
        .isEqualTo(
            "One or more parameters cannot be validated. Reason: Message must be shorter than 1024"
                + " bytes.");
    assertThat(answer.path("Successful").path(0).path("Id").asText()).isEqualTo("short");
  }

  // Message metadata: name, type and value of attributes count towards the size.
  @Test
  void attributesCount() {
    Map<String, Object> attributes =
        Map.of("name", Map.of("DataType", "String", "StringValue", "value"));
    int size = "name".length() + "String".length() + "value".length();
    refused(
        message(url, "a".repeat(1_048_576 - size + 1), "MessageAttributes", attributes),
        "InvalidParameterValue",
        "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.");
    sqs.ok(
        "SendMessage", message(url, "a".repeat(1_048_576 - size), "MessageAttributes", attributes));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 901})
  void delaysAreFrom0To900Seconds(int seconds) {
    refused(
        message(url, "a", "DelaySeconds", seconds),
        "InvalidParameterValue",
        "Value "
            + seconds
            + " for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <="
            + " 900.");
  }

  @Test
  void aDelayedMessageComesLater() {
    sqs.ok("SendMessage", message(url, "a", "DelaySeconds", 900));
    sqs.pass(899);
    assertThat(sqs.ok("ReceiveMessage", Map.of("QueueUrl", url))).isEmpty();
    sqs.pass(1);
    sqs.receive(url);
  }

  @Test
  void refusesUnknownQueues() {
    sqs.refused(
        "SendMessage",
        message(url + "x", "a"),
        400,
        "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist.");
  }

  @Test
  void aFifoMessageHasASequenceNumber() {
    String fifo = sqs.create("q.fifo");
    JsonNode sent =
        sqs.ok(
            "SendMessage",
            message(fifo, "a", "MessageGroupId", "g", "MessageDeduplicationId", "d"));

    assertThat(sent.path("SequenceNumber").asText()).matches("\\d{20}");
    JsonNode attributes = sqs.receive(fifo).path("Attributes");
    assertThat(attributes.path("SequenceNumber")).isEqualTo(sent.path("SequenceNumber"));
    assertThat(attributes.path("MessageGroupId").asText()).isEqualTo("g");
    assertThat(attributes.path("MessageDeduplicationId").asText()).isEqualTo("d");
  }

  // "The length of MessageGroupId is 128 characters. Valid values: alphanumeric characters and
  // punctuation".
  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "\n"})
  void idsAreOfLettersDigitsAndPunctuation(String id) {
    for (String parameter : new String[] {"MessageGroupId", "MessageDeduplicationId"}) {
      refused(
          message(url, "a", parameter, id),
          "InvalidParameterValue",
          "Value "
              + id
              + " for parameter "
              + parameter
              + " is invalid. Reason: "
              + parameter
              + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }
  }

  @Test
  void idsHaveUpTo128Characters() {
    String allowed = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    sqs.ok("SendMessage", message(url, "a", "MessageGroupId", allowed + "g".repeat(96)));
    SqsWire.Answer answer =
        sqs.call("SendMessage", message(url, "a", "MessageGroupId", "g".repeat(129)));

    assertThat(answer.status()).isEqualTo(400);
  }
}
