package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Data protection policies. What AWS's words for a denied message are is not recorded.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-operations.html">Data
 *     protection policy operations in Amazon SNS</a>
 */
class DataProtectionTest {
  private static final String CUSTOM = "[{\"Name\":\"Order\",\"Regex\":\"O-[0-9]+\"}]";
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
        + "}],\"Configuration\":{\"CustomDataIdentifier\":"
        + CUSTOM
        + "}}";
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
    for (String place :
        List.of("{\"DataDirection\"", "{\"CustomDataIdentifier\"", "{\"Name\":\"Order\"")) {
      String more = "{\"Unknown\":1," + place.substring(1);
      put(policy("Inbound", "Order", "{\"Deny\":{}}").replace(place, more))
          .isError(400, "InvalidParameter");
    }
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

  private static String audit(String rate, String destinations) {
    return "{\"Audit\":{\"SampleRate\":\"" + rate + "\"," + destinations + "}}";
  }

  private static String logs(String when, String group) {
    return "\"" + when + "\":{\"CloudWatchLogs\":{\"LogGroup\":\"" + group + "\"}}";
  }

  /** A rate of 99 leaves some messages out, so that several have to be sent. */
  private void publishOften(String message) {
    for (int i = 0; i < 20; i++) {
      sns.ok("Publish", "TopicArn", topic, "Message", message);
    }
  }

  /** The members are those of the page's example. */
  @Test
  void reportsFindings() {
    subscribe();
    String found = logs("FindingsDestination", "/aws/vendedlogs/found");
    String nothing = logs("NoFindingsDestination", "/aws/vendedlogs/nothing");
    String operation = audit("99", found + "," + nothing);
    put(policy("Inbound", MANAGED + "EmailAddress", operation)).ok();
    publishOften("to a@b.example or c@d.example");
    publishOften("to nobody");
    List<JsonNode> findings = server.logged("/aws/vendedlogs/found");
    assertThat(findings).hasSizeBetween(10, 20);
    JsonNode report = findings.getFirst();
    assertThat(report.fieldNames())
        .toIterable()
        .containsExactly(
            "messageId", "auditTimestamp", "callerPrincipal", "resourceArn", "dataIdentifiers");
    assertThat(report.path("resourceArn").asText()).isEqualTo(topic);
    assertThat(report.path("callerPrincipal").asText()).startsWith("arn:aws:iam::");
    assertThat(report.path("auditTimestamp").asText()).matches("[0-9-]{10}T[0-9:]{8}Z");
    assertThat(report.path("dataIdentifiers").toString())
        .isEqualTo(
            "[{\"name\":\"EmailAddress\",\"count\":2,\"detections\":"
                + "[{\"start\":4,\"end\":14},{\"start\":19,\"end\":29}]}]");
    List<JsonNode> others = server.logged("/aws/vendedlogs/nothing");
    assertThat(others).hasSizeBetween(10, 20);
    assertThat(others.getFirst().path("dataIdentifiers")).isEmpty();
    assertThat(got()).hasSize(40);
  }

  @Test
  void reportsToStreamsAndBuckets() throws Exception {
    put(policy(
            "Inbound",
            "Order",
            audit(
                "99",
                "\"FindingsDestination\":{\"Firehose\":{\"DeliveryStream\":\"audits\"},"
                    + "\"S3\":{\"Bucket\":\"reports\"}}")))
        .ok();
    publishOften("order O-1");
    List<DeliveryMessage> records =
        server.at("arn:aws:firehose:eu-west-1:123456789012:deliverystream/audits");
    assertThat(records).hasSizeBetween(10, 20);
    assertThat(server.objects).hasSize(records.size());
    Map.Entry<String, byte[]> object = server.objects.entrySet().iterator().next();
    assertThat(object.getKey()).startsWith("reports/AWSLogs/123456789012/SNSDataProtection/");
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(object.getValue()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(records.getFirst().body());
    }
  }

  @Test
  void refusesWrongAudits() {
    String found = logs("FindingsDestination", "/aws/vendedlogs/found");
    for (String rate : List.of("", "100", "-1", "x")) {
      put(policy("Inbound", "Order", audit(rate, found))).isError(400, "InvalidParameter");
    }
    put(policy("Outbound", "Order", audit("99", found))).isError(400, "InvalidParameter");
    String twice =
        policy("Inbound", "Order", audit("99", found))
            .replaceFirst("\\[(\\{.*})],\"Conf", "[$1,$1],\"Conf");
    put(twice).isError(400, "InvalidParameter");
    put(policy("Inbound", "Order", "{\"Audit\":{\"SampleRate\":\"99\"}}"))
        .isError(400, "InvalidParameter");
    put(policy("Inbound", "Order", audit("99", logs("FindingsDestination", "/mine"))))
        .isError(400, "InvalidParameter");
    put(policy("Inbound", "Order", audit("99", "\"FindingsDestination\":{\"SQS\":{}}")))
        .isError(400, "InvalidParameter");
    put(policy("Inbound", "Order", audit("99", "\"FindingsDestination\":{\"S3\":{}}")))
        .isError(400, "InvalidParameter");
  }

  private static String custom(String identifiers) {
    return policy("Inbound", "Order", "{\"Deny\":{}}").replace(CUSTOM, identifiers);
  }

  private static String identifier(String name, String regex) {
    return "{\"Name\":\"" + name + "\",\"Regex\":\"" + regex + "\"}";
  }

  /**
   * The numbers and characters are AWS's; the errors are not published.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-custom-data-identifiers.html">Using
   *     custom data identifiers in Amazon SNS</a>
   */
  @Test
  void limitsCustomIdentifiers() {
    String order = identifier("Order", "O-[0-9]{4}|#=@/;, _^$?.+");
    List<String> others = IntStream.range(0, 10).mapToObj(i -> identifier("I" + i, "x")).toList();
    put(custom("[" + order + "," + String.join(",", others.subList(0, 9)) + "]")).ok();
    put(custom("[" + order + "," + String.join(",", others) + "]"))
        .isError(400, "InvalidParameter");
    put(custom("[" + identifier("Order", "x".repeat(200)) + "]")).ok();
    put(custom("[" + identifier("Order", "x".repeat(201)) + "]")).isError(400, "InvalidParameter");
    for (String regex : List.of("(a)", "a!", "[a", "\u00e9", "")) {
      put(custom("[" + identifier("Order", regex) + "]")).isError(400, "InvalidParameter");
    }
    for (String name : List.of("a b", "a".repeat(129), "", "Order", "EmailAddress")) {
      put(custom("[" + order + "," + identifier(name, "x") + "]")).isError(400, "InvalidParameter");
    }
  }

  /** What is found by learning alone is not done. */
  @Test
  void refusesWhatIsNotDone() {
    put(policy("Inbound", MANAGED + "Name", "{\"Deny\":{}}")).isError(501, "InternalFailure");
  }
}
