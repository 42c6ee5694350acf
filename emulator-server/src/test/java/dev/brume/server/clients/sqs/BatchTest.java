package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertNoSuchQueue;
import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Batches: the rules for the whole, and the fate of each entry.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html,
 * API reference of DeleteMessageBatch and ChangeMessageVisibilityBatch, and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_BatchResultErrorEntry.html;
 * the texts of the errors are AWS's, as its users report them.
 */
class BatchTest {
  private static final String PREFIX = "AWS.SimpleQueueService.";

  private final SqsAccount account = SqsAccount.fresh();
  private final String url = account.createQueue("orders");

  /** The three operations, each called with nothing but ids. */
  enum Batch {
    SEND {
      @Override
      void call(SqsAccount account, String url, List<String> ids) {
        List<SendMessageBatchRequestEntry> entries =
            ids.stream().map(id -> entry(id, "body " + id)).toList();
        account.sqs.sendMessageBatch(s -> s.queueUrl(url).entries(entries));
      }
    },
    DELETE {
      @Override
      void call(SqsAccount account, String url, List<String> ids) {
        List<DeleteMessageBatchRequestEntry> entries =
            ids.stream()
                .map(id -> DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle("h"))
                .map(DeleteMessageBatchRequestEntry.Builder::build)
                .toList();
        account.sqs.deleteMessageBatch(d -> d.queueUrl(url).entries(entries));
      }
    },
    CHANGE_VISIBILITY {
      @Override
      void call(SqsAccount account, String url, List<String> ids) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries =
            ids.stream().map(id -> change(id, "h", 1)).toList();
        account.sqs.changeMessageVisibilityBatch(c -> c.queueUrl(url).entries(entries));
      }
    };

    abstract void call(SqsAccount account, String url, List<String> ids);
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyBatchIsRefused(Batch batch) {
    refused(batch, "EmptyBatchRequest", List.of());
  }

  @ParameterizedTest
  @EnumSource
  void aBatchHasTenEntriesAtMost(Batch batch) {
    assertRefused(
        400,
        PREFIX + "TooManyEntriesInBatchRequest",
        "Maximum number of entries per request are 10. You have sent 11.",
        () -> {
          batch.call(account, url, IntStream.range(0, 11).mapToObj(i -> "id" + i).toList());
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void idsAreDistinct(Batch batch) {
    assertRefused(
        400,
        PREFIX + "BatchEntryIdsNotDistinct",
        "Id a repeated.",
        () -> {
          batch.call(account, url, List.of("a", "b", "a"));
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void anIdIsOfLettersDigitsHyphensAndUnderscores(Batch batch) {
    for (String bad : List.of("", "a b", "a.b", "ä", "i".repeat(81))) {
      refused(batch, "InvalidBatchEntryId", List.of("good", bad));
    }
    batch.call(account, url, List.of("i".repeat(80), "-", "_"));
  }

  @ParameterizedTest
  @EnumSource
  void aBatchForAQueueThatIsNotThereIsRefused(Batch batch) {
    assertNoSuchQueue(
        () -> {
          batch.call(account, url + "x", List.of("a"));
          return null;
        });
  }

  private void refused(Batch batch, String code, List<String> ids) {
    assertRefused(
        400,
        PREFIX + code,
        () -> {
          batch.call(account, url, ids);
          return null;
        });
    assertThat(account.receive(url)).isEmpty();
  }

  @Test
  void everyEntryIsAnsweredByItsId() {
    SendMessageBatchResponse sent =
        account.sqs.sendMessageBatch(
            s ->
                s.queueUrl(url)
                    .entries(
                        entry("first", "one"),
                        entry("second", "two").toBuilder()
                            .messageAttributes(
                                Map.of(
                                    "n",
                                    MessageAttributeValue.builder()
                                        .dataType("Number")
                                        .stringValue("2")
                                        .build()))
                            .build()));

    assertThat(sent.failed()).isEmpty();
    assertThat(sent.successful())
        .extracting(SendMessageBatchResultEntry::id)
        .containsExactlyInAnyOrder("first", "second");
    assertThat(sent.successful())
        .extracting(SendMessageBatchResultEntry::messageId)
        .containsExactlyInAnyOrderElementsOf(
            account.receive(url).stream().map(Message::messageId).toList());
    assertThat(byId(sent, "first").md5OfMessageAttributes()).isNull();
    assertThat(byId(sent, "second").md5OfMessageAttributes()).matches("[0-9a-f]{32}");
  }

  @Test
  void aBadEntryFailsAloneAndSaysWhy() {
    SendMessageBatchResponse sent =
        account.sqs.sendMessageBatch(
            s ->
                s.queueUrl(url)
                    .entries(
                        entry("good", "kept"),
                        entry("late", "body").toBuilder().delaySeconds(901).build(),
                        entry("binary", "a\u0001"),
                        entry("empty", "")));

    assertThat(sent.successful())
        .extracting(SendMessageBatchResultEntry::id)
        .containsExactly("good");
    assertThat(sent.failed())
        .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code)
        .containsExactlyInAnyOrder(
            tuple("late", "InvalidParameterValue"),
            tuple("binary", "InvalidMessageContents"),
            tuple("empty", "MissingParameter"));
    assertThat(sent.failed()).allMatch(BatchResultErrorEntry::senderFault);
    assertThat(failure(sent.failed(), "late").message())
        .isEqualTo(
            "Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0"
                + " and <= 900.");
    assertThat(account.receiveBodies(url)).containsExactly("kept");
  }

  /** The names are those of the query protocol: https://github.com/aws/aws-sdk-js/issues/2388 */
  @Test
  void whatAnEntryLacksIsNamed() {
    assertRefused(
        400,
        "MissingParameter",
        "The request must contain the parameter SendMessageBatchRequestEntry.2.Id.",
        () ->
            account.sqs.sendMessageBatch(
                s -> s.queueUrl(url).entries(entry("a", "one"), entry(null, "two"))));
    assertRefused(
        400,
        "MissingParameter",
        "The request must contain the parameter DeleteMessageBatchRequestEntry.1.ReceiptHandle.",
        () -> account.sqs.deleteMessageBatch(d -> d.queueUrl(url).entries(delete("a", null))));
    assertThat(account.receive(url)).isEmpty();
  }

  @Test
  void aBatchHasOneMebibyteAtMost() {
    String half = "x".repeat(524_288);
    account.sqs.sendMessageBatch(s -> s.queueUrl(url).entries(entry("a", half), entry("b", half)));

    assertRefused(
        400,
        PREFIX + "BatchRequestTooLong",
        "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.",
        () ->
            account.sqs.sendMessageBatch(
                s -> s.queueUrl(url).entries(entry("a", half), entry("b", half + "x"))));
    assertThat(account.counts(url)).isEqualTo("2/0/0");
  }

  @Test
  void messagesAreDeletedEachByItsHandle() {
    account.send(url, "one");
    account.send(url, "two");
    List<Message> messages = account.receive(url);

    DeleteMessageBatchResponse deleted =
        account.sqs.deleteMessageBatch(
            d ->
                d.queueUrl(url)
                    .entries(
                        delete("first", messages.get(0).receiptHandle()),
                        delete("bad", "no handle"),
                        delete("second", messages.get(1).receiptHandle())));

    assertThat(deleted.successful())
        .extracting(e -> e.id())
        .containsExactlyInAnyOrder("first", "second");
    assertThat(deleted.failed()).hasSize(1);
    BatchResultErrorEntry failed = failure(deleted.failed(), "bad");
    assertThat(failed.code()).isEqualTo("ReceiptHandleIsInvalid");
    assertThat(failed.senderFault()).isTrue();
    assertThat(account.counts(url)).isEqualTo("0/0/0");
  }

  @Test
  void visibilityIsChangedEachByItsHandle() {
    account.send(url, "one");
    account.send(url, "two");
    List<Message> messages = account.receive(url);

    ChangeMessageVisibilityBatchResponse changed =
        account.sqs.changeMessageVisibilityBatch(
            c ->
                c.queueUrl(url)
                    .entries(
                        change("now", messages.get(0).receiptHandle(), 0),
                        change("never", messages.get(1).receiptHandle(), 43_201),
                        change("bad", "no handle", 0)));

    assertThat(changed.successful()).extracting(e -> e.id()).containsExactly("now");
    assertThat(failure(changed.failed(), "never").code()).isEqualTo("InvalidParameterValue");
    assertThat(failure(changed.failed(), "bad").code()).isEqualTo("ReceiptHandleIsInvalid");
    assertThat(account.receiveBodies(url)).containsExactly(messages.get(0).body());
  }

  @Test
  void tenMessagesInOneBatchAllArrive() {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      entries.add(entry("id" + i, "body " + i));
    }
    account.sqs.sendMessageBatch(s -> s.queueUrl(url).entries(entries));

    assertThat(account.receiveBodies(url))
        .containsExactlyInAnyOrderElementsOf(
            entries.stream().map(SendMessageBatchRequestEntry::messageBody).toList());
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  private static DeleteMessageBatchRequestEntry delete(String id, String receiptHandle) {
    return DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle(receiptHandle).build();
  }

  private static ChangeMessageVisibilityBatchRequestEntry change(
      String id, String receiptHandle, int seconds) {
    return ChangeMessageVisibilityBatchRequestEntry.builder()
        .id(id)
        .receiptHandle(receiptHandle)
        .visibilityTimeout(seconds)
        .build();
  }

  private static SendMessageBatchResultEntry byId(SendMessageBatchResponse sent, String id) {
    return sent.successful().stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
  }

  private static BatchResultErrorEntry failure(List<BatchResultErrorEntry> failed, String id) {
    return failed.stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
  }
}
