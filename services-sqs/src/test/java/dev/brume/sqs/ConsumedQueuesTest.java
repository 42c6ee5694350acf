package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.QueueMessage;
import dev.brume.core.port.QueueSource;
import dev.brume.core.port.Wakeup;
import dev.brume.core.scope.Arn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Queues as event source mappings and pipes consume them. Source of truth: the contract of {@link
 * QueueSource}, and what ReceiveMessage, DeleteMessage and ChangeMessageVisibility do.
 */
class ConsumedQueuesTest {
  private final SqsWire sqs = new SqsWire();
  private final QueueSource queues = sqs.service.consumedQueues();
  private final List<String> woken = new ArrayList<>();

  private static Arn arn(String name) {
    return Arn.parse(SqsWire.arn(name)).orElseThrow();
  }

  private Wakeup watch(String queue) {
    return queues.onAvailable(arn(queue), () -> woken.add(queue));
  }

  @Test
  void receivesMoreThanTenAndDeletesThem() {
    String url = sqs.create("q");
    for (int i = 0; i < 25; i++) {
      sqs.send(url, "m" + i);
    }
    List<QueueMessage> received = queues.receive(arn("q"), 100, null);
    assertThat(received).hasSize(25);
    assertThat(received.getFirst().attributes())
        .containsEntry("ApproximateReceiveCount", "1")
        .containsKeys("SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp");
    List<String> handles = received.stream().map(QueueMessage::receiptHandle).toList();
    assertThat(queues.delete(arn("q"), handles)).isEmpty();
    sqs.timeline.advance(Duration.ofMinutes(1));
    assertThat(queues.receive(arn("q"), 100, null)).isEmpty();
  }

  @Test
  void tellsWhichHandlesAreNone() {
    String url = sqs.create("q");
    sqs.send(url, "a");
    String handle = queues.receive(arn("q"), 1, 60).getFirst().receiptHandle();
    assertThat(queues.changeVisibility(arn("q"), List.of("none", handle), 0))
        .containsExactly("none");
    assertThat(queues.receive(arn("q"), 1, null)).hasSize(1);
    assertThatThrownBy(() -> queues.receive(arn("none"), 1, null)).isInstanceOf(AwsError.class);
  }

  @Test
  void wakesOnceWhenAMessageComes() {
    String url = sqs.create("q");
    watch("q");
    assertThat(woken).isEmpty();
    sqs.send(url, "a");
    sqs.send(url, "b");
    assertThat(woken).containsExactly("q");
    watch("q");
    assertThat(woken).containsExactly("q", "q");
  }

  @Test
  void wakesWhenAMessageBecomesVisibleByItself() {
    String url = sqs.create("q");
    sqs.send(url, "a");
    assertThat(queues.receive(arn("q"), 1, 5)).hasSize(1);
    watch("q");
    sqs.timeline.advance(Duration.ofMillis(4_999));
    assertThat(woken).isEmpty();
    sqs.timeline.advance(Duration.ofMillis(1));
    assertThat(woken).containsExactly("q");
  }

  @Test
  void whoHasGivenUpIsNotWoken() {
    String url = sqs.create("q");
    watch("q").close();
    sqs.send(url, "a");
    assertThat(woken).isEmpty();
    assertThat(sqs.timeline.scheduled()).isZero();
  }

  @Test
  void wakesWhenTheQueueIsDeleted() {
    String url = sqs.create("q");
    watch("q");
    sqs.call("DeleteQueue", Map.of("QueueUrl", url));
    assertThat(woken).containsExactly("q");
  }
}
