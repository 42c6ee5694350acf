package dev.brume.server.clients.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS;

import dev.brume.server.clients.VirtualBrume;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * A receive that waits for a message, with the synchronous and the asynchronous client.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
 */
class LongPollTest {
  @AutoClose private static final VirtualBrume BRUME = new VirtualBrume();

  private final SqsAccount account = SqsAccount.on(BRUME.endpoint());
  @AutoClose private final SqsAsyncClient async = account.async();
  private final String url = account.createQueue("orders");

  @Test
  void aMessageThatIsThereIsReturnedAtOnce() {
    account.send(url, "body");
    assertThat(account.sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)).messages())
        .hasSize(1);
  }

  @Test
  void aWaitingReceiveIsWokenByASend() {
    CompletableFuture<ReceiveMessageResponse> waiting = receive(url, 20);
    account.send(url, "body");

    assertThat(join(waiting)).extracting(Message::body).containsExactly("body");
    assertThat(account.counts(url)).isEqualTo("0/1/0");
  }

  @Test
  void aReceiveWaitsAsLongAsItSays() {
    CompletableFuture<ReceiveMessageResponse> waiting = receive(url, 7);
    assertThat(BRUME.advanceUntil(waiting)).isGreaterThanOrEqualTo(7);
    assertThat(waiting.join().messages()).isEmpty();
    assertThat(waiting.join().hasMessages()).isFalse();
  }

  @Test
  void theQueueMaySayHowLong() {
    String patient = account.createQueue("patient", Map.of(RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "5"));
    CompletableFuture<ReceiveMessageResponse> waiting = receive(patient, null);
    assertThat(BRUME.advanceUntil(waiting)).isGreaterThanOrEqualTo(5);

    // The call knows better.
    assertThat(account.sqs.receiveMessage(r -> r.queueUrl(patient).waitTimeSeconds(0)).messages())
        .isEmpty();
  }

  @Test
  void aDelayThatEndsWakes() {
    account.sqs.sendMessage(s -> s.queueUrl(url).messageBody("late").delaySeconds(3));
    CompletableFuture<ReceiveMessageResponse> waiting = receive(url, 20);
    BRUME.advanceUntil(waiting);
    assertThat(waiting.join().messages()).extracting(Message::body).containsExactly("late");
  }

  @Test
  void aTimeoutThatEndsWakes() {
    account.send(url, "body");
    account.sqs.receiveMessage(r -> r.queueUrl(url).visibilityTimeout(4));
    CompletableFuture<ReceiveMessageResponse> waiting = receive(url, 20);
    BRUME.advanceUntil(waiting);
    assertThat(waiting.join().messages()).extracting(Message::body).containsExactly("body");
  }

  @Test
  void aVisibilityOfZeroWakes() {
    account.send(url, "body");
    Message message = account.receiveOne(url);
    CompletableFuture<ReceiveMessageResponse> waiting = receive(url, 20);
    account.changeVisibility(url, message, 0);
    assertThat(join(waiting)).extracting(Message::body).containsExactly("body");
  }

  @Test
  void aDeleteInAFifoQueueWakesTheGroup() {
    String fifo = account.createFifoQueue("orders", Map.of());
    account.send(fifo, "g", "one");
    account.send(fifo, "g", "two");
    Message first = account.receive(fifo, 1).getFirst();
    CompletableFuture<ReceiveMessageResponse> waiting = receive(fifo, 20);
    account.delete(fifo, first);
    assertThat(join(waiting)).extracting(Message::body).containsExactly("two");
  }

  @Test
  void everyMessageWakesOneWaiter() {
    List<CompletableFuture<ReceiveMessageResponse>> waiting = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      waiting.add(receive(url, 20));
    }
    Set<String> sent = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      sent.add(account.send(url, "body " + i));
    }

    Set<String> received = new HashSet<>();
    for (CompletableFuture<ReceiveMessageResponse> one : waiting) {
      for (Message message : join(one)) {
        assertThat(received.add(message.messageId())).isTrue();
      }
    }
    received.addAll(account.receive(url).stream().map(Message::messageId).toList());
    assertThat(received).isEqualTo(sent);
  }

  @Test
  void aDeletedQueueEndsTheWait() {
    CompletableFuture<ReceiveMessageResponse> waiting = receive(url, 20);
    account.sqs.deleteQueue(d -> d.queueUrl(url));
    // AWS's answer is not documented: no messages, or no such queue.
    BRUME.advanceUntil(waiting);
    assertThat(waiting.handle((answer, failure) -> failure != null || !answer.hasMessages()).join())
        .isTrue();
  }

  private CompletableFuture<ReceiveMessageResponse> receive(String queueUrl, Integer seconds) {
    return async.receiveMessage(
        r -> r.queueUrl(queueUrl).waitTimeSeconds(seconds).maxNumberOfMessages(1));
  }

  /** The messages of an answer that has to come without any time passing. */
  private static List<Message> join(CompletableFuture<ReceiveMessageResponse> waiting) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(waiting::isDone);
    return waiting.join().messages();
  }
}
