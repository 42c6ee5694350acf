package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.port.EncryptionKeys;
import dev.brume.sqs.api.SqsApi;
import dev.brume.testkit.KnownKey;
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

  /** SQS takes any key as an attribute. */
  @Test
  void areNotLookedUpBefore() {
    String queue = create("alias/unknown");
    sqs.call("SendMessage", "QueueUrl", queue, "MessageBody", "hello").isError(400, "KmsNotFound");
  }
}
