package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * A FIFO queue takes a message once: within five minutes, a second one with the same deduplication
 * id is accepted and dropped.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html">Exactly-once
 *     processing</a>
 */
class DeduplicationTest {
  private final SqsContext sqs = new SqsContext();

  DeduplicationTest() {
    sqs.create("q.fifo");
    sqs.create("content.fifo", attributes -> attributes.contentBasedDeduplication(true));
    sqs.create(
        "group.fifo",
        attributes -> attributes.deduplicationScope(DeduplicationScope.MESSAGE_GROUP));
  }

  private SentMessage send(String queue, String body, String group, String deduplicationId) {
    return sqs.send(queue, SqsContext.message(body, group, deduplicationId));
  }

  @Test
  void aDuplicateIsAcceptedAndDropped() {
    SentMessage first = send("q.fifo", "a", "g", "id");
    SentMessage second = send("q.fifo", "b", "g", "id");

    assertThat(second).isEqualTo(first);
    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("a");
  }

  @Test
  void forFiveMinutes() {
    SentMessage first = send("q.fifo", "a", "g", "id");
    sqs.passMillis(299_999);
    assertThat(send("q.fifo", "b", "g", "id")).isEqualTo(first);
    sqs.passMillis(1);
    assertThat(send("q.fifo", "c", "g", "id")).isNotEqualTo(first);

    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("a", "c");
  }

  // SendMessage: "Amazon SQS continues to keep track of the message deduplication ID even after the
  // message is received and deleted."
  @Test
  void alsoAfterTheFirstWasDeleted() {
    SentMessage first = send("q.fifo", "a", "g", "id");
    sqs.delete("q.fifo", sqs.receive("q.fifo"));

    assertThat(send("q.fifo", "b", "g", "id")).isEqualTo(first);
    sqs.assertEmpty("q.fifo");
  }

  @Test
  void alsoAfterARestart() {
    SentMessage first = send("q.fifo", "a", "g", "id");
    sqs.pass(200);
    sqs.restart();

    assertThat(send("q.fifo", "b", "g", "id")).isEqualTo(first);
    sqs.pass(100);
    assertThat(send("q.fifo", "c", "g", "id")).isNotEqualTo(first);
  }

  // AWS's page of PurgeQueue is silent about it; its users find that a purged queue takes a message
  // that it has had. Deletion of the message does not do that.
  @Test
  void notAfterAPurge() {
    SentMessage first = send("q.fifo", "a", "g", "id");
    sqs.purge("q.fifo");

    assertThat(send("q.fifo", "b", "g", "id")).isNotEqualTo(first);
    assertThat(sqs.bodies("q.fifo", 10)).containsExactly("b");
  }

  @Test
  void theIdCountsAcrossGroupsInQueueScope() {
    SentMessage first = send("q.fifo", "a", "g", "id");

    assertThat(send("q.fifo", "a", "h", "id")).isEqualTo(first);
  }

  // SetQueueAttributes, DeduplicationScope.
  @Test
  void theIdCountsWithinTheGroupInMessageGroupScope() {
    SentMessage first = send("group.fifo", "a", "g", "id");

    assertThat(send("group.fifo", "b", "h", "id")).isNotEqualTo(first);
    assertThat(send("group.fifo", "c", "g", "id")).isEqualTo(first);
    assertThat(sqs.bodies("group.fifo", 10)).containsExactly("a", "b");
  }

  @Test
  void theBodyStandsInForTheId() {
    SentMessage first = send("content.fifo", "body", "g", null);

    assertThat(send("content.fifo", "body", "g", null)).isEqualTo(first);
    assertThat(send("content.fifo", "Body", "g", null)).isNotEqualTo(first);
  }

  @Test
  void theIdGivenOverridesTheBody() {
    SentMessage first = send("content.fifo", "body", "g", "1");

    assertThat(send("content.fifo", "body", "g", "2")).isNotEqualTo(first);
    assertThat(send("content.fifo", "other", "g", "1")).isEqualTo(first);
  }

  // SendMessage: an explicit id equal to the generated one makes a duplicate.
  @Test
  void theGeneratedIdIsTheSha256OfTheBody() {
    SentMessage first = send("content.fifo", "abc", "g", null);
    String sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    assertThat(send("content.fifo", "other", "g", sha256)).isEqualTo(first);
    assertThat(sqs.receive("content.fifo").message().messageDeduplicationId()).isEqualTo(sha256);
  }

  @Test
  void oneOfTheTwoIsNeeded() {
    SqsContext.assertRefused(
        "InvalidParameterValueException",
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId"
            + " provided explicitly",
        () -> send("q.fifo", "m", "g", null));
  }

  @Test
  void aStandardQueueRefusesTheId() {
    sqs.create("q");

    SqsContext.assertRefused(
        "InvalidParameterValueException",
        "Value id for parameter MessageDeduplicationId is invalid. Reason: The request include"
            + " parameter that is not valid for this queue type.",
        () -> send("q", "m", null, "id"));
  }
}
