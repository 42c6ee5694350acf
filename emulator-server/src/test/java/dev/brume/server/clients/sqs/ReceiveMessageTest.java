package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertNoSuchQueue;
import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * How many messages a receive returns, and the ranges of its parameters.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html;
 * the texts of the errors are AWS's, as its users report them.
 */
class ReceiveMessageTest {
  private final SqsAccount account = SqsAccount.fresh();
  private final String url = account.createQueue("orders");

  @Test
  void anEmptyQueueReturnsNothing() {
    assertThat(account.receive(url)).isEmpty();
  }

  @Test
  void oneMessageIsReturnedWithoutANumber() {
    account.send(url, "one");
    account.send(url, "two");

    assertThat(account.sqs.receiveMessage(r -> r.queueUrl(url)).messages()).hasSize(1);
  }

  @Test
  void everyMessageIsHandedOutOnce() {
    Set<String> sent = new HashSet<>();
    for (int i = 0; i < 25; i++) {
      sent.add(account.send(url, "body " + i));
    }

    Set<String> received = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      List<Message> messages = account.receive(url, 10);
      assertThat(messages).hasSizeLessThanOrEqualTo(10);
      messages.forEach(message -> assertThat(received.add(message.messageId())).isTrue());
    }
    assertThat(received).isEqualTo(sent);
    assertThat(account.counts(url)).isEqualTo("0/25/0");
  }

  @Test
  void aReceivedMessageIsInFlightUntilItIsDeleted() {
    account.send(url, "body");
    Message message = account.receiveOne(url);
    assertThat(message.body()).isEqualTo("body");
    assertThat(message.md5OfBody()).isEqualTo("841a2d689ad86bd1611447453c22c6fc");
    assertThat(message.receiptHandle()).isNotBlank();
    assertThat(account.receive(url)).isEmpty();
    assertThat(account.counts(url)).isEqualTo("0/1/0");

    account.delete(url, message);
    assertThat(account.counts(url)).isEqualTo("0/0/0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 11, 1000})
  void oneToTenMessagesCanBeAskedFor(int number) {
    account.send(url, "body");
    assertRefused(
        400,
        "InvalidParameterValue",
        "Value "
            + number
            + " for parameter MaxNumberOfMessages is invalid. Reason: Must be between"
            + " 1 and 10, if provided.",
        () -> account.receive(url, number));
    assertThat(account.counts(url)).isEqualTo("1/0/0");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 21})
  void aReceiveWaitsForTwentySecondsAtMost(int seconds) {
    assertRefused(
        400,
        "InvalidParameterValue",
        "Value "
            + seconds
            + " for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and"
            + " <= 20, if provided.",
        () -> account.sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(seconds)));
  }

  /** AWS's text is not documented. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 43_201})
  void aMessageIsHiddenForTwelveHoursAtMost(int seconds) {
    account.send(url, "body");
    assertRefused(
        400,
        "InvalidParameterValue",
        () -> account.sqs.receiveMessage(r -> r.queueUrl(url).visibilityTimeout(seconds)));
    assertThat(account.counts(url)).isEqualTo("1/0/0");
  }

  @Test
  void aTimeoutOfZeroHidesNothing() {
    account.send(url, "body");
    for (int i = 1; i <= 3; i++) {
      Message message =
          account
              .sqs
              .receiveMessage(
                  r ->
                      r.queueUrl(url)
                          .visibilityTimeout(0)
                          .messageSystemAttributeNamesWithStrings("ApproximateReceiveCount"))
              .messages()
              .getFirst();
      assertThat(message.attributesAsStrings())
          .containsEntry("ApproximateReceiveCount", Integer.toString(i));
    }
  }

  @Test
  void receivingFromAQueueThatIsNotThereIsRefused() {
    assertNoSuchQueue(() -> account.receive(url + "x"));
  }
}
