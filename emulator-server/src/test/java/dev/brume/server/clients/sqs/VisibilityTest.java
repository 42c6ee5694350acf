package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DELAY_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MESSAGE_RETENTION_PERIOD;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import dev.brume.server.clients.VirtualBrume;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * When a message is visible: visibility timeouts, delays, retention; each to the second.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-timers.html
 * and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
 */
class VisibilityTest {
  @AutoClose private static final VirtualBrume BRUME = new VirtualBrume();

  private final SqsAccount account = SqsAccount.on(BRUME.endpoint());
  private final String url = account.createQueue("orders");

  @Test
  void aReceivedMessageComesBackAfterTheQueuesTimeout() {
    account.setAttribute(url, VISIBILITY_TIMEOUT, "100");
    account.send(url, "body");
    Message first = account.receiveOne(url);
    BRUME.advanceSeconds(99);
    assertThat(account.receive(url)).isEmpty();
    BRUME.advanceSeconds(1);

    Message second = account.receiveOne(url);
    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
  }

  @Test
  void aReceiveMayNameItsOwnTimeout() {
    account.send(url, "body");
    account.sqs.receiveMessage(r -> r.queueUrl(url).visibilityTimeout(43_200));
    BRUME.advanceSeconds(43_199);
    assertThat(account.receive(url)).isEmpty();
    BRUME.advanceSeconds(1);
    assertThat(account.receive(url)).hasSize(1);
  }

  /** The queue's timeout acts on later receives only. */
  @Test
  void changingTheQueuesTimeoutLeavesMessagesInFlightAlone() {
    account.send(url, "body");
    account.receiveOne(url);
    account.setAttribute(url, VISIBILITY_TIMEOUT, "5");
    BRUME.advanceSeconds(29);
    assertThat(account.receive(url)).isEmpty();
    BRUME.advanceSeconds(1);
    account.receiveOne(url);
    BRUME.advanceSeconds(5);
    account.receiveOne(url);
  }

  @Test
  void aTimeoutCanBeExtendedAndEnded() {
    account.send(url, "body");
    Message message = account.receiveOne(url);
    BRUME.advanceSeconds(20);
    account.changeVisibility(url, message, 60);
    BRUME.advanceSeconds(59);
    assertThat(account.receive(url)).isEmpty();

    account.changeVisibility(url, message, 0);
    assertThat(account.receive(url)).hasSize(1);
  }

  /** AWS's text is not documented. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 43_201})
  void aTimeoutIsOfTwelveHoursAtMost(int seconds) {
    account.send(url, "body");
    Message message = account.receiveOne(url);

    assertRefused(
        400,
        "InvalidParameterValue",
        () -> {
          account.changeVisibility(url, message, seconds);
          return null;
        });
    BRUME.advanceSeconds(29);
    assertThat(account.receive(url)).isEmpty();
    BRUME.advanceSeconds(1);
    assertThat(account.receive(url)).hasSize(1);
  }

  @Test
  void twelveHoursCountFromTheReceive() {
    account.send(url, "body");
    Message message = account.receiveOne(url);
    BRUME.advanceSeconds(10);

    assertThat(
            assertRefused(
                400,
                "InvalidParameterValue",
                () -> {
                  account.changeVisibility(url, message, 43_191);
                  return null;
                }))
        .hasMessageContaining(
            "Value 43191 for parameter VisibilityTimeout is invalid. Reason: Total"
                + " VisibilityTimeout for the message is beyond the limit [43200 seconds]");
    account.changeVisibility(url, message, 43_190);
    BRUME.advanceSeconds(43_189);
    assertThat(account.receive(url)).isEmpty();
    BRUME.advanceSeconds(1);
    assertThat(account.receive(url)).hasSize(1);
  }

  // Answer recorded on AWS, SQS, 2024-04: the call succeeds.
  @Test
  void aMessageThatIsVisibleAgainIsHiddenAgain() {
    account.send(url, "body");
    Message message = account.receiveOne(url);
    BRUME.advanceSeconds(30);
    account.changeVisibility(url, message, 10);

    assertThat(account.receive(url)).isEmpty();
    BRUME.advanceSeconds(10);
    assertThat(account.receive(url)).hasSize(1);
  }

  @Test
  void aDeletedMessageCannotBeChanged() {
    account.send(url, "body");
    Message message = account.receiveOne(url);
    account.delete(url, message);

    assertRefused(
        400,
        "InvalidParameterValue",
        "Value "
            + message.receiptHandle()
            + " for parameter ReceiptHandle is invalid. Reason:"
            + " Message does not exist or is not available for visibility timeout change.",
        () -> {
          account.changeVisibility(url, message, 10);
          return null;
        });
  }

  @Test
  void aDelayedMessageIsInvisibleAtFirst() {
    account.sqs.sendMessage(s -> s.queueUrl(url).messageBody("late").delaySeconds(900));
    account.send(url, "now");
    assertThat(account.counts(url)).isEqualTo("1/0/1");
    assertThat(account.receiveBodies(url)).containsExactly("now");
    BRUME.advanceSeconds(899);
    assertThat(account.receiveBodies(url)).doesNotContain("late");
    BRUME.advanceSeconds(1);
    assertThat(account.receiveBodies(url)).contains("late");
  }

  @Test
  void aQueueMayDelayEveryMessageAndAMessageKnowsBetter() {
    String slow = account.createQueue("slow", Map.of(DELAY_SECONDS, "60"));
    account.send(slow, "as the queue says");
    account.sqs.sendMessage(s -> s.queueUrl(slow).messageBody("at once").delaySeconds(0));
    assertThat(account.receiveBodies(slow)).containsExactly("at once");
    BRUME.advanceSeconds(29);
    // For standard queues a new delay acts on new messages only.
    account.setAttribute(slow, DELAY_SECONDS, "0");
    assertThat(account.counts(slow)).isEqualTo("0/1/1");
    BRUME.advanceSeconds(31);
    assertThat(account.receiveBodies(slow)).contains("as the queue says");
  }

  @Test
  void aMessageIsForgottenAfterTheRetentionPeriod() {
    account.setAttribute(url, MESSAGE_RETENTION_PERIOD, "3600");
    account.send(url, "visible");
    account.send(url, "also received");
    BRUME.advanceSeconds(3599);
    assertThat(account.receive(url, 1)).hasSize(1);
    assertThat(account.counts(url)).isEqualTo("1/1/0");
    BRUME.advanceSeconds(1);

    assertThat(account.counts(url)).isEqualTo("0/0/0");
    BRUME.advanceSeconds(60);
    assertThat(account.receive(url)).isEmpty();
  }

  @Test
  void theDefaultRetentionPeriodIsOfFourDays() {
    account.send(url, "body");
    BRUME.advanceSeconds(4 * 86_400 - 1);
    assertThat(account.counts(url)).isEqualTo("1/0/0");
    BRUME.advanceSeconds(1);
    assertThat(account.counts(url)).isEqualTo("0/0/0");
  }
}
