package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertNoSuchQueue;
import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MAXIMUM_MESSAGE_SIZE;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * What a message may hold, and how large it may be. The SDK itself verifies the MD5 of every body
 * that it sends and receives.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html;
 * the texts of the errors are AWS's, as its users report them.
 */
class SendMessageTest {
  private static final int ONE_MEBIBYTE = 1_048_576;

  private final SqsAccount account = SqsAccount.fresh();
  private final String url = account.createQueue("orders");

  @Test
  void theAnswerHasIdAndDigest() {
    SendMessageResponse sent = account.sqs.sendMessage(s -> s.queueUrl(url).messageBody("hello"));

    assertThat(sent.messageId())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    assertThat(sent.md5OfMessageBody()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(sent.md5OfMessageAttributes()).isNull();
    assertThat(sent.md5OfMessageSystemAttributes()).isNull();
    assertThat(sent.sequenceNumber()).isNull();
    assertThat(account.receiveOne(url).messageId()).isEqualTo(sent.messageId());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x9, 0xA, 0xD, 0x20, 0x7F, 0x85, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF})
  void everyCharacterOfXmlArrivesAsItIs(int codePoint) {
    String body = "<a>&" + Character.toString(codePoint) + "\"'";
    account.send(url, body);
    account.send(url, Character.toString(codePoint));

    assertThat(account.receiveBodies(url))
        .containsExactlyInAnyOrder(body, Character.toString(codePoint));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0, 0x1, 0x8, 0xB, 0xC, 0xE, 0x1F, 0xFFFE, 0xFFFF})
  void anyOtherCharacterIsRefused(int codePoint) {
    assertThat(
            assertRefused(
                400,
                "InvalidMessageContents",
                "Invalid binary character '#x%X' was found in the message body, the set of allowed"
                        .formatted(codePoint)
                    + " characters is #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] |"
                    + " [#x10000-#x10FFFF].",
                () -> account.send(url, "a" + Character.toString(codePoint))))
        .isInstanceOf(InvalidMessageContentsException.class);
    assertThat(account.receive(url)).isEmpty();
  }

  @Test
  void anEmptyBodyIsAMissingOne() {
    assertRefused(
        400,
        "MissingParameter",
        "The request must contain the parameter MessageBody.",
        () -> account.send(url, ""));
    assertRefused(
        400,
        "MissingParameter",
        "The request must contain the parameter MessageBody.",
        () -> account.sqs.sendMessage(s -> s.queueUrl(url)));
  }

  @Test
  void aMessageHasOneMebibyteAtMost() {
    String largest = "x".repeat(ONE_MEBIBYTE);
    account.send(url, largest);
    assertThat(account.receiveOne(url).body()).isEqualTo(largest);

    assertRefused(
        400,
        "InvalidParameterValue",
        "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.",
        () -> account.send(url, largest + "x"));
    // Bytes count, not characters: this one has half as many characters.
    assertRefused(
        400, "InvalidParameterValue", () -> account.send(url, "é".repeat(ONE_MEBIBYTE / 2) + "x"));
  }

  @Test
  void aQueueMayAllowLess() {
    String small = account.createQueue("small", Map.of(MAXIMUM_MESSAGE_SIZE, "1024"));
    account.send(small, "x".repeat(1024));

    assertRefused(
        400,
        "InvalidParameterValue",
        "One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.",
        () -> account.send(small, "x".repeat(1025)));
    assertThat(account.receive(small)).hasSize(1);
  }

  /** Name, type and value of an attribute count as the body does. */
  @Test
  void attributesCountAsTheBodyDoes() {
    String small = account.createQueue("small", Map.of(MAXIMUM_MESSAGE_SIZE, "1024"));
    MessageAttributeValue ten =
        MessageAttributeValue.builder().dataType("String").stringValue("1234567890").build();
    int size = "name".length() + "String".length() + 10;

    account.sqs.sendMessage(
        s ->
            s.queueUrl(small)
                .messageBody("x".repeat(1024 - size))
                .messageAttributes(Map.of("name", ten)));
    assertRefused(
        400,
        "InvalidParameterValue",
        () ->
            account.sqs.sendMessage(
                s ->
                    s.queueUrl(small)
                        .messageBody("x".repeat(1025 - size))
                        .messageAttributes(Map.of("name", ten))));
    assertThat(account.receive(small)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 901})
  void aDelayIsOfAQuarterOfAnHourAtMost(int seconds) {
    assertRefused(
        400,
        "InvalidParameterValue",
        "Value "
            + seconds
            + " for parameter DelaySeconds is invalid. Reason: DelaySeconds must be"
            + " >= 0 and <= 900.",
        () ->
            account.sqs.sendMessage(
                s -> s.queueUrl(url).messageBody("late").delaySeconds(seconds)));
  }

  @Test
  void sendingToAQueueThatIsNotThereIsRefused() {
    assertNoSuchQueue(() -> account.send(url + "x", "lost"));
  }

  /** Deduplication belongs to FIFO queues. */
  @Test
  void aStandardQueueTakesNoDeduplicationId() {
    assertRefused(
        400,
        "InvalidParameterValue",
        "Value once for parameter MessageDeduplicationId is invalid. Reason: The request include"
            + " parameter that is not valid for this queue type.",
        () ->
            account.sqs.sendMessage(
                s -> s.queueUrl(url).messageBody("b").messageDeduplicationId("once")));
  }
}
