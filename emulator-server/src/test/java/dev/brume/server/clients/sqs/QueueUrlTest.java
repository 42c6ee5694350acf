package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertClientMistake;
import static dev.brume.server.clients.sqs.Refusals.assertNoSuchQueue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.clients.SharedBrume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

/**
 * The URL of a queue names account and queue, and in some forms the region; every form that
 * LocalStack knew is understood, whatever form is given out.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
 * and, for the forms, https://docs.localstack.cloud/aws/services/sqs/
 */
class QueueUrlTest {
  private final SqsAccount account = SqsAccount.fresh();
  private final String url = account.createQueue("orders");

  @Test
  void theUrlLeadsToTheHostThatWasAsked() {
    assertThat(url).isEqualTo(SharedBrume.endpoint() + "/" + account.id + "/orders");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:4566/ACCOUNT/orders",
        "http://127.0.0.1/ACCOUNT/orders",
        "https://sqs.us-east-1.amazonaws.com/ACCOUNT/orders",
        "https://us-east-1.queue.amazonaws.com/ACCOUNT/orders",
        "https://queue.amazonaws.com/ACCOUNT/orders",
        "http://sqs.us-east-1.localhost.localstack.cloud:4566/ACCOUNT/orders",
        "http://queue.localhost.localstack.cloud:4566/ACCOUNT/orders",
        "http://us-east-1.queue.localhost.localstack.cloud:4566/ACCOUNT/orders",
        "http://localhost:4566/queue/us-east-1/ACCOUNT/orders"
      })
  void everyFormIsUnderstood(String form) {
    String other = form.replace("ACCOUNT", account.id);
    account.send(other, "body");
    assertThat(account.receiveBodies(url)).containsExactly("body");
  }

  @Test
  void theRegionIsTheOneThatSignedWhereTheUrlNamesNone() {
    assertNoSuchQueue(() -> account.in(Region.EU_WEST_1).send(url, "lost"));
    assertThat(account.receive(url)).isEmpty();
  }

  @Test
  void anotherAccountInTheUrlIsAnotherQueue() {
    assertNoSuchQueue(() -> account.send(url.replace(account.id, "999999999999"), "lost"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"orders?", "http://localhost/", "http://localhost/orders", "http://%/1/q"})
  void whatIsNoUrlOfAQueueIsRefused(String other) {
    assertClientMistake(() -> account.sqs.getQueueAttributes(g -> g.queueUrl(other)));
  }
}
