package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * A queue's or a message's delay hides a new message at first.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html">Delay
 *     queues</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-timers.html">Message
 *     timers</a>
 */
class DelayTest {
  private final SqsContext sqs = new SqsContext();

  @Test
  void theQueuesDelayHidesNewMessages() {
    sqs.create("q", attributes -> attributes.delaySeconds(10));
    sqs.send("q", "m");

    sqs.pass(9);
    sqs.assertEmpty("q");
    sqs.pass(1);
    assertThat(sqs.bodies("q", 1)).containsExactly("m");
  }

  // Message timers: the message's delay takes precedence over the queue's.
  @Test
  void theMessagesOwnDelayWins() {
    sqs.create("q", attributes -> attributes.delaySeconds(10));
    sqs.send("q", SqsContext.delayed("at once", 0));
    sqs.send("q", SqsContext.delayed("later", 900));

    assertThat(sqs.bodies("q", 10)).containsExactly("at once");
    sqs.pass(899);
    assertThat(sqs.counts("q").delayed()).isEqualTo(1);
    sqs.pass(1);
    assertThat(sqs.counts("q").delayed()).isZero();
  }

  // The delay is for new messages only: one that returns from a consumer is visible at once.
  @Test
  void aReceivedMessageIsNotDelayedAgain() {
    sqs.create("q", attributes -> attributes.delaySeconds(10));
    sqs.send("q", "m");
    sqs.pass(10);
    ReceivedMessage message = sqs.receive("q");
    sqs.changeVisibility("q", message, 0);

    assertThat(sqs.bodies("q", 1)).containsExactly("m");
  }

  // Delay queues: "For standard queues, the per-queue delay setting is not retroactive".
  @Test
  void aChangedDelayOfAStandardQueueSparesTheMessagesInIt() {
    sqs.create("q", attributes -> attributes.delaySeconds(10));
    sqs.send("q", "m");
    sqs.change("q", attributes -> attributes.delaySeconds(60));

    sqs.pass(10);
    assertThat(sqs.bodies("q", 1)).containsExactly("m");
  }

  // Delay queues: "For FIFO queues, the per-queue delay setting is retroactive".
  @Test
  void aChangedDelayOfAFifoQueueMeetsTheMessagesInIt() {
    sqs.create("q.fifo", attributes -> attributes.delaySeconds(10));
    sqs.sendToGroup("q.fifo", "g", "m");
    sqs.pass(5);
    sqs.change("q.fifo", attributes -> attributes.delaySeconds(60));
    sqs.pass(54);
    sqs.assertEmpty("q.fifo");
    sqs.pass(1);
    assertThat(sqs.bodies("q.fifo", 1)).containsExactly("m");
  }

  @Test
  void aShorterDelayOfAFifoQueueWakesWhoWaits() {
    sqs.create("q.fifo", attributes -> attributes.delaySeconds(600));
    sqs.sendToGroup("q.fifo", "g", "m");
    WaitingConsumer waitingConsumer = sqs.poll("q.fifo", SqsContext.waiting(20));
    sqs.change("q.fifo", attributes -> attributes.delaySeconds(0));

    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("m");
  }

  // SendMessage: "When you set FifoQueue, you can't set DelaySeconds per message."
  @Test
  void aFifoQueueRefusesAMessagesOwnDelay() {
    sqs.create("q.fifo");

    SqsContext.assertRefused(
        "InvalidParameterValueException",
        "Value 5 for parameter DelaySeconds is invalid. Reason: The request include parameter that"
            + " is not valid for this queue type.",
        () ->
            sqs.send(
                "q.fifo", new NewMessage("m", java.util.Map.of(), null, "AIDA", "g", "d", 5, 1)));
    assertThat(sqs.counts("q.fifo")).isEqualTo(new QueueCounts(0, 0, 0));
  }

  @Test
  void messagesOfOneGroupKeepTheirOrderThroughDelays() {
    sqs.create("q.fifo", attributes -> attributes.delaySeconds(10));
    sqs.sendToGroup("q.fifo", "g", "a");
    sqs.pass(5);
    sqs.sendToGroup("q.fifo", "g", "b");
    sqs.pass(5);

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("a");
  }
}
