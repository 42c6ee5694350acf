package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.port.EncryptionKeys;
import dev.brume.sqs.api.SqsApi;
import dev.brume.testkit.KnownKey;
import dev.brume.testkit.TestCallers;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Keys of KMS are looked up when messages are sent and received; the codes are those that the model
 * has for it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html#API_SendMessage_Errors">SendMessage's
 *     errors</a>
 */
class QueueKeysTest {
  private final KnownKey key = new KnownKey();
  private final WireClient sqs =
      TestServer.builder()
          .service(
              SqsApi.SERVICE, surroundings -> new SqsService(surroundings, SqsOptions.DEFAULTS))
          .ports(ports -> ports.offer(EncryptionKeys.class, () -> key))
          .build()
          .client();

  private String create(String keyId) {
    return sqs.ok("CreateQueue", "QueueName", "q", "Attributes", Map.of("KmsMasterKeyId", keyId))
        .path("QueueUrl")
        .asText();
  }

  @Test
  void areNeededToSendAndReceive() {
    String queue = create(KnownKey.ALIAS);
    sqs.ok("SendMessage", "QueueUrl", queue, "MessageBody", "hello");

    key.enable(false);
    sqs.call("SendMessage", "QueueUrl", queue, "MessageBody", "hello").isError(400, "KmsDisabled");
    sqs.call(
            "SendMessageBatch",
            "QueueUrl",
            queue,
            "Entries",
            List.of(Map.of("Id", "a", "MessageBody", "hello")))
        .isError(400, "KmsDisabled");
    sqs.call("ReceiveMessage", "QueueUrl", queue).isError(400, "KmsDisabled");

    key.enable(true);
    assertThat(sqs.ok("ReceiveMessage", "QueueUrl", queue).path("Messages")).hasSize(1);
  }

  /**
   * "The producer must have kms:GenerateDataKey and kms:Decrypt, the consumer kms:Decrypt".
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html">Key
   *     management of Amazon SQS</a>
   */
  @Test
  void areUsedByThoseWhoMay() {
    TestCallers callers = new TestCallers();
    WireClient root =
        TestServer.builder()
            .service(
                SqsApi.SERVICE, surroundings -> new SqsService(surroundings, SqsOptions.DEFAULTS))
            .ports(ports -> ports.offer(EncryptionKeys.class, () -> key))
            .surroundings(callers::enforcing)
            .build()
            .client();
    String queue =
        root.ok(
                "CreateQueue",
                "QueueName",
                "q",
                "Attributes",
                Map.of("KmsMasterKeyId", KnownKey.ALIAS))
            .path("QueueUrl")
            .asText();
    String sqsOnly = "{'Effect': 'Allow', 'Action': 'sqs:*', 'Resource': '*'}";
    callers.user("none", sqsOnly);
    callers.user("read", sqsOnly, "{'Effect': 'Allow', 'Action': 'kms:Decrypt', 'Resource': '*'}");
    callers.user(
        "write",
        sqsOnly,
        "{'Effect': 'Allow', 'Action': ['kms:Decrypt', 'kms:GenerateDataKey'], 'Resource': '*'}");
    Object[] message = {"QueueUrl", queue, "MessageBody", "hello"};
    for (String reader : List.of("none", "read")) {
      root.as(reader)
          .call("SendMessage", message)
          .isError(
              400,
              "KmsAccessDenied",
              "User: arn:aws:iam::123456789012:user/"
                  + reader
                  + " is not authorized to perform: kms:GenerateDataKey on resource:"
                  + " arn:aws:kms:eu-west-1:123456789012:key/known because no identity-based policy"
                  + " allows the kms:GenerateDataKey action");
      root.as(reader)
          .call(
              "SendMessageBatch",
              "QueueUrl",
              queue,
              "Entries",
              List.of(Map.of("Id", "a", "MessageBody", "hello")))
          .isError(400, "KmsAccessDenied");
    }
    root.as("write").ok("SendMessage", message);
    root.as("none").call("ReceiveMessage", "QueueUrl", queue).isError(400, "KmsAccessDenied");
    assertThat(root.as("read").ok("ReceiveMessage", "QueueUrl", queue).path("Messages")).hasSize(1);
  }

  /** SQS takes any key as an attribute. */
  @Test
  void areNotLookedUpBefore() {
    String queue = create("alias/unknown");
    sqs.call("SendMessage", "QueueUrl", queue, "MessageBody", "hello").isError(400, "KmsNotFound");
  }
}
