package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.testkit.WireAnswer;
import org.junit.jupiter.api.Test;

/**
 * Resource policies of streams and consumers. AWS's pages name the codes of refusals, not their
 * messages.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutResourcePolicy.html">PutResourcePolicy</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/resource-based-policy-examples.html">Resource-based
 *     policies</a>
 */
class ResourcePoliciesTest {
  private static final String ACCOUNT = "{\"AWS\":\"222222222222\"}";
  private static final String EVERYONE = "\"*\"";
  private static final String READ = "kinesis:GetRecords";

  private final KinesisWire kinesis = KinesisWire.start();
  private final String arn = KinesisWire.arn(kinesis.stream("s", 1));

  private static String policy(String principal, String action, String resource) {
    return """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":%s,
         "Action":["kinesis:ListShards","%s"],"Resource":"%s"}}"""
        .formatted(principal, action, resource);
  }

  private WireAnswer put(String policy) {
    return put(arn, policy);
  }

  private WireAnswer put(String resource, String policy) {
    return kinesis.client().call("PutResourcePolicy", "ResourceARN", resource, "Policy", policy);
  }

  private String get(String resource) {
    return kinesis
        .client()
        .ok("GetResourcePolicy", "ResourceARN", resource)
        .path("Policy")
        .asText();
  }

  @Test
  void areKeptAsTheyAre() {
    kinesis
        .client()
        .call("GetResourcePolicy", "ResourceARN", arn)
        .isError(400, "ResourceNotFoundException");
    String policy = policy(ACCOUNT, READ, arn);
    put(policy).ok();
    assertThat(get(arn)).isEqualTo(policy);
    put("{}").isError(400, "InvalidArgumentException");
    put("").isError(400, "InvalidArgumentException");
    assertThat(get(arn)).isEqualTo(policy);
    kinesis.client().ok("DeleteResourcePolicy", "ResourceARN", arn);
    kinesis
        .client()
        .call("DeleteResourcePolicy", "ResourceARN", arn)
        .isError(400, "ResourceNotFoundException");
  }

  /** "It must include the identity of the principal and the actions allowed on this resource." */
  @Test
  void nameNoActionsOfOtherServices() {
    put(policy(ACCOUNT, "sns:Publish", arn)).isError(400, "InvalidArgumentException");
    put(policy(ACCOUNT, "Kinesis:ListShards", arn)).ok();
  }

  /** As above: a statement about another resource would allow nothing. */
  @Test
  void nameTheirResource() {
    String other = KinesisWire.arn(kinesis.stream("t", 1));
    for (String foreign :
        new String[] {other, arn + "/consumer/c:1", "arn:aws:sqs:eu-west-1:123456789012:s"}) {
      put(policy(ACCOUNT, READ, foreign)).isError(400, "InvalidArgumentException");
    }
    for (String own :
        new String[] {"*", arn, KinesisWire.arn("*"), "arn:aws:kinesis:*:*:stream/s"}) {
      put(policy(ACCOUNT, READ, own)).ok();
    }
  }

  /**
   * Everyone is a principal of resource policies; no page of Kinesis excludes it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
   */
  @Test
  void allowEveryone() {
    put(policy(EVERYONE, READ, arn)).ok();
    put(policy("{\"AWS\":\"*\"}", READ, arn)).ok();
    put(policy(ACCOUNT, READ, arn).replace("Principal", "Principle"))
        .isError(400, "InvalidArgumentException");
  }

  /** "A consumer ARN contains the creation timestamp": another consumer has no policy of it. */
  @Test
  void belongToOneConsumer() {
    String consumer = register();
    put(consumer, policy(ACCOUNT, "kinesis:SubscribeToShard", consumer)).ok();
    put(consumer, policy(ACCOUNT, "kinesis:SubscribeToShard", arn))
        .isError(400, "InvalidArgumentException");
    assertThat(get(consumer)).contains("SubscribeToShard");
    kinesis.client().ok("DeregisterStreamConsumer", "ConsumerARN", consumer);
    kinesis.passSeconds(1);
    kinesis
        .client()
        .call("GetResourcePolicy", "ResourceARN", consumer)
        .isError(400, "ResourceNotFoundException");
    kinesis
        .client()
        .call("GetResourcePolicy", "ResourceARN", register())
        .isError(400, "ResourceNotFoundException");
  }

  private String register() {
    return kinesis
        .client()
        .ok("RegisterStreamConsumer", "StreamARN", arn, "ConsumerName", "c")
        .path("Consumer")
        .path("ConsumerARN")
        .asText();
  }
}
