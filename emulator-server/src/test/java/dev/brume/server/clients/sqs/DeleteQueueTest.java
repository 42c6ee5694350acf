package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertNoSuchQueue;
import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.CREATED_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.LAST_MODIFIED_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import dev.brume.server.clients.VirtualBrume;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;

/**
 * Deleting and emptying queues, and the minute that has to pass before it can be done again.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html
 */
class DeleteQueueTest {
  @AutoClose private static final VirtualBrume BRUME = new VirtualBrume();

  private final SqsAccount account = SqsAccount.on(BRUME.endpoint());
  private final String url = account.createQueue("orders", Map.of(VISIBILITY_TIMEOUT, "11"));

  @Test
  void aDeletedQueueIsGoneWithItsMessages() {
    account.send(url, "lost");
    account.sqs.deleteQueue(d -> d.queueUrl(url));

    assertNoSuchQueue(() -> account.send(url, "late"));
    assertNoSuchQueue(() -> account.receive(url));
    assertNoSuchQueue(() -> account.attributes(url));
    assertNoSuchQueue(() -> account.sqs.getQueueUrl(g -> g.queueName("orders")));
    assertNoSuchQueue(() -> account.sqs.deleteQueue(d -> d.queueUrl(url)));
    assertNoSuchQueue(() -> account.sqs.purgeQueue(p -> p.queueUrl(url)));
    assertThat(account.sqs.listQueues().queueUrls()).isEmpty();

    BRUME.advanceSeconds(60);
    account.createQueue("orders");
    assertThat(account.receive(url)).isEmpty();
    assertThat(account.attribute(url, VISIBILITY_TIMEOUT)).isEqualTo("30");
  }

  @Test
  void itsNameIsFreeAfterAMinute() {
    account.sqs.deleteQueue(d -> d.queueUrl(url));
    BRUME.advanceSeconds(59);

    assertThat(
            assertRefused(
                400,
                "AWS.SimpleQueueService.QueueDeletedRecently",
                "You must wait 60 seconds after deleting a queue before you can create another"
                    + " with the same name.",
                () -> account.createQueue("orders")))
        .isInstanceOf(QueueDeletedRecentlyException.class);
    account.createQueue("other");

    BRUME.advanceSeconds(1);
    assertThat(account.createQueue("orders")).isEqualTo(url);
  }

  @Test
  void aPurgeForgetsMessagesThatAreVisibleInFlightOrDelayed() {
    account.send(url, "in flight");
    account.receiveOne(url);
    account.send(url, "visible");
    account.sqs.sendMessage(s -> s.queueUrl(url).messageBody("delayed").delaySeconds(900));
    assertThat(account.counts(url)).isEqualTo("1/1/1");

    account.sqs.purgeQueue(p -> p.queueUrl(url));
    BRUME.advanceSeconds(900);

    assertThat(account.counts(url)).isEqualTo("0/0/0");
    assertThat(account.receive(url)).isEmpty();
    account.send(url, "new");
    assertThat(account.receiveBodies(url)).containsExactly("new");
  }

  @Test
  void aQueueIsPurgedOnceAMinute() {
    account.sqs.purgeQueue(p -> p.queueUrl(url));
    BRUME.advanceSeconds(59);
    account.send(url, "kept");

    assertThat(
            assertRefused(
                403,
                "AWS.SimpleQueueService.PurgeQueueInProgress",
                "Only one PurgeQueue operation on orders is allowed every 60 seconds.",
                () -> account.sqs.purgeQueue(p -> p.queueUrl(url))))
        .isInstanceOf(PurgeQueueInProgressException.class);
    assertThat(account.counts(url)).isEqualTo("1/0/0");

    BRUME.advanceSeconds(1);
    account.sqs.purgeQueue(p -> p.queueUrl(url));
    assertThat(account.counts(url)).isEqualTo("0/0/0");
  }

  @Test
  void timestampsSayWhenAQueueWasMadeAndChanged() {
    long created = Long.parseLong(account.attribute(url, CREATED_TIMESTAMP));
    BRUME.advanceSeconds(5);
    account.setAttribute(url, VISIBILITY_TIMEOUT, "12");

    assertThat(account.attribute(url, CREATED_TIMESTAMP)).isEqualTo(Long.toString(created));
    assertThat(account.attribute(url, LAST_MODIFIED_TIMESTAMP))
        .isEqualTo(Long.toString(created + 5));
  }
}
