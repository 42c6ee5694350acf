package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Subscriptions, as the answers recorded on AWS, SNS, 2022 to 2025, have them.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html">Subscribe</a>
 */
class SubscriptionTest {
  private final SnsTestServer server = new SnsTestServer();
  private final WireClient sns = server.sns;
  private String topic;

  @BeforeEach
  void makeTopic() {
    topic = server.topic("news");
  }

  private WireAnswer subscribe(String protocol, String endpoint, Map<String, String> attributes) {
    return sns.call(
        "Subscribe",
        "TopicArn",
        topic,
        "Protocol",
        protocol,
        "Endpoint",
        endpoint,
        "Attributes",
        attributes);
  }

  private WireAnswer set(String arn, String name, String value) {
    return sns.call(
        "SetSubscriptionAttributes",
        "SubscriptionArn",
        arn,
        "AttributeName",
        name,
        "AttributeValue",
        value);
  }

  @Test
  void hasAttributes() {
    String arn = server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    assertThat(arn).startsWith(topic + ":");
    JsonNode shown = sns.ok("GetSubscriptionAttributes", "SubscriptionArn", arn).path("Attributes");
    assertThat(shown.path("ConfirmationWasAuthenticated").asText()).isEqualTo("true");
    assertThat(shown.path("PendingConfirmation").asText()).isEqualTo("false");
    assertThat(shown.path("RawMessageDelivery").asText()).isEqualTo("false");
    assertThat(shown.path("Protocol").asText()).isEqualTo("sqs");
    assertThat(shown.path("Endpoint").asText()).isEqualTo(SnsTestServer.QUEUE);
    assertThat(shown.path("SubscriptionPrincipal").asText())
        .isEqualTo("arn:aws:iam::123456789012:root");
    assertThat(shown.has("FilterPolicyScope")).isFalse();
  }

  @Test
  void isMadeOnce() {
    Map<String, String> raw = Map.of("RawMessageDelivery", "true");
    String arn = server.subscribe(topic, SnsTestServer.QUEUE, raw);
    assertThat(server.subscribe(topic, SnsTestServer.QUEUE, raw)).isEqualTo(arn);
    assertThat(server.subscribe(topic, SnsTestServer.QUEUE, Map.of())).isEqualTo(arn);
    subscribe("sqs", SnsTestServer.QUEUE, Map.of("RawMessageDelivery", "false"))
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: Attributes Reason: Subscription already exists with different"
                + " attributes");
  }

  @Test
  void needsAQueue() {
    subscribe("sqs", "http://localhost/queue", Map.of())
        .isError(400, "InvalidParameter", "Invalid parameter: SQS endpoint ARN");
    sns.call(
            "Subscribe",
            "TopicArn",
            topic + "x",
            "Protocol",
            "sqs",
            "Endpoint",
            SnsTestServer.QUEUE)
        .isError(404, "NotFound", "Topic does not exist");
    subscribe("sms", "invalid-number", Map.of())
        .isError(400, "InvalidParameter", "Invalid SMS endpoint: invalid-number");
  }

  /** As reported in https://github.com/getmoto/moto/issues/7518, of AWS's answer in 2024. */
  @Test
  void needsAnEndpointOfAnApplicationThatExists() {
    String gone = "arn:aws:sns:eu-west-1:123456789012:endpoint/GCM/app/gone";
    subscribe("application", gone, Map.of())
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: Endpoint Reason: Endpoint does not exist for endpoint " + gone);
  }

  /**
   * The words for unknown members are those that AWS's users report:
   * https://github.com/ministryofjustice/cloud-platform-environments/pull/11520. Those for queues
   * elsewhere are not recorded.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html">Amazon SNS
   *     dead-letter queues</a>: "must be under the same AWS account and Region"
   */
  @Test
  void hasADeadLetterQueueOfItsAccountAndRegion() {
    String arn = server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    String near = "{\"deadLetterTargetArn\":\"" + SnsTestServer.DEAD_LETTERS + "\"}";
    String more = near.replace("}", ",\"maxReceiveCount\":3}");
    set(arn, "RedrivePolicy", more)
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: RedrivePolicy: invalid JSON. Attribute maxReceiveCount is unknown.");
    for (String wrong :
        new String[] {
          near.replace("eu-west-1", "us-east-1"),
          near.replace("123456789012", "210987654321"),
          near.replace("dead-letters", "dead-letters.fifo")
        }) {
      set(arn, "RedrivePolicy", wrong).isError(400, "InvalidParameter");
      subscribe("sqs", SnsTestServer.QUEUE + "2", Map.of("RedrivePolicy", wrong))
          .isError(400, "InvalidParameter");
    }
    set(arn, "RedrivePolicy", near).ok();
    set(arn, "RedrivePolicy", "").ok();
  }

  /**
   * "Cannot unsubscribe a subscription that is pending confirmation" is what Terraform's provider
   * looks for in AWS's answer; its beginning is as reported in
   * https://github.com/go-to-k/cdkd/issues/1301.
   */
  @Test
  void cannotEndWhileItIsPending() {
    String arn =
        sns.ok(
                "Subscribe",
                "TopicArn",
                topic,
                "Protocol",
                "email",
                "Endpoint",
                "a@example.com",
                "ReturnSubscriptionArn",
                true)
            .path("SubscriptionArn")
            .asText();
    sns.call("Unsubscribe", "SubscriptionArn", arn)
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: SubscriptionArn Reason: Cannot unsubscribe a subscription that is"
                + " pending confirmation");
    sns.ok("GetSubscriptionAttributes", "SubscriptionArn", arn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "@b", "a@", "http://a@b/", "a@b@c", "a b@c", "mailto:a@b"})
  void needsAMailbox(String address) {
    subscribe("email", address, Map.of())
        .isError(400, "InvalidParameter", "Invalid parameter: Email address");
  }

  /** AWS's words are known for queues and text messages only. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http",
        "https",
        "email",
        "email-json",
        "application",
        "lambda",
        "firehose",
        "pigeon"
      })
  void needsAnEndpointOfItsProtocol(String protocol) {
    subscribe(protocol, "x", Map.of()).isError(400, "InvalidParameter");
    assertThat(sns.ok("ListSubscriptions").path("Subscriptions")).isEmpty();
  }

  @Test
  void hasAnEnvelopeWhereProtocolsKnowNoRawMessages() {
    subscribe("sms", "+15551234567", Map.of("RawMessageDelivery", "true"))
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: Attributes Reason: Delivery protocol [sms] does not support raw"
                + " message delivery.");
  }

  /** FIFO topics: "you can't deliver to customer managed endpoints". */
  @Test
  void ofFifoTopicsIsOfAQueue() {
    topic = server.fifoTopic("news.fifo");
    subscribe("sms", "+15551234567", Map.of()).isError(400, "InvalidParameter");
  }

  @Test
  void refusesWrongAttributes() {
    subscribe("sqs", SnsTestServer.QUEUE, Map.of("RawMessageDelivery", "wrongvalue"))
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: Attributes Reason: RawMessageDelivery: Invalid value [wrongvalue]."
                + " Must be true or false.");
    String arn = server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    set(arn, "fake", "x").isError(400, "InvalidParameter", "Invalid parameter: AttributeName");
    set(arn, "RawMessageDelivery", "")
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: RawMessageDelivery: Invalid value []. Must be true or false.");
    set(arn, "FilterPolicyScope", "RandomValue")
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: FilterPolicyScope: Invalid value [RandomValue]. Please use either"
                + " MessageBody or MessageAttributes");
    set(arn, "RedrivePolicy", "{\"deadLetterTargetArn\":\"fake\"}")
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: RedrivePolicy: deadLetterTargetArn is an invalid arn");
    for (String name : new String[] {"RedrivePolicy", "FilterPolicy"}) {
      set(arn, name, "{invalidjson}")
          .isError(
              400,
              "InvalidParameter",
              "Invalid parameter: "
                  + name
                  + ": failed to parse JSON. Unexpected character ('i' (code 105)): was expecting"
                  + " double-quote to start field name\n at [Source: REDACTED"
                  + " (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column:"
                  + " 2]");
    }
  }

  @Test
  void takesNestedFilterPoliciesForBodiesOnly() {
    String arn = server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    String nested = "{\"object\":{\"key\":[{\"prefix\":\"auto-\"}]}}";
    set(arn, "FilterPolicy", nested)
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: Filter policy scope MessageAttributes does not support nested"
                + " filter policy");
    set(arn, "FilterPolicyScope", "MessageBody").ok();
    set(arn, "FilterPolicy", nested).ok();
    JsonNode shown = sns.ok("GetSubscriptionAttributes", "SubscriptionArn", arn).path("Attributes");
    assertThat(shown.path("FilterPolicy").asText()).isEqualTo(nested);
    assertThat(shown.path("FilterPolicyScope").asText()).isEqualTo("MessageBody");
  }

  @Test
  void keepsFilterPoliciesSmall() {
    String arn = server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    set(arn, "FilterPolicy", "{\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1]}")
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: FilterPolicy: Filter policy can not have more than 5 keys");
    String many = "[1,2,3,4,5,6,7,8,9,10,11,12,13]";
    set(arn, "FilterPolicy", "{\"a\":" + many + ",\"b\":" + many + "}")
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: FilterPolicy: Filter policy is too complex");
    String large = "{\"a\":[\"" + "x".repeat(262_134) + "\"]}"; // 256 KB, the most there may be.
    set(arn, "FilterPolicy", large).ok();
    set(arn, "FilterPolicy", large.replace("{", "{ ")).isError(400, "InvalidParameter");
  }

  @Test
  void isListedAndDeleted() {
    String arn = server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    JsonNode all = sns.ok("ListSubscriptions").path("Subscriptions");
    assertThat(sns.ok("ListSubscriptionsByTopic", "TopicArn", topic).path("Subscriptions"))
        .isEqualTo(all);
    assertThat(all.path(0).path("SubscriptionArn").asText()).isEqualTo(arn);
    assertThat(all.path(0).path("TopicArn").asText()).isEqualTo(topic);
    sns.ok("Unsubscribe", "SubscriptionArn", arn);
    sns.ok("Unsubscribe", "SubscriptionArn", arn);
    sns.call("GetSubscriptionAttributes", "SubscriptionArn", arn)
        .isError(404, "NotFound", "Subscription does not exist");
    sns.call("Unsubscribe", "SubscriptionArn", "x")
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not"
                + " 1");
    JsonNode shown = sns.ok("GetTopicAttributes", "TopicArn", topic).path("Attributes");
    assertThat(shown.path("SubscriptionsDeleted").asText()).isEqualTo("1");
  }

  @Test
  void isKept() {
    String arn = server.subscribe(topic, SnsTestServer.QUEUE, Map.of("RawMessageDelivery", "true"));
    server.server.assertKept(() -> sns.ok("GetSubscriptionAttributes", "SubscriptionArn", arn));
  }

  /**
   * The numbers are of AWS's page; its error's words are not published.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html">Filter
   *     policy constraints</a>
   */
  @Test
  void aTopicHasUpTo200FilterPolicies() {
    Map<String, String> filtered = Map.of("FilterPolicy", "{\"a\":[\"b\"]}");
    String last = null;
    for (int i = 0; i < 200; i++) {
      last = server.subscribe(topic, "arn:aws:sqs:eu-west-1:123456789012:q" + i, filtered);
    }
    server.subscribe(topic, SnsTestServer.DEAD_LETTERS, Map.of());
    sns.call(
            "Subscribe",
            "TopicArn",
            topic,
            "Protocol",
            "sqs",
            "Endpoint",
            SnsTestServer.QUEUE,
            "Attributes",
            filtered)
        .isError(403, "FilterPolicyLimitExceeded");
    String plain = server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    setFilter(plain, "{\"a\":[1]}").isError(403, "FilterPolicyLimitExceeded");
    assertThat(setFilter(last, "{\"a\":[1]}").status()).isEqualTo(200);
    assertThat(setFilter(last, "").status()).isEqualTo(200);
    assertThat(setFilter(plain, "{\"a\":[1]}").status()).isEqualTo(200);
  }

  private WireAnswer setFilter(String subscription, String policy) {
    return sns.call(
        "SetSubscriptionAttributes",
        "SubscriptionArn",
        subscription,
        "AttributeName",
        "FilterPolicy",
        "AttributeValue",
        policy);
  }

  /** Up to three asterisks a pattern, up to 100 points; the words are those of other limits. */
  @Test
  void wildcardsHaveLimits() {
    String arn = server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    String tooComplex = "Invalid parameter: FilterPolicy: Filter policy is too complex";
    assertThat(setFilter(arn, "{\"a\":[{\"wildcard\":\"*a*b*\"}]}").status()).isEqualTo(200);
    setFilter(arn, "{\"a\":[{\"wildcard\":\"*a*b*c*\"}]}")
        .isError(400, "InvalidParameter", tooComplex);
    String ten = "{\"wildcard\":\"*a\"},".repeat(10);
    assertThat(setFilter(arn, "{\"a\":[" + ten + "\"b\"]}").status()).isEqualTo(200);
    setFilter(arn, "{\"a\":[" + ten + "{\"wildcard\":\"*b\"}]}")
        .isError(400, "InvalidParameter", tooComplex);
  }
}
