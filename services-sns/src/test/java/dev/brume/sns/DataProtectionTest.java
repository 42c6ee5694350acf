package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Data protection policies. What AWS's words for a denied message are is not recorded.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-operations.html">Data
 *     protection policy operations in Amazon SNS</a>
 */
class DataProtectionTest {
  private static final String MANAGED = "arn:aws:dataprotection::aws:data-identifier/";

  private final SnsTestServer server = new SnsTestServer();
  private final WireClient sns = server.sns;
  private final String topic = server.topic("news");

  private static String policy(String direction, String identifier, String operation) {
    return "{\"Name\":\"p\",\"Version\":\"2021-06-01\",\"Statement\":[{\"DataDirection\":\""
        + direction
        + "\",\"Principal\":[\"*\"],\"DataIdentifier\":[\""
        + identifier
        + "\"],\"Operation\":"
        + operation
        + "}],\"Configuration\":{\"CustomDataIdentifier\":[{\"Name\":\"Order\",\"Regex\":\"O-[0-9]+\"}]}}";
  }

  private WireAnswer put(String policy) {
    return sns.call(
        "PutDataProtectionPolicy", "ResourceArn", topic, "DataProtectionPolicy", policy);
  }

  private List<String> got() {
    return server.at(SnsTestServer.QUEUE).stream().map(DeliveryMessage::body).toList();
  }

  private void subscribe() {
    server.subscribe(topic, SnsTestServer.QUEUE, Map.of("RawMessageDelivery", "true"));
  }

  @Test
  void deniesMessages() {
    subscribe();
    put(policy("Inbound", MANAGED + "CreditCardNumber", "{\"Deny\":{}}")).ok();
    sns.call("Publish", "TopicArn", topic, "Message", "pay by 4111-1111-1111-1111")
        .isError(403, "AuthorizationError");
    sns.ok("Publish", "TopicArn", topic, "Message", "order 4111-1111-1111-1112");
    JsonNode batch =
        sns.ok(
            "PublishBatch",
            "TopicArn",
            topic,
            "PublishBatchRequestEntries",
            List.of(
                Map.of("Id", "1", "Message", "4111 1111 1111 1111"),
                Map.of("Id", "2", "Message", "nothing")));
    assertThat(batch.path("Successful")).hasSize(1);
    assertThat(batch.path("Failed").get(0).path("Code").asText()).isEqualTo("AuthorizationError");
    assertThat(got()).containsExactly("order 4111-1111-1111-1112", "nothing");
  }

  @Test
  void masksData() {
    subscribe();
    put(policy(
            "Inbound",
            MANAGED + "EmailAddress",
            "{\"Deidentify\":{\"MaskConfig\":{\"MaskWithCharacter\":\"#\"}}}"))
        .ok();
    sns.ok("Publish", "TopicArn", topic, "Message", "to a@b.example, now");
    assertThat(got()).containsExactly("to ###########, now");
  }

  @Test
  void leavesDataOutOnTheWayOut() {
    subscribe();
    put(policy("Outbound", "Order", "{\"Deidentify\":{\"RedactConfig\":{}}}")).ok();
    sns.ok("Publish", "TopicArn", topic, "Message", "your order O-1234.");
    put(policy("Outbound", "Order", "{\"Deny\":{}}")).ok();
    sns.ok("Publish", "TopicArn", topic, "Message", "your order O-1234.");
    assertThat(got()).containsExactly("your order .");
  }

  @Test
  void isKeptAndRemoved() {
    String policy = policy("Inbound", MANAGED + "IpAddress", "{\"Deny\":{}}");
    put(policy).ok();
    server.server.assertKept(() -> sns.ok("GetDataProtectionPolicy", "ResourceArn", topic));
    assertThat(
            sns.ok("GetDataProtectionPolicy", "ResourceArn", topic)
                .path("DataProtectionPolicy")
                .asText())
        .isEqualTo(policy);
    assertThat(
            sns.ok("GetTopicAttributes", "TopicArn", topic)
                .path("Attributes")
                .has("DataProtectionPolicy"))
        .isFalse();
    put("").ok();
    sns.ok("Publish", "TopicArn", topic, "Message", "10.0.0.1");
  }

  @Test
  void refusesWrongPolicies() {
    put("x").isError(400, "InvalidParameter");
    put("{}").isError(400, "InvalidParameter");
    put(policy("Sideways", "Order", "{\"Deny\":{}}")).isError(400, "InvalidParameter");
    put(policy("Inbound", "Unknown", "{\"Deny\":{}}")).isError(400, "InvalidParameter");
    put(policy("Inbound", "Order", "{\"Deidentify\":{}}")).isError(400, "InvalidParameter");
    put(policy("Inbound", "Order", "{\"Deny\":{}}").replace("O-[0-9]+", "("))
        .isError(400, "InvalidParameter");
    sns.call(
            "PutDataProtectionPolicy",
            "ResourceArn",
            topic + "x",
            "DataProtectionPolicy",
            policy("Inbound", "Order", "{\"Deny\":{}}"))
        .isError(404, "NotFound");
  }

  /** What is found by learning alone, and logs of findings, are not done. */
  @Test
  void refusesWhatIsNotDone() {
    put(policy("Inbound", MANAGED + "Name", "{\"Deny\":{}}")).isError(501, "InternalFailure");
    put(policy("Inbound", "Order", "{\"Audit\":{\"SampleRate\":\"99\"}}"))
        .isError(501, "InternalFailure");
  }
}
