package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Queues are made, found, purged and deleted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">CreateQueue</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html">DeleteQueue</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html">PurgeQueue</a>
 */
class QueueLifecycleTest {
  private static final QueueRules WITHOUT_WAITS = new QueueRules(false, false, true);

  private final SqsContext sqs = new SqsContext();

  private static void assertMissing(Runnable call) {
    SqsContext.assertRefused("QueueDoesNotExist", "The specified queue does not exist.", call);
  }

  @Test
  void aQueueThatWasNotMadeDoesNotExist() {
    assertMissing(() -> sqs.send("q", "m"));
  }

  @Test
  void makingAQueueAgainFindsIt() {
    sqs.create("q");
    sqs.send("q", "m");
    sqs.create("q");

    assertThat(sqs.counts("q").visible()).isEqualTo(1);
  }

  @Test
  void aDeletedQueueIsGoneWithItsMessages() {
    sqs.create("q");
    sqs.send("q", "m");
    sqs.delete("q");
    assertMissing(() -> sqs.receive("q"));
    assertMissing(() -> sqs.delete("q"));
    sqs.pass(60);
    sqs.create("q");

    sqs.assertEmpty("q");
  }

  // CreateQueue: QueueDeletedRecently.
  @Test
  void theNameOfADeletedQueueStaysTakenFor60Seconds() {
    sqs.create("q");
    sqs.delete("q");
    sqs.passMillis(59_999);

    SqsContext.assertRefused(
        "QueueDeletedRecently",
        "You must wait 60 seconds after deleting a queue before you can create another with the"
            + " same name.",
        () -> sqs.create("q"));
    sqs.passMillis(1);
    sqs.create("q");
  }

  @Test
  void thatWaitSurvivesARestart() {
    sqs.create("q");
    sqs.delete("q");
    sqs.restart();

    SqsContext.assertRefused(
        "QueueDeletedRecently",
        "You must wait 60 seconds after deleting a queue before you can create another with the"
            + " same name.",
        () -> sqs.create("q"));
  }

  @Test
  void thatWaitCanBeSwitchedOff() {
    SqsContext quick = new SqsContext(WITHOUT_WAITS);
    quick.create("q");
    quick.send("q", "m");
    quick.delete("q");
    quick.create("q");

    quick.assertEmpty("q");
  }

  // PurgeQueue: "Deletes available messages in a queue (including in-flight messages)". Whether
  // delayed ones go too is not said.
  @Test
  void aPurgeDeletesEverything() {
    sqs.create("q");
    sqs.send("q", "in flight");
    sqs.send("q", "visible");
    sqs.send("q", SqsContext.delayed("delayed", 100));
    ReceivedMessage held = sqs.receive("q");
    sqs.purge("q");

    assertThat(sqs.counts("q")).isEqualTo(new QueueCounts(0, 0, 0));
    sqs.delete("q", held);
    sqs.send("q", "new");
    assertThat(sqs.bodies("q", 10)).containsExactly("new");
  }

  @Test
  void aHandleFromBeforeAPurgeMeetsNoLaterMessage() {
    sqs.create("q");
    sqs.send("q", "old");
    ReceivedMessage old = sqs.receive("q");
    sqs.purge("q");
    sqs.send("q", "new");
    sqs.delete("q", old);

    assertThat(sqs.bodies("q", 10)).containsExactly("new");
  }

  // PurgeQueue: PurgeQueueInProgress.
  @Test
  void aSecondPurgeHasToWait60Seconds() {
    sqs.create("q");
    sqs.purge("q");
    sqs.passMillis(59_999);
    sqs.send("q", "m");

    SqsContext.assertRefused(
        "PurgeQueueInProgress",
        "Only one PurgeQueue operation on q is allowed every 60 seconds.",
        () -> sqs.purge("q"));
    assertThat(sqs.counts("q").visible()).isEqualTo(1);
    sqs.passMillis(1);
    sqs.purge("q");
    sqs.assertEmpty("q");
  }

  @Test
  void thatWaitCanBeSwitchedOffToo() {
    SqsContext quick = new SqsContext(WITHOUT_WAITS);
    quick.create("q");
    quick.purge("q");
    quick.send("q", "m");
    quick.purge("q");

    quick.assertEmpty("q");
  }

  @Test
  void listsByPrefixAndPlace() {
    for (String name : new String[] {"b", "ab", "a", "abc", "ac"}) {
      sqs.create(name);
    }

    assertThat(names("", "")).isEqualTo("a ab abc ac b");
    assertThat(names("ab", "")).isEqualTo("ab abc");
    assertThat(names("a", "ab")).isEqualTo("abc ac");
    assertThat(names("a", "aba")).isEqualTo("abc ac");
    assertThat(names("x", "")).isEmpty();
    assertThat(names("", "b")).isEmpty();
  }

  private String names(String prefix, String after) {
    return String.join(
        " ",
        sqs.request(
            () -> sqs.region().list(prefix, after).map(queue -> queue.settings().name()).toList()));
  }

  @Test
  void settingsAndTagsLast() {
    sqs.create("q", attributes -> attributes.visibilityTimeoutSeconds(7));
    sqs.pass(5);
    sqs.change("q", attributes -> attributes.delaySeconds(3));
    sqs.request(
        () -> {
          sqs.region().changeTags(sqs.region().get("q"), tags -> Map.of("team", "blue"));
          return null;
        });
    sqs.restart();

    QueueRecord settings = sqs.queue("q").settings();
    assertThat(settings.attributes().visibilityTimeoutSeconds()).isEqualTo(7);
    assertThat(settings.attributes().delaySeconds()).isEqualTo(3);
    assertThat(settings.tags()).isEqualTo(Map.of("team", "blue"));
    assertThat(settings.modifiedMillis() - settings.createdMillis()).isEqualTo(5_000);
  }
}
