package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A FIFO queue hands out each group's messages in the order of sending, and none while an earlier
 * one of the group is in flight. Groups take turns in the order in which their first message became
 * available.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html">FIFO
 *     queue delivery logic</a>
 * @see <a href="https://repost.aws/knowledge-center/sqs-fifo-messages-not-returned">Why does my
 *     FIFO queue not return all messages</a>
 */
class FifoOrderTest {
  private final SqsContext sqs = new SqsContext();

  FifoOrderTest() {
    sqs.create("q.fifo");
  }

  private void send(String group, String... bodies) {
    for (String body : bodies) {
      sqs.sendToGroup("q.fifo", group, body);
    }
  }

  @Test
  void handsOutInTheOrderOfSending() {
    send("g", "a", "b", "c");

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("a", "b", "c");
  }

  // Delivery logic: no more messages of the group are returned until the first is deleted or
  // becomes visible.
  @Test
  void aGroupIsBlockedWhileOneOfItsMessagesIsInFlight() {
    send("g", "a", "b");
    ReceivedMessage first = sqs.receive("q.fifo");
    sqs.assertEmpty("q.fifo");
    assertThat(sqs.counts("q.fifo")).isEqualTo(new QueueCounts(1, 1, 0));
    sqs.delete("q.fifo", first);

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("b");
  }

  @Test
  void otherGroupsAreNotBlocked() {
    send("g", "a", "b");
    send("h", "c");
    sqs.receive("q.fifo");

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("c");
  }

  // Delivery logic: a receive first attempts to return as many messages of the same group as
  // possible.
  @Test
  void oneReceiveTakesFromOneGroupFirst() {
    send("g", "a1");
    send("h", "b1");
    send("g", "a2");
    send("h", "b2");

    assertThat(sqs.bodies("q.fifo", 3)).containsExactly("a1", "a2", "b1");
  }

  @Test
  void theOrderOutlastsATimeout() {
    send("g", "a", "b", "c");
    sqs.receive("q.fifo", new ReceiveRequest(2, 5, null, null));
    sqs.pass(5);

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("a", "b", "c");
  }

  @Test
  void theOrderOutlastsGivingBackInAnotherOrder() {
    send("g", "a", "b", "c");
    List<ReceivedMessage> messages = sqs.receive("q.fifo", SqsContext.upTo(2));
    sqs.changeVisibility("q.fifo", messages.get(1), 0);
    sqs.assertEmpty("q.fifo");
    sqs.changeVisibility("q.fifo", messages.get(0), 0);

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("a", "b", "c");
  }

  @Test
  void aGroupStaysBlockedUntilTheLastOfItsMessagesInFlightIsDone() {
    send("g", "a", "b", "c");
    List<ReceivedMessage> messages = sqs.receive("q.fifo", SqsContext.upTo(2));
    sqs.delete("q.fifo", messages.get(0));
    sqs.assertEmpty("q.fifo");
    sqs.delete("q.fifo", messages.get(1));

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("c");
  }

  @Test
  void aGroupOfManyMessagesIsEmptiedInOrderByCallsOfTen() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 35; i++) {
      sent.add("m" + i);
    }
    send("g", sent.toArray(String[]::new));
    List<String> received = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<ReceivedMessage> messages = sqs.receive("q.fifo", SqsContext.upTo(10));
      received.addAll(SqsContext.bodies(messages));
      messages.forEach(message -> sqs.delete("q.fifo", message));
    }

    assertThat(received).isEqualTo(sent);
  }

  // SendMessage: SequenceNumber, "large, non-consecutive", continues to increase for a group.
  @Test
  void sequenceNumbersOf20DigitsRise() {
    String former = "";
    for (int i = 0; i < 300; i++) {
      String number = sqs.sendToGroup("q.fifo", "g" + i % 3, "m" + i).sequenceNumber();
      assertThat(number).hasSize(20).containsOnlyDigits().isGreaterThan(former);
      former = number;
      if (i == 150) {
        sqs.purge("q.fifo");
        sqs.restart();
      }
    }
  }

  @Test
  void aMessageKeepsItsSequenceNumber() {
    SentMessage sent = sqs.sendToGroup("q.fifo", "g", "m");

    assertThat(sqs.receiveFor("q.fifo", 0).sequenceNumber()).isEqualTo(sent.sequenceNumber());
    assertThat(sqs.receive("q.fifo").sequenceNumber()).isEqualTo(sent.sequenceNumber());
  }

  @Test
  void standardQueuesHaveNoSequenceNumbers() {
    sqs.create("q");

    assertThat(sqs.send("q", "m").sequenceNumber()).isNull();
    assertThat(sqs.receive("q").sequenceNumber()).isNull();
  }

  // SendMessage: "If you do not provide a MessageGroupId when sending a message to a FIFO queue,
  // the action fails."
  @Test
  void aMessageNeedsAGroup() {
    SqsContext.assertRefused(
        "MissingRequiredParameterException",
        "The request must contain the parameter MessageGroupId.",
        () -> sqs.send("q.fifo", SqsContext.message("m", null, "d")));
  }

  @Test
  void thousandsOfGroupsTakeTurnsByAge() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5_000; i++) {
        send("g" + i, "m" + i + "-" + round);
      }
    }
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5_000; i++) {
        ReceivedMessage message = sqs.receive("q.fifo");
        assertThat(message.message().body()).isEqualTo("m" + i + "-" + round);
        sqs.delete("q.fifo", message);
      }
    }
  }

  // Answer recorded on AWS, SQS, 2024-04: the message that was given back comes alone, while the
  // one behind it is still in flight.
  @Test
  void aMessageGivenBackComesAgainAlthoughALaterOneIsInFlight() {
    send("g", "a", "b", "c");
    List<ReceivedMessage> messages = sqs.receive("q.fifo", SqsContext.upTo(2));
    sqs.changeVisibility("q.fifo", messages.get(0), 0);

    assertThat(sqs.bodies("q.fifo", 3)).containsExactly("a");
    sqs.assertEmpty("q.fifo");
  }

  // Answer recorded on AWS, SQS, 2024-04: the others of the group have timed out, and those that
  // are before the extended one come back.
  @ParameterizedTest
  @CsvSource({"0, ''", "1, a", "2, a b"})
  void thoseBeforeAnExtendedMessageComeBack(int extended, String back) {
    send("g", "a", "b", "c");
    List<ReceivedMessage> messages = sqs.receive("q.fifo", new ReceiveRequest(3, 10, null, null));
    sqs.changeVisibility("q.fifo", messages.get(extended), 60);
    sqs.pass(10);

    List<ReceivedMessage> again = sqs.receive("q.fifo", SqsContext.upTo(10));
    assertThat(String.join(" ", SqsContext.bodies(again))).isEqualTo(back);
  }

  // Answer recorded on AWS, SQS, 2024-04: after a receive of three without a visibility timeout,
  // the untouched group is the one that has been available for the longest time.
  @Test
  void groupsTakeTurnsInTheOrderInWhichTheyBecameAvailable() {
    send("g1", "g1-1");
    send("g2", "g2-1", "g2-2");
    send("g3", "g3-1");
    send("g1", "g1-2");
    assertThat(SqsContext.bodies(sqs.receive("q.fifo", new ReceiveRequest(3, 0, null, null))))
        .containsExactly("g1-1", "g1-2", "g2-1");

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("g3-1", "g1-1", "g1-2", "g2-1", "g2-2");
  }

  // The same: a group is available again when its timeout ends, not when it was sent.
  @Test
  void aGroupWhoseTimeoutHasEndedStandsBehindThoseThatWaited() {
    send("g1", "g1-1", "g1-2");
    send("g2", "g2-1");
    sqs.receive("q.fifo", new ReceiveRequest(2, 5, null, null));
    sqs.pass(3);
    send("g3", "g3-1");
    sqs.pass(3);
    send("g4", "g4-1");

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("g2-1", "g3-1", "g1-1", "g1-2", "g4-1");
  }

  // The same: the end of a delay is when a message that was never received becomes available, and
  // for one that was given back it is that moment.
  @Test
  void theEndOfADelayAndAGivingBackAreMoments() {
    sqs.change("q.fifo", attributes -> attributes.delaySeconds(10));
    send("g1", "g1-1");
    sqs.pass(10);
    sqs.receive("q.fifo", new ReceiveRequest(1, 5, null, null));
    send("g2", "g2-1");
    sqs.pass(10);
    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("g1-1", "g2-1");

    sqs.change("q.fifo", attributes -> attributes.delaySeconds(0));
    send("g3", "g3-1");
    sqs.pass(1);
    send("g4", "g4-1");
    ReceivedMessage given = sqs.receive("q.fifo");
    sqs.pass(1);
    sqs.changeVisibility("q.fifo", given, 0);
    sqs.pass(1);
    send("g5", "g5-1");

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("g4-1", "g3-1", "g5-1");
  }

  // The same: groups that became available at one moment are served by the age of their messages.
  @Test
  void groupsOfOneMomentAreServedByAge() {
    send("g1", "g1-1");
    sqs.pass(1);
    send("g2", "g2-1");
    List<ReceivedMessage> messages = sqs.receive("q.fifo", new ReceiveRequest(2, 60, null, null));
    sqs.changeVisibility("q.fifo", messages.get(1), 0);
    sqs.changeVisibility("q.fifo", messages.get(0), 0);

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("g1-1", "g2-1");
  }

  @Test
  void theThirdWaitsWhereTheFirstIsDeletedAndTheSecondInFlight() {
    send("g", "m1", "m2", "m3");
    List<ReceivedMessage> messages = sqs.receive("q.fifo", SqsContext.upTo(2));
    sqs.delete("q.fifo", messages.get(0));
    sqs.assertEmpty("q.fifo");
    sqs.changeVisibility("q.fifo", messages.get(1), 0);

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("m2", "m3");
  }
}
