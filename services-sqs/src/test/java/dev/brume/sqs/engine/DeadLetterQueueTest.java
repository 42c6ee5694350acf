package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A message that was received too often goes to the dead-letter queue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Dead-letter
 *     queues</a>
 */
class DeadLetterQueueTest {
  private final SqsContext sqs = new SqsContext();

  private void pair(int maxReceiveCount) {
    sqs.create("dlq");
    sqs.create("q", attributes -> attributes.redrivePolicy(sqs.redrive("dlq", maxReceiveCount)));
  }

  private void fifoPair(int maxReceiveCount) {
    sqs.create("dlq.fifo");
    sqs.create(
        "q.fifo", attributes -> attributes.redrivePolicy(sqs.redrive("dlq.fifo", maxReceiveCount)));
  }

  // CreateQueue, RedrivePolicy: "When the ReceiveCount for a message exceeds the maxReceiveCount
  // for a queue, Amazon SQS moves the message to the dead-letter-queue."
  @Test
  void movesWhenItWouldBeReceivedOnceMore() {
    pair(2);
    SentMessage sent = sqs.send("q", "m");
    sqs.receiveFor("q", 1);
    sqs.pass(1);
    sqs.receiveFor("q", 1);
    sqs.pass(1);
    assertThat(sqs.counts("q").visible()).isEqualTo(1);
    assertThat(sqs.counts("dlq").visible()).isZero();
    sqs.assertEmpty("q");

    assertThat(sqs.counts("q")).isEqualTo(new QueueCounts(0, 0, 0));
    ReceivedMessage dead = sqs.receive("dlq");
    assertThat(dead.message().body()).isEqualTo("m");
    assertThat(dead.message().messageId()).isEqualTo(sent.messageId());
    assertThat(dead.message().deadLetterSourceArn()).isEqualTo(sqs.arn("q"));
  }

  // ReceiveMessage: ApproximateReceiveCount is "the number of times a message has been received
  // across all queues but not deleted".
  @Test
  void goesOnCountingReceivesInTheDeadLetterQueue() {
    pair(1);
    sqs.send("q", "m");
    sqs.receiveFor("q", 0);
    sqs.assertEmpty("q");

    assertThat(sqs.receive("dlq").delivery().receiveCount()).isEqualTo(2);
  }

  @Test
  void theNextMessagesAreReceivedInTheSameCall() {
    pair(1);
    sqs.send("q", "bad");
    sqs.receiveFor("q", 0);
    sqs.send("q", "good");

    assertThat(sqs.bodies("q", 1)).containsExactly("good");
    assertThat(sqs.bodies("dlq", 10)).containsExactly("bad");
  }

  // A dead-letter queue may have one itself; the count of receives there starts anew, for it is the
  // queue's own policy. AWS does not describe chains.
  @Test
  void chainsCountPerQueue() {
    sqs.create("last");
    sqs.create("dlq", attributes -> attributes.redrivePolicy(sqs.redrive("last", 2)));
    sqs.create("q", attributes -> attributes.redrivePolicy(sqs.redrive("dlq", 3)));
    sqs.send("q", "m");
    for (int i = 0; i < 3; i++) {
      sqs.receiveFor("q", 0);
    }
    sqs.assertEmpty("q");
    sqs.receiveFor("dlq", 0);
    sqs.receiveFor("dlq", 0);
    sqs.assertEmpty("dlq");

    assertThat(sqs.receive("last").delivery().receiveCount()).isEqualTo(6);
  }

  // What AWS does when the dead-letter queue is gone is not documented; no message is lost.
  @Test
  void withoutTheDeadLetterQueueTheMessageStays() {
    pair(1);
    sqs.send("q", "m");
    sqs.receiveFor("q", 0);
    sqs.delete("dlq");

    assertThat(sqs.receive("q").delivery().receiveCount()).isEqualTo(2);
  }

  @Test
  void withoutThePolicyTheMessageStays() {
    pair(1);
    sqs.send("q", "m");
    sqs.receiveFor("q", 0);
    sqs.change("q", attributes -> attributes.redrivePolicy(null));

    assertThat(sqs.bodies("q", 1)).containsExactly("m");
  }

  // Dead-letter queues: a FIFO queue's order is kept within each group.
  @Test
  void aFifoDeadLetterQueueKeepsTheOrderOfTheGroup() {
    fifoPair(1);
    for (String body : List.of("a", "b", "c", "d")) {
      sqs.sendToGroup("q.fifo", "g", body);
    }
    sqs.receive("q.fifo", new ReceiveRequest(3, 0, null, null));

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("d");
    assertThat(sqs.bodies("dlq.fifo", 10)).containsExactly("a", "b", "c");
  }

  @Test
  void aDeadLetterKeepsItsGroupAndDeduplicationId() {
    fifoPair(1);
    sqs.send("q.fifo", SqsContext.message("m", "g", "d"));
    sqs.receiveFor("q.fifo", 0);
    sqs.assertEmpty("q.fifo");
    Message dead = sqs.receive("dlq.fifo").message();

    assertThat(dead.messageGroupId()).isEqualTo("g");
    assertThat(dead.messageDeduplicationId()).isEqualTo("d");
  }

  // Not documented by AWS: a dead letter is never taken for a duplicate, for it would be lost.
  @Test
  void deadLettersAreNotDeduplicated() {
    fifoPair(1);
    sqs.send("dlq.fifo", SqsContext.message("first", "g", "d"));
    sqs.send("q.fifo", SqsContext.message("second", "g", "d"));
    sqs.receiveFor("q.fifo", 0);
    sqs.assertEmpty("q.fifo");

    assertThat(sqs.bodies("dlq.fifo", 10)).containsExactly("first", "second");
  }

  // SetQueueAttributes, RedrivePolicy: the dead-letter queue must exist.
  @Test
  void theDeadLetterQueueMustExist() {
    String refusal =
        "Value {\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:nowhere\","
            + "\"maxReceiveCount\":3} for parameter RedrivePolicy is invalid. Reason: Dead letter"
            + " target does not exist.";
    SqsContext.assertRefused(
        "InvalidParameterValueException",
        refusal,
        () -> sqs.create("q", attributes -> attributes.redrivePolicy(sqs.redrive("nowhere", 3))));
    sqs.create("q");
    SqsContext.assertRefused(
        "InvalidParameterValueException",
        refusal,
        () -> sqs.change("q", attributes -> attributes.redrivePolicy(sqs.redrive("nowhere", 3))));
    assertThat(sqs.queue("q").settings().attributes().redrivePolicy()).isNull();
  }

  // "The dead-letter queue of a FIFO queue must also be a FIFO queue. Similarly, the dead-letter
  // queue of a standard queue must also be a standard queue."
  @Test
  void theDeadLetterQueueMustBeOfTheSameKind() {
    sqs.create("dlq");

    SqsContext.assertRefused(
        "InvalidParameterValueException",
        "Value {\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:dlq\","
            + "\"maxReceiveCount\":3} for parameter RedrivePolicy is invalid. Reason: Dead-letter"
            + " queue must be same type of queue as the source.",
        () -> sqs.create("q.fifo", attributes -> attributes.redrivePolicy(sqs.redrive("dlq", 3))));
  }

  // SetQueueAttributes, RedriveAllowPolicy. The text is not documented.
  @Test
  void theDeadLetterQueueMustAllowIt() {
    sqs.create("dlq");
    allow(RedriveAllowPolicy.Permission.DENY_ALL);
    assertDenied("q");
    allow(RedriveAllowPolicy.Permission.BY_QUEUE, sqs.arn("friend"));
    assertDenied("q");
    sqs.create("friend", attributes -> attributes.redrivePolicy(sqs.redrive("dlq", 3)));
    allow(RedriveAllowPolicy.Permission.ALLOW_ALL);
    sqs.create("q", attributes -> attributes.redrivePolicy(sqs.redrive("dlq", 3)));
  }

  private void allow(RedriveAllowPolicy.Permission permission, String... sources) {
    sqs.change(
        "dlq",
        attributes ->
            attributes.redriveAllowPolicy(
                new RedriveAllowPolicy(permission, List.of(sources), "{}")));
  }

  private void assertDenied(String name) {
    SqsContext.assertRefused(
        "InvalidParameterValueException",
        "Value {\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:dlq\","
            + "\"maxReceiveCount\":3} for parameter RedrivePolicy is invalid. Reason: Dead-letter"
            + " queue does not allow this queue to use it as a dead-letter queue.",
        () -> sqs.create(name, attributes -> attributes.redrivePolicy(sqs.redrive("dlq", 3))));
  }

  @Test
  void listsTheSourcesOfADeadLetterQueue() {
    sqs.create("dlq");
    for (String name : List.of("c", "a", "b")) {
      sqs.create(name, attributes -> attributes.redrivePolicy(sqs.redrive("dlq", 3)));
    }
    sqs.create("d");

    assertThat(sources("")).containsExactly("a", "b", "c");
    assertThat(sources("a")).containsExactly("b", "c");
  }

  private List<String> sources(String after) {
    return sqs.request(
        () ->
            sqs.region()
                .deadLetterSources(sqs.region().get("dlq"), after)
                .map(queue -> queue.settings().name())
                .toList());
  }
}
