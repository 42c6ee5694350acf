package dev.brume.server.clients.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * The asynchronous client, many calls at a time, and the batch manager that is built on it.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/asynchronous.html and
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/sqs-auto-batch.html
 */
class AsyncClientTest {
  private static final int MANY = 200;

  private final SqsAccount account = SqsAccount.fresh();
  @AutoClose private final SqsAsyncClient sqs = account.async();
  private final String url = account.createQueue("orders");

  @Test
  void theLifeOfAMessage() {
    String second = sqs.createQueue(c -> c.queueName("second")).join().queueUrl();
    assertThat(sqs.listQueues().join().queueUrls()).containsExactlyInAnyOrder(url, second);
    String messageId = sqs.sendMessage(s -> s.queueUrl(second).messageBody("ä")).join().messageId();
    Message message = sqs.receiveMessage(r -> r.queueUrl(second)).join().messages().getFirst();
    assertThat(message.messageId()).isEqualTo(messageId);
    assertThat(message.body()).isEqualTo("ä");
    sqs.changeMessageVisibility(
            c -> c.queueUrl(second).receiptHandle(message.receiptHandle()).visibilityTimeout(60))
        .join();
    sqs.deleteMessage(d -> d.queueUrl(second).receiptHandle(message.receiptHandle())).join();
    assertThat(account.counts(second)).isEqualTo("0/0/0");
    sqs.deleteQueue(d -> d.queueUrl(second)).join();

    CompletionException refusal =
        (CompletionException)
            sqs.sendMessage(s -> s.queueUrl(second).messageBody("late"))
                .handle((answer, failure) -> failure)
                .join();
    assertThat(refusal.getCause()).isInstanceOf(QueueDoesNotExistException.class);
  }

  @Test
  void manyCallsAtATimeLoseNothingAndRepeatNothing() {
    List<CompletableFuture<SendMessageResponse>> sends = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      String body = "body " + i;
      sends.add(sqs.sendMessage(s -> s.queueUrl(url).messageBody(body)));
    }
    Set<String> sent = new HashSet<>();
    sends.forEach(send -> sent.add(send.join().messageId()));
    assertThat(sent).hasSize(MANY);

    List<CompletableFuture<List<Message>>> receives = new ArrayList<>();
    for (int i = 0; i < MANY / 10; i++) {
      receives.add(
          sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10))
              .thenApply(answer -> answer.messages()));
    }
    List<String> received = new ArrayList<>();
    receives.forEach(
        receive -> receive.join().forEach(message -> received.add(message.messageId())));
    assertThat(received).doesNotHaveDuplicates();
    assertThat(sent).containsAll(received);
    assertThat(account.counts(url))
        .isEqualTo((MANY - received.size()) + "/" + received.size() + "/0");
  }

  @Test
  void theBatchManagerSendsReceivesAndDeletes() {
    Set<String> sent = new HashSet<>();
    Set<String> received = new HashSet<>();
    try (SqsAsyncBatchManager batches = sqs.batchManager()) {
      List<CompletableFuture<SendMessageResponse>> sends = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        String body = "body " + i;
        sends.add(batches.sendMessage(s -> s.queueUrl(url).messageBody(body)));
      }
      sends.forEach(send -> sent.add(send.join().messageId()));
      List<CompletableFuture<DeleteMessageResponse>> deletes = new ArrayList<>();
      while (received.size() < sent.size()) {
        for (Message message : batches.receiveMessage(r -> r.queueUrl(url)).join().messages()) {
          received.add(message.messageId());
          deletes.add(
              batches.deleteMessage(d -> d.queueUrl(url).receiptHandle(message.receiptHandle())));
        }
      }
      deletes.forEach(CompletableFuture::join);
    }
    assertThat(received).isEqualTo(sent);
    assertThat(account.counts(url)).isEqualTo("0/0/0");
  }
}
