package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.MESSAGE_GROUP_ID;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A message group id on a standard queue makes it fair to its tenants; it gives no order and blocks
 * nothing.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html.
 * From which moment a tenant counts as noisy is not documented, so only a clear case is tested.
 */
class FairQueueTest {
  private final SqsAccount account = SqsAccount.fresh();
  private final String url = account.createQueue("orders");

  @Test
  void aGroupDoesNotBlock() {
    send("tenant", "one");
    send("tenant", "two");

    Message first = account.receive(url, 1).getFirst();
    Message second = account.receive(url, 1).getFirst();

    assertThat(List.of(first.body(), second.body())).containsExactlyInAnyOrder("one", "two");
    assertThat(first.attributes()).containsEntry(MESSAGE_GROUP_ID, "tenant");
  }

  @Test
  void aQuietTenantIsServedBeforeTheBacklogOfANoisyOne() {
    for (int i = 0; i < 300; i++) {
      send("noisy", "noise");
    }
    for (int i = 0; i < 10; i++) {
      account.receive(url);
    }
    send("quiet", "please");

    assertThat(account.receiveBodies(url)).contains("please");
  }

  @Test
  void theIdHasTheSameFormAsInFifoQueues() {
    assertRefused(400, "InvalidParameterValue", () -> send("a b", "body"));
    assertRefused(400, "InvalidParameterValue", () -> send("x".repeat(129), "body"));
  }

  private String send(String group, String body) {
    return account
        .sqs
        .sendMessage(s -> s.queueUrl(url).messageBody(body).messageGroupId(group))
        .messageId();
  }
}
