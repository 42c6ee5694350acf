package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertClientMistake;
import static dev.brume.server.clients.sqs.Refusals.assertNoSuchQueue;
import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.CONTENT_BASED_DEDUPLICATION;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DELAY_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.FIFO_QUEUE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/**
 * Creating queues and finding them again.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html;
 * the texts of the errors are AWS's, as its users report them.
 */
class CreateQueueTest {
  private static final String BAD_NAME =
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length";
  private static final String BAD_FIFO_NAME =
      "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores,"
          + " must end with .fifo suffix and be 1 to 80 in length.";

  private final SqsAccount account = SqsAccount.fresh();

  @Test
  void theUrlEndsInAccountAndNameAndIsFoundByName() {
    String url = account.createQueue("orders");

    assertThat(url).endsWith("/" + account.id + "/orders");
    assertThat(account.sqs.getQueueUrl(g -> g.queueName("orders")).queueUrl()).isEqualTo(url);
    assertThat(
            account
                .sqs
                .getQueueUrl(g -> g.queueName("orders").queueOwnerAWSAccountId(account.id))
                .queueUrl())
        .isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "0",
        "-",
        "_",
        "Az09-_",
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890"
      })
  void aNameIsOfLettersDigitsHyphensAndUnderscores(String name) {
    assertThat(account.createQueue(name)).endsWith("/" + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a.b",
        "a/b",
        "ü",
        "a.fifo",
        "a:b",
        "123456789012345678901234567890123456789012345678901234567890123456789012345678901"
      })
  void anyOtherNameIsRefused(String name) {
    assertRefused(400, "InvalidParameterValue", BAD_NAME, () -> account.createQueue(name));
    assertThat(account.sqs.listQueues().queueUrls()).isEmpty();
  }

  /** AWS's answer to an empty name is not documented; it is a mistake of the client's. */
  @Test
  void anEmptyNameIsRefused() {
    assertClientMistake(() -> account.createQueue(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "a b.fifo",
        ".fifo.x",
        "orders.FIFO",
        "1234567890123456789012345678901234567890123456789012345678901234567890123456.fifo"
      })
  void theNameOfAFifoQueueEndsInFifoAndHasEightyCharactersAtMost(String name) {
    assertRefused(
        400,
        "InvalidParameterValue",
        BAD_FIFO_NAME,
        () -> account.createQueue(name, Map.of(FIFO_QUEUE, "true")));
    String longest = "a".repeat(75) + ".fifo";
    assertThat(account.createQueue(longest, Map.of(FIFO_QUEUE, "true"))).endsWith(longest);
  }

  /** A standard queue is made by leaving FifoQueue out; AWS refuses the value false. */
  @Test
  void fifoQueueFalseIsAnUnknownAttribute() {
    assertRefused(
        400,
        "InvalidAttributeName",
        "Unknown Attribute FifoQueue.",
        () -> account.createQueue("orders", Map.of(FIFO_QUEUE, "false")));
  }

  @Test
  void attributesOfFifoQueuesAreUnknownToStandardOnes() {
    assertRefused(
        400,
        "InvalidAttributeName",
        "Unknown Attribute ContentBasedDeduplication.",
        () -> account.createQueue("orders", Map.of(CONTENT_BASED_DEDUPLICATION, "true")));
  }

  @Test
  void unknownAttributesAreRefused() {
    assertRefused(
        400,
        "InvalidAttributeName",
        "Unknown Attribute Colour.",
        () ->
            account.sqs.createQueue(
                c -> c.queueName("orders").attributesWithStrings(Map.of("Colour", "blue"))));
    assertNoSuchQueue(() -> account.sqs.getQueueUrl(g -> g.queueName("orders")));
  }

  @Test
  void namesAreCaseSensitive() {
    account.createQueue("orders");

    assertNoSuchQueue(() -> account.sqs.getQueueUrl(g -> g.queueName("Orders")));
    assertThat(account.createQueue("Orders")).endsWith("/Orders");
  }

  @Test
  void creatingAgainWithTheSameAttributesReturnsTheSameQueue() {
    Map<QueueAttributeName, String> attributes =
        Map.of(VISIBILITY_TIMEOUT, "11", DELAY_SECONDS, "3");
    String url = account.createQueue("orders", attributes);

    assertThat(account.createQueue("orders", attributes)).isEqualTo(url);
    // Only what is named is compared: AWS's page reads stricter than its service is.
    assertThat(account.createQueue("orders")).isEqualTo(url);
    assertThat(account.createQueue("orders", Map.of(DELAY_SECONDS, "3"))).isEqualTo(url);
    assertThat(account.attribute(url, VISIBILITY_TIMEOUT)).isEqualTo("11");
  }

  @Test
  void creatingAgainWithOtherAttributesIsRefusedAndChangesNothing() {
    String url = account.createQueue("orders", Map.of(VISIBILITY_TIMEOUT, "11"));

    assertThat(
            assertRefused(
                400,
                "QueueAlreadyExists",
                "A queue already exists with the same name and a different value for attribute"
                    + " VisibilityTimeout",
                () -> account.createQueue("orders", Map.of(VISIBILITY_TIMEOUT, "12"))))
        .isInstanceOf(QueueNameExistsException.class);
    assertThat(account.attribute(url, VISIBILITY_TIMEOUT)).isEqualTo("11");
  }

  /** A default counts as a value: what was never set differs from what is asked for. */
  @Test
  void creatingAgainComparesWithDefaults() {
    String url = account.createQueue("orders");

    assertThat(account.createQueue("orders", Map.of(VISIBILITY_TIMEOUT, "30"))).isEqualTo(url);
    assertRefused(
        400,
        "QueueAlreadyExists",
        "A queue already exists with the same name and a different value for attribute"
            + " DelaySeconds",
        () -> account.createQueue("orders", Map.of(DELAY_SECONDS, "1")));
  }

  @Test
  void queuesOfOtherRegionsAndAccountsAreOthers() {
    String url = account.createQueue("orders");
    SqsAccount elsewhere = account.in(Region.EU_CENTRAL_1);
    SqsAccount stranger = SqsAccount.fresh();

    assertNoSuchQueue(() -> elsewhere.sqs.getQueueUrl(g -> g.queueName("orders")));
    assertNoSuchQueue(() -> stranger.sqs.getQueueUrl(g -> g.queueName("orders")));
    String urlElsewhere = elsewhere.createQueue("orders");
    account.send(url, "here");

    assertThat(elsewhere.receiveBodies(urlElsewhere)).isEmpty();
    assertThat(account.receiveBodies(url)).containsExactly("here");
    assertThat(
            stranger
                .sqs
                .getQueueUrl(g -> g.queueName("orders").queueOwnerAWSAccountId(account.id))
                .queueUrl())
        .isEqualTo(url);
  }

  @Test
  void tagsCanBeGivenAtOnce() {
    String url =
        account
            .sqs
            .createQueue(c -> c.queueName("orders").tags(Map.of("team", "shop", "empty", "")))
            .queueUrl();

    assertThat(account.sqs.listQueueTags(l -> l.queueUrl(url)).tags())
        .containsOnly(Map.entry("team", "shop"), Map.entry("empty", ""));
  }
}
