package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertClientMistake;
import static dev.brume.server.clients.sqs.Refusals.assertNoSuchQueue;
import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.clients.VirtualBrume;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

/**
 * Receipt handles: opaque, good for the queue that gave them out, and stale as on AWS.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html;
 * the texts of the errors are AWS's, as its users report them.
 */
class ReceiptHandleTest {
  @AutoClose private static final VirtualBrume BRUME = new VirtualBrume();

  private final SqsAccount account = SqsAccount.on(BRUME.endpoint());
  private final String url = account.createQueue("orders");

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "AQEB", "AQEBzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "%"})
  void whatIsNoHandleIsRefused(String handle) {
    assertThat(
            assertRefused(
                404,
                "ReceiptHandleIsInvalid",
                "The input receipt handle \"" + handle + "\" is not a valid receipt handle.",
                () -> account.sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(handle))))
        .isInstanceOf(ReceiptHandleIsInvalidException.class);
    assertRefused(
        404,
        "ReceiptHandleIsInvalid",
        () ->
            account.sqs.changeMessageVisibility(
                c -> c.queueUrl(url).receiptHandle(handle).visibilityTimeout(1)));
  }

  /** By JSON AWS calls it so: https://github.com/aws/aws-sdk-js-v3/issues/5478 */
  @Test
  void aMissingHandleIsNamed() {
    assertRefused(
        400,
        "MissingParameter",
        "The request must contain the parameter MessageHandle.",
        () -> account.sqs.deleteMessage(d -> d.queueUrl(url)));
  }

  /** One changed character makes it no handle at all. */
  @Test
  void aForgedHandleIsRefused() {
    account.send(url, "body");
    String handle = account.receiveOne(url).receiptHandle();
    char middle = handle.charAt(handle.length() / 2);
    String forged =
        handle.substring(0, handle.length() / 2)
            + (middle == 'A' ? 'B' : 'A')
            + handle.substring(handle.length() / 2 + 1);

    assertRefused(
        404,
        "ReceiptHandleIsInvalid",
        () -> account.sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(forged)));
    assertThat(account.counts(url)).isEqualTo("0/1/0");
  }

  @Test
  void aHandleOfAnotherQueueIsRefused() {
    String other = account.createQueue("other");
    account.send(other, "body");
    Message message = account.receiveOne(other);

    assertClientMistake(
        () -> {
          account.delete(url, message);
          return null;
        });
    assertThat(account.counts(other)).isEqualTo("0/1/0");
  }

  @Test
  void deletingTwiceSucceeds() {
    account.send(url, "body");
    Message message = account.receiveOne(url);
    account.delete(url, message);
    account.delete(url, message);
    BRUME.advanceSeconds(60);
    account.delete(url, message);
    assertThat(account.counts(url)).isEqualTo("0/0/0");
  }

  /** In a standard queue the latest handle should be used; an older one deletes all the same. */
  @Test
  void aStandardQueueTakesTheHandleAfterItsTimeout() {
    account.send(url, "body");
    Message message = account.receiveOne(url);
    BRUME.advanceSeconds(31);
    account.delete(url, message);
    assertThat(account.receive(url)).isEmpty();
  }

  @Test
  void aFifoQueueTakesNoHandleThatHasExpired() {
    String fifo = account.createFifoQueue("orders", Map.of());
    account.send(fifo, "group", "body");
    Message first = account.receiveOne(fifo);
    BRUME.advanceSeconds(30);
    Message second = account.receiveOne(fifo);

    assertRefused(
        400,
        "InvalidParameterValue",
        "Value "
            + first.receiptHandle()
            + " for parameter ReceiptHandle is invalid. Reason: The"
            + " receipt handle has expired.",
        () -> {
          account.delete(fifo, first);
          return null;
        });
    account.delete(fifo, second);
    assertThat(account.counts(fifo)).isEqualTo("0/0/0");
  }

  @Test
  void aHandleForAQueueThatIsNotThereIsRefused() {
    account.send(url, "body");
    Message message = account.receiveOne(url);
    assertNoSuchQueue(
        () -> {
          account.delete(url + "x", message);
          return null;
        });
    assertNoSuchQueue(
        () -> {
          account.changeVisibility(url + "x", message, 1);
          return null;
        });
  }
}
