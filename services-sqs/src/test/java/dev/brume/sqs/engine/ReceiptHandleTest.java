package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A receipt handle stands for one receive of one message.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html">DeleteMessage</a>
 * @see <a href="https://repost.aws/knowledge-center/sqs-receipt-handle-error">How do I troubleshoot
 *     receipt handle errors</a>
 */
class ReceiptHandleTest {
  private final SqsContext sqs = new SqsContext();

  ReceiptHandleTest() {
    sqs.create("q");
    sqs.create("other");
    sqs.create("q.fifo");
  }

  @Test
  void deletes() {
    sqs.send("q", "m");
    sqs.delete("q", sqs.receive("q"));

    sqs.pass(1_000);
    sqs.assertEmpty("q");
    assertThat(sqs.counts("q")).isEqualTo(new QueueCounts(0, 0, 0));
  }

  @Test
  void deletingTwiceSucceeds() {
    sqs.send("q", "m");
    ReceivedMessage message = sqs.receive("q");
    sqs.delete("q", message);
    sqs.delete("q", message);
  }

  @Test
  void deletingTwiceFromAFifoQueueSucceeds() {
    sqs.sendToGroup("q.fifo", "g", "m");
    ReceivedMessage message = sqs.receive("q.fifo");
    sqs.delete("q.fifo", message);
    sqs.delete("q.fifo", message);
  }

  // DeleteMessage: "Each time you receive a message … you will get a different ReceiptHandle".
  @Test
  void everyReceiveHasItsOwn() {
    sqs.send("q", "m");
    Set<String> handles = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      handles.add(sqs.receiveFor("q", 0).receiptHandle());
    }

    assertThat(handles).hasSize(50);
  }

  // DeleteMessage: "If you use an old ReceiptHandle, the request will succeed, but the message
  // might not be deleted." The knowledge center says that in standard queues old handles may work;
  // here they always do.
  @Test
  void anOldHandleStillDeletesFromAStandardQueue() {
    sqs.send("q", "m");
    ReceivedMessage old = sqs.receiveFor("q", 1);
    sqs.pass(1);
    sqs.receive("q");
    sqs.delete("q", old);

    assertThat(sqs.counts("q")).isEqualTo(new QueueCounts(0, 0, 0));
  }

  @Test
  void aStandardMessageThatIsVisibleAgainCanBeDeleted() {
    sqs.send("q", "m");
    ReceivedMessage old = sqs.receiveFor("q", 1);
    sqs.pass(1);
    sqs.delete("q", old);

    sqs.assertEmpty("q");
  }

  // The knowledge center and ReceiveMessage ("tries to delete the processed messages, the action
  // fails with an error") for FIFO queues.
  @Test
  void aHandleOfAFifoQueueExpiresWithItsTimeout() {
    sqs.sendToGroup("q.fifo", "g", "m");
    ReceivedMessage old = sqs.receiveFor("q.fifo", 1);
    sqs.pass(1);

    assertExpired(old, () -> sqs.delete("q.fifo", old));
    assertExpired(old, () -> sqs.changeVisibility("q.fifo", old, 10));
    assertThat(sqs.bodies("q.fifo", 1)).containsExactly("m");
  }

  @Test
  void anOldHandleOfAFifoQueueIsNoUseWhileTheNextConsumerWorks() {
    sqs.sendToGroup("q.fifo", "g", "m");
    ReceivedMessage old = sqs.receiveFor("q.fifo", 1);
    sqs.pass(1);
    sqs.receive("q.fifo");

    assertExpired(old, () -> sqs.delete("q.fifo", old));
    assertThat(sqs.counts("q.fifo").notVisible()).isEqualTo(1);
  }

  private static void assertExpired(ReceivedMessage message, Runnable call) {
    SqsContext.assertRefused(
        "InvalidParameterValueException",
        "Value "
            + message.receiptHandle()
            + " for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.",
        call);
  }

  // The text for a handle of another queue is the one seen in AWS's answers (aws-sdk-java-v2
  // issue 3101).
  @Test
  void aHandleOfAnotherQueueIsInvalid() {
    sqs.send("q", "m");
    String foreign = sqs.receive("q").receiptHandle();

    SqsContext.assertRefused(
        "ReceiptHandleIsInvalid",
        "The receipt handle \"" + foreign + "\" is not valid for this queue.",
        () -> sqs.deleteBy("other", foreign));
    assertThat(sqs.counts("q").notVisible()).isEqualTo(1);
  }

  @Test
  void aHandleOfAnEarlierQueueOfTheSameNameIsInvalid() {
    sqs.send("q", "m");
    String former = sqs.receive("q").receiptHandle();
    sqs.delete("q");
    sqs.pass(60);
    sqs.create("q");

    SqsContext.assertRefused(
        "ReceiptHandleIsInvalid",
        "The receipt handle \"" + former + "\" is not valid for this queue.",
        () -> sqs.deleteBy("q", former));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        " ",
        "AQEB",
        "AQEBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "????????????????????????????????????????????",
        "ÄÖÜäöüÄÖÜäöüÄÖÜäöüÄÖÜäöüÄÖÜäöüÄÖÜäöüÄÖÜäöüßß"
      })
  void whatIsNoHandleIsInvalid(String text) {
    SqsContext.assertRefused(
        "ReceiptHandleIsInvalid",
        "The input receipt handle \"" + text + "\" is not a valid receipt handle.",
        () -> sqs.deleteBy("q", text));
  }

  @Test
  void aHandleSurvivesARestart() {
    sqs.send("q", "m");
    ReceivedMessage message = sqs.receive("q");
    sqs.restart();
    sqs.delete("q", message);

    assertThat(sqs.counts("q")).isEqualTo(new QueueCounts(0, 0, 0));
  }
}
