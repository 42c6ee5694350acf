package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.MESSAGE_GROUP_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DELAY_SECONDS;

import dev.brume.server.clients.VirtualBrume;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * FIFO queues: groups, order, and what a message needs.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html;
 * the texts of the errors are AWS's, as its users report them.
 */
class FifoQueueTest {
  @AutoClose private static final VirtualBrume BRUME = new VirtualBrume();

  private final SqsAccount account = SqsAccount.on(BRUME.endpoint());
  private final String url = account.createFifoQueue("orders", Map.of());

  @Test
  void messagesComeInTheOrderInWhichTheyWereSent() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sent.add("body-" + i);
      account.send(url, "group", "body-" + i);
    }

    List<String> received = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<Message> messages = account.receive(url);
      messages.forEach(message -> account.delete(url, message));
      received.addAll(SqsAccount.bodies(messages));
    }
    assertThat(received).isEqualTo(sent);
  }

  @Test
  void aMessageKnowsItsGroupItsDeduplicationIdAndItsNumber() {
    SendMessageResponse sent =
        account.sqs.sendMessage(
            s ->
                s.queueUrl(url)
                    .messageBody("body")
                    .messageGroupId("group")
                    .messageDeduplicationId("once"));

    assertThat(sent.sequenceNumber()).matches("\\d{20}");
    assertThat(account.receiveOne(url).attributes())
        .containsEntry(MESSAGE_GROUP_ID, "group")
        .containsEntry(MESSAGE_DEDUPLICATION_ID, "once")
        .containsEntry(SEQUENCE_NUMBER, sent.sequenceNumber());
  }

  @Test
  void sequenceNumbersGrow() {
    List<BigInteger> numbers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String body = "body-" + i;
      numbers.add(
          new BigInteger(
              account
                  .sqs
                  .sendMessage(
                      s ->
                          s.queueUrl(url)
                              .messageBody(body)
                              .messageGroupId("group")
                              .messageDeduplicationId(body))
                  .sequenceNumber()));
    }
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aGroupWaitsWhileOneOfItsMessagesIsInFlight() {
    account.send(url, "a", "a1");
    account.send(url, "a", "a2");
    account.send(url, "b", "b1");
    Message first = account.receive(url, 1).getFirst();
    assertThat(first.body()).isEqualTo("a1");

    assertThat(account.receiveBodies(url)).containsExactly("b1");
    assertThat(account.receive(url)).isEmpty();
    account.delete(url, first);
    assertThat(account.receiveBodies(url)).containsExactly("a2");
  }

  /** "It tries to return as many with the same group ID as possible", and still others after. */
  @Test
  void oneReceiveMayReturnSeveralOfAGroupInOrder() {
    account.send(url, "a", "a1");
    account.send(url, "a", "a2");
    account.send(url, "b", "b1");
    account.send(url, "a", "a3");

    List<String> bodies = account.receiveBodies(url);

    assertThat(bodies).containsSubsequence("a1", "a2", "a3").contains("b1").hasSize(4);
  }

  @Test
  void theOrderSurvivesATimeout() {
    account.send(url, "a", "a1");
    account.send(url, "a", "a2");
    account.receive(url, 1);
    BRUME.advanceSeconds(30);

    assertThat(account.receiveBodies(url)).containsExactly("a1", "a2");
    BRUME.advanceSeconds(30);
    Message first = account.receive(url, 1).getFirst();
    account.changeVisibility(url, first, 0);
    assertThat(account.receiveBodies(url)).containsExactly("a1", "a2");
  }

  @Test
  void aMessageNeedsAGroup() {
    assertRefused(
        400,
        "MissingParameter",
        "The request must contain the parameter MessageGroupId.",
        () ->
            account.sqs.sendMessage(
                s -> s.queueUrl(url).messageBody("body").messageDeduplicationId("once")));
  }

  @Test
  void aMessageNeedsSomethingToDeduplicateBy() {
    assertRefused(
        400,
        "InvalidParameterValue",
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId"
            + " provided explicitly",
        () -> account.sqs.sendMessage(s -> s.queueUrl(url).messageBody("b").messageGroupId("g")));
    assertThat(account.receive(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "ä", "a\tb"})
  void anIdIsOfLettersDigitsAndPunctuation(String id) {
    assertRefused(
        400,
        "InvalidParameterValue",
        "Value "
            + id
            + " for parameter MessageGroupId is invalid. Reason: MessageGroupId can only"
            + " include alphanumeric and punctuation characters. 1 to 128 in length.",
        () -> account.send(url, id, "body"));
    assertRefused(
        400,
        "InvalidParameterValue",
        "Value "
            + id
            + " for parameter MessageDeduplicationId is invalid. Reason:"
            + " MessageDeduplicationId can only include alphanumeric and punctuation characters. 1"
            + " to 128 in length.",
        () -> account.send(url, "group", id));
  }

  @Test
  void anIdHasUpTo128Characters() {
    String longest = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" + "x".repeat(96);
    account.send(url, longest, longest);

    assertRefused(400, "InvalidParameterValue", () -> account.send(url, longest + "x", "b"));
    assertRefused(400, "InvalidParameterValue", () -> account.send(url, "g", longest + "x"));
    assertThat(account.receiveOne(url).attributes()).containsEntry(MESSAGE_GROUP_ID, longest);
  }

  /** "When you set FifoQueue, you can't set DelaySeconds per message." */
  @Test
  void aMessageHasNoDelayOfItsOwn() {
    assertRefused(
        400,
        "InvalidParameterValue",
        "Value 1 for parameter DelaySeconds is invalid. Reason: The request include parameter that"
            + " is not valid for this queue type.",
        () ->
            account.sqs.sendMessage(
                s ->
                    s.queueUrl(url)
                        .messageBody("body")
                        .messageGroupId("g")
                        .messageDeduplicationId("d")
                        .delaySeconds(1)));
  }

  @Test
  void aQueueMayDelayAllItsMessagesInOrder() {
    account.setAttribute(url, DELAY_SECONDS, "10");
    account.send(url, "g", "first");
    BRUME.advanceSeconds(5);
    account.send(url, "g", "second");
    BRUME.advanceSeconds(4);
    assertThat(account.receive(url)).isEmpty();
    BRUME.advanceSeconds(1);
    assertThat(account.receiveBodies(url)).containsExactly("first");
    // "For FIFO queues the delay is retroactive": no message is delayed any more.
    account.setAttribute(url, DELAY_SECONDS, "0");
    BRUME.advanceSeconds(30);
    assertThat(account.receiveBodies(url)).containsExactly("first", "second");
  }

  @Test
  void manyGroupsAreServedSideBySide() {
    for (int i = 0; i < 20; i++) {
      account.send(url, "group" + i, "body" + i);
    }
    List<String> received = new ArrayList<>();
    received.addAll(account.receiveBodies(url));
    received.addAll(account.receiveBodies(url));
    assertThat(received).hasSize(20).doesNotHaveDuplicates();
    assertThat(account.counts(url)).isEqualTo("0/20/0");
  }
}
