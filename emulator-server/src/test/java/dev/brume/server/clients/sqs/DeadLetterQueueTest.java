package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertNoSuchQueue;
import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENT_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_ALLOW_POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import dev.brume.server.clients.VirtualBrume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Dead-letter queues: when a message goes there, and who may use which.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 * and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html.
 * AWS's texts for bad policies are not documented.
 */
class DeadLetterQueueTest {
  @AutoClose private static final VirtualBrume BRUME = new VirtualBrume();

  private final SqsAccount account = SqsAccount.on(BRUME.endpoint());
  private final String dead = account.createQueue("dead");
  private final String url = account.createSourceQueue("orders", "dead", 2);

  @Test
  void aMessageGoesThereWhenItWasReceivedTooOften() {
    account.sqs.sendMessage(
        s ->
            s.queueUrl(url)
                .messageBody("poison")
                .messageAttributes(
                    Map.of(
                        "a",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("kept")
                            .build())));
    Message first = account.receiveOne(url);
    BRUME.advanceSeconds(30);
    account.receiveOne(url);
    BRUME.advanceSeconds(30);
    assertThat(account.receive(url)).isEmpty();
    BRUME.brume().settle();

    Message buried = account.receiveOne(dead);
    assertThat(buried.messageId()).isEqualTo(first.messageId());
    assertThat(buried.body()).isEqualTo("poison");
    assertThat(buried.messageAttributes()).containsOnlyKeys("a");
    assertThat(buried.attributes())
        .containsEntry(DEAD_LETTER_QUEUE_SOURCE_ARN, account.arn("orders"))
        .containsEntry(SENT_TIMESTAMP, first.attributes().get(SENT_TIMESTAMP));
    assertThat(account.counts(url)).isEqualTo("0/0/0");
  }

  @Test
  void aMessageThatIsDeletedInTimeDoesNot() {
    account.send(url, "good");
    account.receiveOne(url);
    BRUME.advanceSeconds(30);
    account.delete(url, account.receiveOne(url));
    BRUME.advanceSeconds(30);

    assertThat(account.receive(url)).isEmpty();
    assertThat(account.receive(dead)).isEmpty();
  }

  @Test
  void othersAreServedInTheSameReceive() {
    account.send(url, "poison");
    account.receive(url);
    BRUME.advanceSeconds(30);
    account.receive(url);
    account.send(url, "good");
    BRUME.advanceSeconds(30);

    assertThat(account.receiveBodies(url)).containsExactly("good");
    BRUME.brume().settle();
    assertThat(account.receiveBodies(dead)).containsExactly("poison");
  }

  @Test
  void aFifoQueueKeepsItsOrderThere() {
    account.createFifoQueue("dead", Map.of());
    String fifo =
        account.createFifoQueue(
            "orders",
            Map.of(REDRIVE_POLICY, account.redrivePolicy("dead.fifo", 1), VISIBILITY_TIMEOUT, "5"));
    String deadFifo = account.sqs.getQueueUrl(g -> g.queueName("dead.fifo")).queueUrl();
    for (String body : List.of("one", "two", "three")) {
      account.send(fifo, "g", body);
    }
    assertThat(account.receive(fifo)).hasSize(3);
    BRUME.advanceSeconds(5);

    assertThat(account.receive(fifo)).isEmpty();
    BRUME.brume().settle();
    assertThat(account.receiveBodies(deadFifo)).containsExactly("one", "two", "three");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{}",
        "{\"maxReceiveCount\":3}",
        "{\"deadLetterTargetArn\":\"%s\"}",
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":0}",
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1001}",
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"often\"}",
        "{\"deadLetterTargetArn\":\"%s-not-there\",\"maxReceiveCount\":3}",
        "{\"deadLetterTargetArn\":\"dead\",\"maxReceiveCount\":3}"
      })
  void aBadPolicyIsRefusedAndChangesNothing(String policy) {
    String before = account.attribute(url, REDRIVE_POLICY);
    var refusal =
        Refusals.assertClientMistake(
            () -> {
              account.setAttribute(url, REDRIVE_POLICY, policy.replace("%s", account.arn("dead")));
              return null;
            });
    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode())
        .isIn("InvalidParameterValue", "InvalidAttributeValue");
    assertThat(account.attribute(url, REDRIVE_POLICY)).isEqualTo(before);
  }

  /** The count may be a string; AWS's own examples write it so. */
  @Test
  void theCountMayBeAString() {
    account.setAttribute(
        url,
        REDRIVE_POLICY,
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"1\"}"
            .formatted(account.arn("dead")));
    account.send(url, "poison");
    account.receiveOne(url);
    BRUME.advanceSeconds(30);
    assertThat(account.receive(url)).isEmpty();
    BRUME.brume().settle();
    assertThat(account.receive(dead)).hasSize(1);
  }

  /** "The dead-letter queue of a FIFO queue must also be a FIFO queue", and so on. */
  @Test
  void bothQueuesAreOfOneKind() {
    assertRefused(
        400,
        "InvalidParameterValue",
        () ->
            account.createFifoQueue(
                "orders", Map.of(REDRIVE_POLICY, account.redrivePolicy("dead", 3))));
    assertNoSuchQueue(() -> account.sqs.getQueueUrl(g -> g.queueName("orders.fifo")));
  }

  @Test
  void aPolicyCanBeTakenAway() {
    account.setAttribute(url, REDRIVE_POLICY, "");
    assertThat(account.attribute(url, REDRIVE_POLICY)).isNull();
    account.send(url, "body");
    for (int i = 0; i < 4; i++) {
      account.receiveOne(url);
      BRUME.advanceSeconds(30);
    }
  }

  @Test
  void aQueueListsItsSources() {
    String second = account.createSourceQueue("second", "dead", 5);
    String third = account.createSourceQueue("third", "dead", 5);
    assertThat(account.sqs.listDeadLetterSourceQueues(l -> l.queueUrl(dead)).queueUrls())
        .containsExactlyInAnyOrder(url, second, third);
    assertThat(account.sqs.listDeadLetterSourceQueues(l -> l.queueUrl(url)).queueUrls()).isEmpty();

    List<String> paged = new ArrayList<>();
    account
        .sqs
        .listDeadLetterSourceQueuesPaginator(l -> l.queueUrl(dead).maxResults(2))
        .forEach(page -> paged.addAll(page.queueUrls()));
    assertThat(paged).containsExactlyInAnyOrder(url, second, third);

    account.sqs.deleteQueue(d -> d.queueUrl(second));
    assertThat(account.sqs.listDeadLetterSourceQueues(l -> l.queueUrl(dead)).queueUrls())
        .containsExactlyInAnyOrder(url, third);
    assertNoSuchQueue(() -> account.sqs.listDeadLetterSourceQueues(l -> l.queueUrl(dead + "x")));
  }

  @Test
  void aQueueMayRefuseSources() {
    account.createQueue(
        "nobody", Map.of(REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"denyAll\"}"));
    account.createQueue(
        "some",
        Map.of(
            REDRIVE_ALLOW_POLICY,
            "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"%s\"]}"
                .formatted(account.arn("friend"))));
    account.createQueue(
        "all", Map.of(REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"allowAll\"}"));

    assertRefused(
        400, "InvalidParameterValue", () -> account.createSourceQueue("stranger", "nobody", 3));
    assertRefused(
        400, "InvalidParameterValue", () -> account.createSourceQueue("stranger", "some", 3));
    account.createSourceQueue("friend", "some", 3);
    account.createSourceQueue("stranger", "all", 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{\"redrivePermission\":\"maybe\"}",
        "{\"redrivePermission\":\"byQueue\"}",
        "{\"redrivePermission\":\"denyAll\",\"sourceQueueArns\":[\"arn:aws:sqs:us-east-1:1:q\"]}"
      })
  void aBadAllowPolicyIsRefused(String policy) {
    var refusal =
        Refusals.assertClientMistake(
            () -> {
              account.setAttribute(dead, REDRIVE_ALLOW_POLICY, policy);
              return null;
            });
    assertThat(refusal.awsErrorDetails().errorCode())
        .isIn("InvalidParameterValue", "InvalidAttributeValue");
    assertThat(account.attribute(dead, REDRIVE_ALLOW_POLICY)).isNull();
  }
}
