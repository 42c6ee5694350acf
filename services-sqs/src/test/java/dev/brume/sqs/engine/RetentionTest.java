package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Messages expire.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes,
 *     MessageRetentionPeriod</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Dead-letter
 *     queues, message retention</a>
 */
class RetentionTest {
  private final SqsContext sqs = new SqsContext();

  @Test
  void aMessageExpiresWithItsQueuesRetentionPeriod() {
    sqs.create("q", attributes -> attributes.messageRetentionPeriodSeconds(60));
    sqs.send("q", "m");

    sqs.pass(59);
    assertThat(sqs.counts("q").visible()).isEqualTo(1);
    sqs.pass(1);
    assertThat(sqs.counts("q").visible()).isZero();
    sqs.assertEmpty("q");
  }

  @Test
  void fourDaysUnlessToldOtherwise() {
    sqs.create("q");
    sqs.send("q", "m");
    sqs.pass(345_599);
    assertThat(sqs.counts("q").visible()).isEqualTo(1);
    sqs.pass(1);
    assertThat(sqs.counts("q").visible()).isZero();
  }

  // Whether AWS expires a message while a consumer holds it is not documented; the period counts
  // from the sending, whatever happens.
  @Test
  void aMessageInFlightExpiresToo() {
    sqs.create("q", attributes -> attributes.messageRetentionPeriodSeconds(60));
    sqs.send("q", "m");
    ReceivedMessage message = sqs.receiveFor("q", 600);
    sqs.pass(60);

    assertThat(sqs.counts("q").notVisible()).isZero();
    sqs.delete("q", message);
  }

  // SetQueueAttributes: a shorter period expires the messages that are older.
  @Test
  void aShorterPeriodActsBackwards() {
    sqs.create("q");
    sqs.send("q", "old");
    sqs.pass(100);
    sqs.send("q", "new");
    sqs.change("q", attributes -> attributes.messageRetentionPeriodSeconds(60));

    assertThat(sqs.bodies("q", 10)).containsExactly("new");
  }

  // Dead-letter queues: for standard queues "the expiration of a message is always based on its
  // original enqueue timestamp".
  @Test
  void aDeadLetterKeepsItsAge() {
    sqs.create("dlq", attributes -> attributes.messageRetentionPeriodSeconds(100));
    sqs.create("q", attributes -> attributes.redrivePolicy(sqs.redrive("dlq", 1)));
    sqs.send("q", "m");
    sqs.pass(50);
    sqs.receiveFor("q", 0);
    sqs.assertEmpty("q");
    assertThat(sqs.counts("dlq").visible()).isEqualTo(1);

    sqs.pass(49);
    assertThat(sqs.counts("dlq").visible()).isEqualTo(1);
    sqs.pass(1);
    assertThat(sqs.counts("dlq").visible()).isZero();
  }

  // Dead-letter queues: for FIFO queues, "the enqueue timestamp resets".
  @Test
  void aDeadLetterOfAFifoQueueIsYoungAgain() {
    sqs.create("dlq.fifo", attributes -> attributes.messageRetentionPeriodSeconds(100));
    sqs.create("q.fifo", attributes -> attributes.redrivePolicy(sqs.redrive("dlq.fifo", 1)));
    sqs.sendToGroup("q.fifo", "g", "m");
    sqs.pass(50);
    sqs.receiveFor("q.fifo", 0);
    sqs.assertEmpty("q.fifo");

    sqs.pass(99);
    assertThat(sqs.counts("dlq.fifo").visible()).isEqualTo(1);
    sqs.pass(1);
    assertThat(sqs.counts("dlq.fifo").visible()).isZero();
  }

  @Test
  void expiryFreesTheMessageGroup() {
    sqs.create("q.fifo", attributes -> attributes.messageRetentionPeriodSeconds(60));
    sqs.sendToGroup("q.fifo", "g", "a");
    sqs.receiveFor("q.fifo", 600);
    sqs.pass(30);
    sqs.sendToGroup("q.fifo", "g", "b");
    sqs.assertEmpty("q.fifo");
    sqs.pass(30);

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("b");
  }

  @Test
  void expiryCanBeSwitchedOff() {
    SqsContext lasting = new SqsContext(new QueueRules(true, true, false));
    lasting.create("q", attributes -> attributes.messageRetentionPeriodSeconds(60));
    lasting.send("q", "m");
    lasting.pass(1_000_000);

    assertThat(lasting.bodies("q", 1)).containsExactly("m");
  }
}
