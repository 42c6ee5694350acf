package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.CONTENT_BASED_DEDUPLICATION;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DEDUPLICATION_SCOPE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.FIFO_THROUGHPUT_LIMIT;

import dev.brume.server.clients.VirtualBrume;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * Deduplication on the sender's side, and on the receiver's.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-receiverequestattemptid-request-parameter.html
 * and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html
 */
class DeduplicationTest {
  @AutoClose private static final VirtualBrume BRUME = new VirtualBrume();

  private final SqsAccount account = SqsAccount.on(BRUME.endpoint());
  private final String byId = account.createFifoQueue("by-id", Map.of());
  private final String byContent =
      account.createFifoQueue("by-content", Map.of(CONTENT_BASED_DEDUPLICATION, "true"));

  @Test
  void theSameIdWithinFiveMinutesIsTheSameMessage() {
    SendMessageResponse first = send(byId, "g", "first body", "once");
    BRUME.advanceSeconds(299);
    SendMessageResponse second = send(byId, "other", "second body", "once");

    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.sequenceNumber()).isEqualTo(first.sequenceNumber());
    assertThat(account.receiveBodies(byId)).containsExactly("first body");
  }

  @Test
  void afterFiveMinutesTheIdIsNew() {
    SendMessageResponse first = send(byId, "g", "first body", "once");
    BRUME.advanceSeconds(300);
    SendMessageResponse second = send(byId, "g", "second body", "once");

    assertThat(second.messageId()).isNotEqualTo(first.messageId());
    assertThat(account.receiveBodies(byId)).containsExactly("first body", "second body");
  }

  /** "Amazon SQS continues to keep track of the deduplication ID even after" the delete. */
  @Test
  void anIdIsRememberedAfterItsMessageWasDeleted() {
    send(byId, "g", "body", "once");
    account.delete(byId, account.receiveOne(byId));
    send(byId, "g", "body", "once");
    assertThat(account.receive(byId)).isEmpty();
  }

  @Test
  void theBodyIsTheIdWhereTheQueueSaysSo() {
    send(byContent, "g", "body", null);
    account.sqs.sendMessage(
        s ->
            s.queueUrl(byContent)
                .messageBody("body")
                .messageGroupId("g")
                .messageAttributes(
                    Map.of(
                        "a",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("attributes do not count")
                            .build())));
    send(byContent, "g", "another body", null);

    List<Message> messages = account.receive(byContent);
    assertThat(SqsAccount.bodies(messages)).containsExactly("body", "another body");
    // The SHA-256 of "body".
    assertThat(messages.getFirst().attributes())
        .containsEntry(
            MESSAGE_DEDUPLICATION_ID,
            "230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5");
  }

  @Test
  void anIdOverridesTheBody() {
    send(byContent, "g", "body", "one");
    send(byContent, "g", "body", "two");
    send(byContent, "g", "other body", "two");
    assertThat(account.receiveBodies(byContent)).containsExactly("body", "body");
  }

  @Test
  void theScopeIsTheQueueOrTheGroup() {
    send(byId, "a", "body", "once");
    send(byId, "b", "body", "once");
    assertThat(account.receive(byId)).hasSize(1);

    String perGroup =
        account.createFifoQueue("per-group", Map.of(DEDUPLICATION_SCOPE, "messageGroup"));
    send(perGroup, "a", "a", "once");
    send(perGroup, "b", "b", "once");
    send(perGroup, "a", "c", "once");
    assertThat(account.receiveBodies(perGroup)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void highThroughputNeedsTheScopeOfTheGroup() {
    String fast =
        account.createFifoQueue(
            "fast",
            Map.of(
                DEDUPLICATION_SCOPE, "messageGroup", FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"));
    assertThat(account.attributes(fast))
        .containsEntry(DEDUPLICATION_SCOPE, "messageGroup")
        .containsEntry(FIFO_THROUGHPUT_LIMIT, "perMessageGroupId");

    // The rule is documented, AWS's text is not.
    assertRefused(
        400,
        "InvalidAttributeValue",
        () ->
            account.createFifoQueue(
                "bad",
                Map.of(DEDUPLICATION_SCOPE, "queue", FIFO_THROUGHPUT_LIMIT, "perMessageGroupId")));
    assertRefused(
        400,
        "InvalidAttributeValue",
        "Invalid value for the parameter DeduplicationScope.",
        () -> account.createFifoQueue("bad", Map.of(DEDUPLICATION_SCOPE, "universe")));
    assertRefused(
        400,
        "InvalidAttributeValue",
        "Invalid value for the parameter FifoThroughputLimit.",
        () -> account.createFifoQueue("bad", Map.of(FIFO_THROUGHPUT_LIMIT, "perMoon")));
  }

  @Test
  void aBatchIsDeduplicatedEntryByEntry() {
    var sent =
        account.sqs.sendMessageBatch(
            b ->
                b.queueUrl(byId)
                    .entries(entry("1", "a", "x"), entry("2", "b", "x"), entry("3", "c", "y")));

    assertThat(sent.successful()).extracting(e -> e.id()).containsExactlyInAnyOrder("1", "2", "3");
    // Answer recorded on AWS, SQS, 2024-04-30: an entry without an id refuses the batch.
    assertRefused(
        400,
        "InvalidParameterValue",
        () ->
            account.sqs.sendMessageBatch(
                b -> b.queueUrl(byId).entries(entry("4", "d", "z"), entry("5", "e", null))));
    assertThat(account.receiveBodies(byId)).containsExactly("a", "c");
  }

  @Test
  void anAttemptRepeatedReturnsTheSameMessages() {
    send(byId, "g", "a", "a");
    send(byId, "g", "b", "b");
    List<Message> first = receive("attempt", 10);
    List<Message> again = receive("attempt", 10);

    assertThat(again).extracting(Message::messageId).isEqualTo(ids(first));
    assertThat(again).hasSize(2);
    assertThat(receive("another-attempt", 10)).isEmpty();
  }

  @Test
  void aRepeatedAttemptBeginsTheTimeoutAnew() {
    send(byId, "g", "a", "a");
    receive("attempt", 10);
    BRUME.advanceSeconds(20);
    receive("attempt", 10);
    BRUME.advanceSeconds(20);
    assertThat(account.receive(byId)).isEmpty();
    BRUME.advanceSeconds(10);
    assertThat(account.receive(byId)).hasSize(1);
  }

  @Test
  void afterADeleteAnAttemptIsNotRepeated() {
    send(byId, "g", "a", "a");
    send(byId, "g", "b", "b");
    Message first = receive("attempt", 1).getFirst();
    account.delete(byId, first);

    assertThat(SqsAccount.bodies(receive("attempt", 10))).doesNotContain("a");
  }

  /** The parameter is for FIFO queues; what AWS answers for others is not documented. */
  @Test
  void aStandardQueueTakesNoAttemptId() {
    String standard = account.createQueue("standard");
    account.send(standard, "body");
    assertRefused(
        400,
        "InvalidParameterValue",
        () ->
            account.sqs.receiveMessage(
                r -> r.queueUrl(standard).receiveRequestAttemptId("attempt")));
    assertThat(account.receive(standard)).hasSize(1);
  }

  private SendMessageResponse send(String url, String group, String body, String id) {
    return account.sqs.sendMessage(
        s -> s.queueUrl(url).messageBody(body).messageGroupId(group).messageDeduplicationId(id));
  }

  private static SendMessageBatchRequestEntry entry(String id, String body, String deduplication) {
    return SendMessageBatchRequestEntry.builder()
        .id(id)
        .messageBody(body)
        .messageGroupId("g")
        .messageDeduplicationId(deduplication)
        .build();
  }

  private List<Message> receive(String attempt, int number) {
    return account
        .sqs
        .receiveMessage(
            r -> r.queueUrl(byId).maxNumberOfMessages(number).receiveRequestAttemptId(attempt))
        .messages();
  }

  private static List<String> ids(List<Message> messages) {
    return messages.stream().map(Message::messageId).toList();
  }
}
