package dev.brume.sns;

import dev.brume.core.port.EncryptionKeys;
import dev.brume.sns.api.SnsApi;
import dev.brume.testkit.KnownKey;
import dev.brume.testkit.TestCallers;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Keys of KMS are looked up when messages are published; the codes are those that the model has for
 * it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors">Publish's
 *     errors</a>
 */
class TopicKeysTest {
  private final KnownKey key = new KnownKey();
  private final WireClient sns =
      TestServer.builder()
          .service(
              SnsApi.SERVICE,
              surroundings -> new SnsService(surroundings, new LinkOrigin(null, () -> 4566)))
          .ports(ports -> ports.offer(EncryptionKeys.class, () -> key))
          .build()
          .client();

  private String create(String keyId) {
    return sns.ok("CreateTopic", "Name", "t", "Attributes", Map.of("KmsMasterKeyId", keyId))
        .path("TopicArn")
        .asText();
  }

  @Test
  void areNeededToPublish() {
    String topic = create(KnownKey.ALIAS);
    sns.ok("Publish", "TopicArn", topic, "Message", "hello");

    key.enable(false);

    sns.call("Publish", "TopicArn", topic, "Message", "hello").isError(400, "KMSDisabled");
    sns.call(
            "PublishBatch",
            "TopicArn",
            topic,
            "PublishBatchRequestEntries",
            List.of(Map.of("Id", "a", "Message", "hello")))
        .isError(400, "KMSDisabled");
  }

  /**
   * Publishers need "kms:GenerateDataKey* and kms:Decrypt".
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#sns-what-permissions-for-sse">Configuring
   *     AWS KMS permissions</a>
   */
  @Test
  void areUsedByThoseWhoMay() {
    TestCallers callers = new TestCallers();
    WireClient root =
        TestServer.builder()
            .service(
                SnsApi.SERVICE,
                surroundings -> new SnsService(surroundings, new LinkOrigin(null, () -> 4566)))
            .ports(ports -> ports.offer(EncryptionKeys.class, () -> key))
            .surroundings(callers::enforcing)
            .build()
            .client();
    String topic =
        root.ok("CreateTopic", "Name", "t", "Attributes", Map.of("KmsMasterKeyId", KnownKey.ALIAS))
            .path("TopicArn")
            .asText();
    String snsOnly = "{'Effect': 'Allow', 'Action': 'sns:*', 'Resource': '*'}";
    callers.user("none", snsOnly);
    callers.user(
        "ana",
        snsOnly,
        "{'Effect': 'Allow', 'Action': ['kms:Decrypt', 'kms:GenerateDataKey*'], 'Resource': '*'}");
    root.as("none")
        .call("Publish", "TopicArn", topic, "Message", "hello")
        .isError(
            400,
            "KMSAccessDenied",
            "User: arn:aws:iam::123456789012:user/none is not authorized to perform: kms:GenerateDataKey on resource:"
                + " arn:aws:kms:eu-west-1:123456789012:key/known because no identity-based policy"
                + " allows the kms:GenerateDataKey action");
    root.as("none")
        .call(
            "PublishBatch",
            "TopicArn",
            topic,
            "PublishBatchRequestEntries",
            List.of(Map.of("Id", "a", "Message", "hello")))
        .isError(400, "KMSAccessDenied");
    root.as("ana").ok("Publish", "TopicArn", topic, "Message", "hello");
  }

  /** SNS takes any key as an attribute. */
  @Test
  void areNotLookedUpBefore() {
    sns.call("Publish", "TopicArn", create("alias/unknown"), "Message", "hello")
        .isError(400, "KMSNotFound");
  }
}
