package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertNoSuchQueue;
import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Tags of queues.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html, API
 * reference of UntagQueue and ListQueueTags, and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html
 */
class QueueTagsTest {
  private final SqsAccount account = SqsAccount.fresh();
  private final String url = account.createQueue("orders");

  @Test
  void aTagIsAddedReplacedAndTakenAway() {
    tag(Map.of("team", "shop", "stage", "test"));
    tag(Map.of("stage", "prod", "ünï/code:+-=@", ""));
    assertThat(tags()).isEqualTo(Map.of("team", "shop", "stage", "prod", "ünï/code:+-=@", ""));

    account.sqs.untagQueue(u -> u.queueUrl(url).tagKeys("team", "never-there"));
    assertThat(tags()).isEqualTo(Map.of("stage", "prod", "ünï/code:+-=@", ""));
  }

  @Test
  void aQueueWithoutTagsHasNone() {
    assertThat(tags()).isEmpty();
  }

  @Test
  void keysAreCaseSensitive() {
    tag(Map.of("Team", "a", "team", "b"));
    assertThat(tags()).isEqualTo(Map.of("Team", "a", "team", "b"));
  }

  /** The limit is documented, AWS's text is not. */
  @Test
  void aQueueHasFiftyTagsAtMost() {
    Map<String, String> fifty = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      fifty.put("key" + i, "value");
    }
    tag(fifty);
    tag(Map.of("key7", "new value"));

    assertRefused(
        400,
        "InvalidParameterValue",
        () -> account.sqs.tagQueue(t -> t.queueUrl(url).tags(Map.of("one more", ""))));
    assertThat(tags()).hasSize(50).containsEntry("key7", "new value");
  }

  @Test
  void tagsOfAQueueThatIsNotThereAreRefused() {
    assertNoSuchQueue(
        () -> account.sqs.tagQueue(t -> t.queueUrl(url + "x").tags(Map.of("a", "b"))));
    assertNoSuchQueue(() -> account.sqs.untagQueue(u -> u.queueUrl(url + "x").tagKeys("a")));
    assertNoSuchQueue(() -> account.sqs.listQueueTags(l -> l.queueUrl(url + "x")));
  }

  private void tag(Map<String, String> tags) {
    account.sqs.tagQueue(t -> t.queueUrl(url).tags(tags));
  }

  private Map<String, String> tags() {
    return account.sqs.listQueueTags(l -> l.queueUrl(url)).tags();
  }
}
