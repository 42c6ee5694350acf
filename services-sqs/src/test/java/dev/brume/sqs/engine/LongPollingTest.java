package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.error.AwsError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A consumer may wait for messages, up to 20 seconds.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html">Short
 *     and long polling</a>
 */
class LongPollingTest {
  private final SqsContext sqs = new SqsContext();

  LongPollingTest() {
    sqs.create("q");
    sqs.create("dlq");
    sqs.create("g.fifo");
  }

  @Test
  void aShortPollAnswersAtOnce() {
    assertThat(sqs.receive("q", SqsContext.waiting(0))).isEmpty();
  }

  @Test
  void aLongPollOfAQueueWithMessagesAnswersAtOnce() {
    sqs.send("q", "m");

    assertThat(SqsContext.bodies(sqs.poll("q", SqsContext.waiting(20)))).containsExactly("m");
  }

  @Test
  void isEmptyWhenTheTimeIsUp() {
    WaitingConsumer waitingConsumer = sqs.poll("q", SqsContext.waiting(20));

    sqs.passMillis(19_999);
    assertThat(SqsContext.waits(waitingConsumer)).isTrue();
    sqs.passMillis(1);
    assertThat(SqsContext.bodies(waitingConsumer)).isEmpty();
  }

  // ReceiveMessage: without the parameter, ReceiveMessageWaitTimeSeconds of the queue is used; the
  // parameter takes precedence, 0 included.
  @Test
  void waitsAsLongAsTheQueueSays() {
    sqs.change("q", attributes -> attributes.receiveMessageWaitTimeSeconds(5));
    WaitingConsumer waitingConsumer = sqs.poll("q", SqsContext.upTo(1));

    assertThat(sqs.receive("q", SqsContext.waiting(0))).isEmpty();
    sqs.pass(4);
    assertThat(SqsContext.waits(waitingConsumer)).isTrue();
    sqs.pass(1);
    assertThat(SqsContext.bodies(waitingConsumer)).isEmpty();
  }

  @Test
  void aSendWakesTheWaiter() {
    WaitingConsumer waitingConsumer = sqs.poll("q", SqsContext.waiting(20));
    sqs.pass(3);
    sqs.send("q", "m");

    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("m");
    assertThat(sqs.counts("q").notVisible()).isEqualTo(1);
  }

  @Test
  void whoCameFirstIsServedFirst() {
    List<WaitingConsumer> waiters = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waiters.add(sqs.poll("q", SqsContext.waiting(20 - i)));
    }
    sqs.send("q", "a");
    sqs.send("q", "b");

    assertThat(SqsContext.bodies(waiters.get(0))).containsExactly("a");
    assertThat(SqsContext.bodies(waiters.get(1))).containsExactly("b");
    assertThat(SqsContext.waits(waiters.get(2))).isTrue();
    sqs.pass(17);
    assertThat(SqsContext.bodies(waiters.get(3))).isEmpty();
    assertThat(SqsContext.waits(waiters.get(2))).isTrue();
  }

  @Test
  void theEndOfADelayWakesTheWaiter() {
    sqs.send("q", SqsContext.delayed("m", 7));
    WaitingConsumer waitingConsumer = sqs.poll("q", SqsContext.waiting(20));

    sqs.passMillis(6_999);
    assertThat(SqsContext.waits(waitingConsumer)).isTrue();
    sqs.passMillis(1);
    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("m");
  }

  @Test
  void theEndOfAVisibilityTimeoutWakesTheWaiter() {
    sqs.send("q", "m");
    sqs.receiveFor("q", 9);
    WaitingConsumer waitingConsumer = sqs.poll("q", SqsContext.waiting(20));

    sqs.pass(8);
    assertThat(SqsContext.waits(waitingConsumer)).isTrue();
    sqs.pass(1);
    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("m");
  }

  @Test
  void aMessageThatBecomesVisibleAtTheVeryDeadlineIsReceived() {
    sqs.send("q", "m");
    sqs.receiveFor("q", 20);
    WaitingConsumer waitingConsumer = sqs.poll("q", SqsContext.waiting(20));

    sqs.pass(20);
    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("m");
  }

  @Test
  void givingAMessageBackWakesTheWaiter() {
    sqs.send("q", "m");
    ReceivedMessage message = sqs.receive("q");
    WaitingConsumer waitingConsumer = sqs.poll("q", SqsContext.waiting(20));
    sqs.changeVisibility("q", message, 0);

    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("m");
  }

  @Test
  void shorteningATimeoutMovesTheWakeUpForward() {
    sqs.send("q", "m");
    ReceivedMessage message = sqs.receiveFor("q", 60);
    WaitingConsumer waitingConsumer = sqs.poll("q", SqsContext.waiting(20));
    sqs.changeVisibility("q", message, 2);

    sqs.pass(2);
    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("m");
  }

  @Test
  void aFreedMessageGroupWakesTheWaiter() {
    sqs.sendToGroup("g.fifo", "g", "a");
    sqs.sendToGroup("g.fifo", "g", "b");
    ReceivedMessage first = sqs.receive("g.fifo");
    WaitingConsumer waitingConsumer = sqs.poll("g.fifo", SqsContext.waiting(20));
    assertThat(SqsContext.waits(waitingConsumer)).isTrue();
    sqs.delete("g.fifo", first);

    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("b");
  }

  @Test
  void theExpiryOfAMessageInFlightWakesTheWaiterForItsGroup() {
    sqs.change("g.fifo", attributes -> attributes.messageRetentionPeriodSeconds(60));
    sqs.sendToGroup("g.fifo", "g", "a");
    sqs.receiveFor("g.fifo", 600);
    sqs.pass(50);
    sqs.sendToGroup("g.fifo", "g", "b");
    WaitingConsumer waitingConsumer = sqs.poll("g.fifo", SqsContext.waiting(20));
    sqs.pass(9);
    assertThat(SqsContext.waits(waitingConsumer)).isTrue();
    sqs.pass(1);

    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("b");
  }

  @Test
  void aDeadLetterWakesTheWaiterAtTheDeadLetterQueue() {
    sqs.change("q", attributes -> attributes.redrivePolicy(sqs.redrive("dlq", 1)));
    sqs.send("q", "m");
    sqs.receiveFor("q", 1);
    sqs.pass(1);
    WaitingConsumer waitingConsumer = sqs.poll("dlq", SqsContext.waiting(20));
    sqs.assertEmpty("q");

    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("m");
  }

  // A waiting consumer is a consumer: the failed receive is given up when it becomes visible.
  @Test
  void aWaiterMakesDeadLettersMove() {
    sqs.change("q", attributes -> attributes.redrivePolicy(sqs.redrive("dlq", 1)));
    sqs.send("q", "m");
    sqs.receiveFor("q", 5);
    WaitingConsumer waitingConsumer = sqs.poll("q", SqsContext.waiting(20));
    sqs.pass(5);

    assertThat(SqsContext.waits(waitingConsumer)).isTrue();
    assertThat(sqs.bodies("dlq", 1)).containsExactly("m");
  }

  @Test
  void whoHasLeftGetsNoMessage() {
    WaitingConsumer gone = sqs.poll("q", SqsContext.waiting(20));
    WaitingConsumer stays = sqs.poll("q", SqsContext.waiting(20));
    gone.cancel();
    sqs.send("q", "m");

    assertThat(SqsContext.bodies(gone)).isEmpty();
    assertThat(SqsContext.bodies(stays)).containsExactly("m");
  }

  @Test
  void leavingAfterTheAnswerChangesNothing() {
    WaitingConsumer waitingConsumer = sqs.poll("q", SqsContext.waiting(20));
    sqs.send("q", "m");
    waitingConsumer.cancel();

    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("m");
  }

  @Test
  void aWaiterTakesAsManyAsItAskedFor() {
    sqs.create("delayed", attributes -> attributes.delaySeconds(1));
    for (String body : List.of("a", "b", "c")) {
      sqs.send("delayed", body);
    }
    WaitingConsumer waitingConsumer = sqs.poll("delayed", new ReceiveRequest(2, null, 20, null));
    sqs.pass(1);

    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("a", "b");
  }

  @Test
  void theVisibilityTimeoutOfAWaiterCountsFromWhenItIsServed() {
    WaitingConsumer waitingConsumer = sqs.poll("q", new ReceiveRequest(1, 5, 20, null));
    sqs.pass(10);
    sqs.send("q", "m");
    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("m");

    sqs.pass(4);
    sqs.assertEmpty("q");
    sqs.pass(1);
    assertThat(sqs.bodies("q", 1)).containsExactly("m");
  }

  // What AWS answers to a poll whose queue is deleted meanwhile is not documented.
  @Test
  void deletingTheQueueEndsTheWait() {
    WaitingConsumer waitingConsumer = sqs.poll("q", SqsContext.waiting(20));
    sqs.delete("q");

    SqsContext.assertRefused(
        "QueueDoesNotExist",
        "The specified queue does not exist.",
        () -> {
          throw (AwsError) waitingConsumer.result().toCompletableFuture().exceptionNow();
        });
  }

  @Test
  void aResetEndsTheWait() {
    WaitingConsumer waitingConsumer = sqs.poll("q", SqsContext.waiting(20));
    sqs.store.reset();

    assertThat(SqsContext.bodies(waitingConsumer)).isEmpty();
  }

  @Test
  void tenThousandWaitersAreServedInOrder() {
    List<WaitingConsumer> waiters = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      waiters.add(sqs.poll("q", SqsContext.waiting(20)));
    }
    for (int i = 0; i < 5_000; i++) {
      sqs.send("q", "m" + i);
    }
    sqs.pass(20);

    for (int i = 0; i < 10_000; i++) {
      List<String> bodies = SqsContext.bodies(waiters.get(i));
      assertThat(bodies).isEqualTo(i < 5_000 ? List.of("m" + i) : List.of());
    }
  }
}
