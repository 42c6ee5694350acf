package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A consumer of a FIFO queue that has lost an answer asks again with the same attempt id, and gets
 * the same messages.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage,
 *     ReceiveRequestAttemptId</a>
 */
class ReceiveAttemptTest {
  private final SqsContext sqs = new SqsContext();

  ReceiveAttemptTest() {
    sqs.create("q.fifo");
    for (String body : List.of("a", "b", "c")) {
      sqs.sendToGroup("q.fifo", "g", body);
    }
  }

  private List<ReceivedMessage> receive(String attemptId) {
    return sqs.receive("q.fifo", new ReceiveRequest(2, 30, null, attemptId));
  }

  private static List<String> handles(List<ReceivedMessage> messages) {
    return messages.stream().map(ReceivedMessage::receiptHandle).toList();
  }

  // "During a visibility timeout, subsequent calls with the same ReceiveRequestAttemptId return the
  // same messages and receipt handles."
  @Test
  void theSameAttemptGetsTheSameMessagesAndHandles() {
    List<ReceivedMessage> first = receive("attempt");
    sqs.pass(10);
    List<ReceivedMessage> second = receive("attempt");

    assertThat(SqsContext.bodies(second)).containsExactly("a", "b");
    assertThat(handles(second)).isEqualTo(handles(first));
    assertThat(second.get(0).delivery().receiveCount()).isEqualTo(1);
  }

  @Test
  void anotherAttemptGetsOtherMessages() {
    receive("attempt");

    assertThat(receive("other")).isEmpty();
    assertThat(receive(null)).isEmpty();
  }

  // "If a retry occurs within the deduplication interval, it resets the visibility timeout."
  @Test
  void aRetryResetsTheVisibilityTimeout() {
    receive("attempt");
    sqs.pass(20);
    receive("attempt");
    sqs.pass(29);
    sqs.assertEmpty("q.fifo");
    sqs.pass(1);

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("a", "b", "c");
  }

  // "It is possible to retry the ReceiveMessage action with the same ReceiveRequestAttemptId if
  // none
  // of the messages have been modified (deleted or had their visibility changes)." What AWS answers
  // otherwise is not documented; here the call is a receive like any other.
  @Test
  void afterADeletionTheAttemptIsVoid() {
    List<ReceivedMessage> first = receive("attempt");
    sqs.delete("q.fifo", first.get(0));

    assertThat(receive("attempt")).isEmpty();
  }

  @Test
  void afterAChangeOfVisibilityTheAttemptIsVoid() {
    List<ReceivedMessage> first = receive("attempt");
    sqs.changeVisibility("q.fifo", first.get(0), 100);

    assertThat(receive("attempt")).isEmpty();
  }

  @Test
  void afterTheVisibilityTimeoutTheMessagesAreReceivedAnew() {
    List<ReceivedMessage> first = receive("attempt");
    sqs.pass(30);
    List<ReceivedMessage> second = receive("attempt");

    assertThat(SqsContext.bodies(second)).containsExactly("a", "b");
    assertThat(handles(second)).isNotEqualTo(handles(first));
    assertThat(second.get(0).delivery().receiveCount()).isEqualTo(2);
  }

  // "You can use ReceiveRequestAttemptId only for 5 minutes after a ReceiveMessage action."
  @Test
  void theAttemptIsForgottenAfterFiveMinutes() {
    sqs.receive("q.fifo", new ReceiveRequest(2, 600, null, "attempt"));
    sqs.pass(299);
    assertThat(sqs.receive("q.fifo", new ReceiveRequest(2, 600, null, "attempt"))).hasSize(2);
    sqs.pass(1);

    assertThat(sqs.receive("q.fifo", new ReceiveRequest(2, 600, null, "attempt"))).isEmpty();
  }

  @Test
  void anAttemptSurvivesARestart() {
    List<ReceivedMessage> first = receive("attempt");
    sqs.restart();

    assertThat(handles(receive("attempt"))).isEqualTo(handles(first));
  }

  @Test
  void aWaiterServedLaterCanBeRepeated() {
    sqs.create("empty.fifo");
    WaitingConsumer waitingConsumer =
        sqs.poll("empty.fifo", new ReceiveRequest(1, 30, 20, "attempt"));
    sqs.sendToGroup("empty.fifo", "g", "m");
    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("m");

    assertThat(
            SqsContext.bodies(sqs.receive("empty.fifo", new ReceiveRequest(1, 30, 0, "attempt"))))
        .containsExactly("m");
  }
}
