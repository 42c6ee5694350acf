package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertNoSuchQueue;
import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.CONTENT_BASED_DEDUPLICATION;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.CREATED_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DEDUPLICATION_SCOPE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DELAY_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.FIFO_QUEUE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.FIFO_THROUGHPUT_LIMIT;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.KMS_MASTER_KEY_ID;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.LAST_MODIFIED_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MAXIMUM_MESSAGE_SIZE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MESSAGE_RETENTION_PERIOD;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.QUEUE_ARN;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.SQS_MANAGED_SSE_ENABLED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Every attribute of a queue: its default, its range, who may set it.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 * and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
class QueueAttributesTest {
  private final SqsAccount account = SqsAccount.fresh();
  private final String url = account.createQueue("orders");

  @Test
  void aStandardQueueHasTheDefaults() {
    Map<QueueAttributeName, String> all = account.attributes(url);

    assertThat(all)
        .containsEntry(VISIBILITY_TIMEOUT, "30")
        .containsEntry(DELAY_SECONDS, "0")
        .containsEntry(MAXIMUM_MESSAGE_SIZE, "1048576")
        .containsEntry(MESSAGE_RETENTION_PERIOD, "345600")
        .containsEntry(RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "0")
        .containsEntry(APPROXIMATE_NUMBER_OF_MESSAGES, "0")
        .containsEntry(APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0")
        .containsEntry(APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "0")
        .containsEntry(SQS_MANAGED_SSE_ENABLED, "true")
        .containsEntry(QUEUE_ARN, account.arn("orders"))
        .hasSize(12);
    assertThat(all.get(CREATED_TIMESTAMP)).matches("\\d{10}");
    assertThat(all.get(LAST_MODIFIED_TIMESTAMP)).isEqualTo(all.get(CREATED_TIMESTAMP));
  }

  @Test
  void aFifoQueueHasTheDefaultsOfItsOwn() {
    String fifo = account.createFifoQueue("orders", Map.of());

    assertThat(account.attributes(fifo))
        .containsEntry(FIFO_QUEUE, "true")
        .containsEntry(CONTENT_BASED_DEDUPLICATION, "false")
        .containsEntry(DEDUPLICATION_SCOPE, "queue")
        .containsEntry(FIFO_THROUGHPUT_LIMIT, "perQueue")
        .containsEntry(QUEUE_ARN, account.arn("orders.fifo"));
  }

  @Test
  void onlyWhatIsAskedForIsReturned() {
    assertThat(account.sqs.getQueueAttributes(g -> g.queueUrl(url)).attributes()).isEmpty();
    assertThat(
            account
                .sqs
                .getQueueAttributes(
                    g -> g.queueUrl(url).attributeNames(QUEUE_ARN, VISIBILITY_TIMEOUT, POLICY))
                .attributes())
        .containsOnlyKeys(QUEUE_ARN, VISIBILITY_TIMEOUT);
  }

  @Test
  void anUnknownNameIsRefused() {
    assertRefused(
        400,
        "InvalidAttributeName",
        "Unknown Attribute Colour.",
        () ->
            account.sqs.getQueueAttributes(
                g -> g.queueUrl(url).attributeNamesWithStrings("QueueArn", "Colour")));
    assertRefused(
        400,
        "InvalidAttributeName",
        "Unknown Attribute Colour.",
        () ->
            account.sqs.setQueueAttributes(
                s ->
                    s.queueUrl(url)
                        .attributesWithStrings(
                            Map.of("Colour", "blue", "VisibilityTimeout", "7"))));
    assertThat(account.attribute(url, VISIBILITY_TIMEOUT)).isEqualTo("30");
  }

  @ParameterizedTest
  @CsvSource({
    "VisibilityTimeout, 0, 43200",
    "DelaySeconds, 0, 900",
    "MaximumMessageSize, 1024, 1048576",
    "MessageRetentionPeriod, 60, 1209600",
    "ReceiveMessageWaitTimeSeconds, 0, 20",
    "KmsDataKeyReusePeriodSeconds, 60, 86400"
  })
  void aNumberHasToBeInItsRange(String attribute, long lowest, long highest) {
    QueueAttributeName name = QueueAttributeName.fromValue(attribute);
    // The period says something only where there is a key.
    account.setAttribute(url, KMS_MASTER_KEY_ID, "alias/aws/sqs");
    for (long good : new long[] {lowest, highest}) {
      account.setAttribute(url, name, Long.toString(good));
      assertThat(account.attribute(url, name)).isEqualTo(Long.toString(good));
    }
    String[] bad = {
      Long.toString(lowest - 1),
      Long.toString(highest + 1),
      "",
      "many",
      lowest + ".5",
      "99999999999999999999"
    };
    for (String value : bad) {
      assertRefused(
          400,
          "InvalidAttributeValue",
          "Invalid value for the parameter " + attribute + ".",
          () -> {
            account.setAttribute(url, name, value);
            return null;
          });
      assertRefused(
          400,
          "InvalidAttributeValue",
          "Invalid value for the parameter " + attribute + ".",
          () -> account.createQueue("other", Map.of(name, value)));
    }
    assertThat(account.attribute(url, name)).isEqualTo(Long.toString(highest));
    assertNoSuchQueue(() -> account.sqs.getQueueUrl(g -> g.queueName("other")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "All",
        "QueueArn",
        "CreatedTimestamp",
        "LastModifiedTimestamp",
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesDelayed"
      })
  void whatAQueueReportsCannotBeSet(String attribute) {
    assertRefused(
        400,
        "InvalidAttributeName",
        "Unknown Attribute " + attribute + ".",
        () ->
            account.sqs.setQueueAttributes(
                s -> s.queueUrl(url).attributesWithStrings(Map.of(attribute, "1"))));
    assertRefused(
        400,
        "InvalidAttributeName",
        "Unknown Attribute " + attribute + ".",
        () ->
            account.sqs.createQueue(
                c -> c.queueName("other").attributesWithStrings(Map.of(attribute, "1"))));
  }

  @Test
  void aPolicyIsJsonAndAnEmptyOneTakesItAway() {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Id\":\"p\",\"Statement\":[{\"Sid\":\"s\","
            + "\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\","
            + "\"Resource\":\"%s\"}]}".formatted(account.arn("orders"));
    account.setAttribute(url, POLICY, policy);
    assertThat(account.attribute(url, POLICY)).isEqualTo(policy);

    assertRefused(
        400,
        "InvalidAttributeValue",
        "Invalid value for the parameter Policy.",
        () -> {
          account.setAttribute(url, POLICY, "no policy");
          return null;
        });
    assertThat(account.attribute(url, POLICY)).isEqualTo(policy);

    account.setAttribute(url, POLICY, "");
    assertThat(account.attribute(url, POLICY)).isNull();
  }

  /** One of SSE-SQS and SSE-KMS at most: naming a key switches the other off. */
  @Test
  void aKeyOfKmsReplacesTheEncryptionThatSqsManages() {
    account.setAttribute(url, KMS_MASTER_KEY_ID, "alias/aws/sqs");

    Map<QueueAttributeName, String> all = account.attributes(url);
    assertThat(all)
        .containsEntry(KMS_MASTER_KEY_ID, "alias/aws/sqs")
        .containsEntry(KMS_DATA_KEY_REUSE_PERIOD_SECONDS, "300")
        .containsEntry(SQS_MANAGED_SSE_ENABLED, "false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maybe", "", "1"})
  void aSwitchIsTrueOrFalse(String value) {
    assertRefused(
        400,
        "InvalidAttributeValue",
        "Invalid value for the parameter SqsManagedSseEnabled.",
        () -> account.createQueue("other", Map.of(SQS_MANAGED_SSE_ENABLED, value)));
    assertRefused(
        400,
        "InvalidAttributeValue",
        "Invalid value for the parameter ContentBasedDeduplication.",
        () -> account.createFifoQueue("other", Map.of(CONTENT_BASED_DEDUPLICATION, value)));
  }

  /** As AWS answers by JSON too: https://github.com/pulumi/pulumi-aws/issues/5677 */
  @Test
  void settingNothingIsRefused() {
    assertRefused(
        400,
        "MissingParameter",
        "The request must contain the parameter Attribute.Name.",
        () -> account.sqs.setQueueAttributes(s -> s.queueUrl(url).attributes(Map.of())));
    assertRefused(
        400,
        "MissingParameter",
        "The request must contain the parameter Attribute.Name.",
        () -> account.sqs.setQueueAttributes(s -> s.queueUrl(url)));
  }

  @Test
  void settingAttributesOfAQueueThatIsNotThereIsRefused() {
    assertNoSuchQueue(
        () -> {
          account.setAttribute(url + "x", VISIBILITY_TIMEOUT, "1");
          return null;
        });
    assertNoSuchQueue(() -> account.attributes(url + "x"));
  }
}
