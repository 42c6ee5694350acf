package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * At most 120,000 messages of a queue are in flight.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html">Standard
 *     queue quotas</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-fifo.html">FIFO
 *     queue quotas</a>
 */
class InFlightQuotaTest {
  private final SqsContext sqs = new SqsContext();

  // "If you reach this quota while using short polling, Amazon SQS returns the OverLimit error
  // message. If you use long polling, Amazon SQS returns no error messages." The text of the error
  // is not documented.
  @Test
  void aStandardQueueRefusesShortPollsAndLetsLongPollsWait() {
    sqs.create("q", attributes -> attributes.visibilityTimeoutSeconds(600));
    for (int i = 0; i < 120_003; i++) {
      sqs.send("q", "m");
    }
    List<ReceivedMessage> last = List.of();
    for (int i = 0; i < 11_999; i++) {
      last = sqs.receive("q", SqsContext.upTo(10));
      assertThat(last).hasSize(10);
    }
    sqs.receive("q", SqsContext.upTo(5));
    // Five may go, though more are asked for and there.
    assertThat(sqs.receive("q", SqsContext.upTo(10))).hasSize(5);
    assertThat(sqs.counts("q")).isEqualTo(new QueueCounts(3, 120_000, 0));

    SqsContext.assertRefused(
        "OverLimit",
        "The maximum number of in flight messages is reached for queue q.",
        () -> sqs.poll("q", SqsContext.upTo(1)));
    WaitingConsumer waitingConsumer = sqs.poll("q", SqsContext.waiting(20));
    assertThat(SqsContext.waits(waitingConsumer)).isTrue();
    sqs.delete("q", last.get(0));
    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("m");
    assertThat(sqs.counts("q")).isEqualTo(new QueueCounts(2, 120_000, 0));
  }

  // "If this limit is reached, Amazon SQS does not return an error".
  @Test
  void aFifoQueueJustReturnsNothing() {
    sqs.create("q.fifo", attributes -> attributes.visibilityTimeoutSeconds(600));
    for (int i = 0; i < 120_001; i++) {
      sqs.sendToGroup("q.fifo", "g" + i, "m" + i);
    }
    List<ReceivedMessage> held = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      held.addAll(sqs.receive("q.fifo", SqsContext.upTo(10)));
    }
    assertThat(held).hasSize(120_000);

    assertThat(sqs.receive("q.fifo", SqsContext.upTo(10))).isEmpty();
    sqs.delete("q.fifo", held.get(77));
    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("m120000");
  }
}
