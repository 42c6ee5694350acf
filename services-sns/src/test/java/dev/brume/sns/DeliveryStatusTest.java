package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Logs of how deliveries ended. The members of what is logged for topics are those of logs that
 * users have published, since AWS's page has no example; those for devices and phones are the ones
 * of AWS's examples. That no success is logged where there is no sample rate is a guess.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html">Message
 *     delivery status</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-msg-status.html">Mobile app
 *     attributes</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html">Monitoring SMS
 *     activity</a>
 */
class DeliveryStatusTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/feedback";
  private static final String GROUP = "sns/eu-west-1/123456789012/";
  private static final String UUID = "[0-9a-f-]{36}";
  private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");
  private static final Map<String, String> DEAD_LETTERS =
      Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + SnsTestServer.DEAD_LETTERS + "\"}");

  private final SnsTestServer server = new SnsTestServer();
  private final WireClient sns = server.sns;
  private final String topic = server.topic("news");

  private void log(String protocol, String rate) {
    set(protocol + "SuccessFeedbackRoleArn", ROLE);
    set(protocol + "FailureFeedbackRoleArn", ROLE);
    set(protocol + "SuccessFeedbackSampleRate", rate);
  }

  private void set(String attribute, String value) {
    sns.ok(
        "SetTopicAttributes",
        "TopicArn",
        topic,
        "AttributeName",
        attribute,
        "AttributeValue",
        value);
  }

  private String publish() {
    return sns.ok("Publish", "TopicArn", topic, "Message", "hello").path("MessageId").asText();
  }

  private List<JsonNode> successes() {
    return server.logged(GROUP + "news");
  }

  private List<JsonNode> failures() {
    return server.logged(GROUP + "news/Failure");
  }

  @Test
  void ofQueues() {
    log("SQS", "100");
    server.subscribe(topic, SnsTestServer.QUEUE, RAW);
    String id = publish();
    assertThat(successes()).hasSize(1);
    JsonNode event = successes().getFirst();
    assertThat(event.fieldNames())
        .toIterable()
        .containsExactly("notification", "delivery", "status");
    assertThat(event.path("status").asText()).isEqualTo("SUCCESS");
    JsonNode notification = event.path("notification");
    assertThat(notification.path("messageMD5Sum").asText())
        .isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(notification.path("messageId").asText()).isEqualTo(id);
    assertThat(notification.path("topicArn").asText()).isEqualTo(topic);
    assertThat(notification.path("timestamp").asText())
        .matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}");
    JsonNode delivery = event.path("delivery");
    assertThat(delivery.path("deliveryId").asText()).matches(UUID);
    assertThat(delivery.path("destination").asText()).isEqualTo(SnsTestServer.QUEUE);
    assertThat(delivery.path("providerResponse").asText())
        .matches(
            "[{]\"sqsRequestId\":\""
                + UUID
                + "\",\"sqsMessageId\":\""
                + SnsTestServer.RECEIPT
                + "\"}");
    assertThat(delivery.path("dwellTimeMs").asInt()).isZero();
    assertThat(delivery.path("attempts").asInt()).isEqualTo(1);
    assertThat(delivery.path("statusCode").asInt()).isEqualTo(200);
  }

  /** A retry that succeeds is one success; the time is that from publishing to the last try. */
  @Test
  void ofWhatWasTriedAgain() {
    log("SQS", "100");
    server.subscribe(topic, SnsTestServer.UNSTEADY, RAW);
    server.failures = 4;
    publish();
    server.settle();
    assertThat(successes()).isEmpty();
    server.server.passSeconds(1);
    server.settle();
    JsonNode delivery = successes().getFirst().path("delivery");
    assertThat(delivery.path("attempts").asInt()).isEqualTo(5);
    assertThat(delivery.path("dwellTimeMs").asInt()).isEqualTo(1_000);
    assertThat(failures()).isEmpty();
  }

  /** The way to the dead-letter queue is none of the topic's deliveries. */
  @Test
  void ofWhatCannotBeDelivered() {
    log("SQS", "100");
    server.subscribe(topic, SnsTestServer.GONE, DEAD_LETTERS);
    publish();
    server.settle();
    assertThat(server.at(SnsTestServer.DEAD_LETTERS)).hasSize(1);
    assertThat(successes()).isEmpty();
    JsonNode event = failures().getFirst();
    assertThat(event.path("status").asText()).isEqualTo("FAILURE");
    assertThat(event.path("delivery").path("statusCode").asInt()).isEqualTo(400);
    assertThat(event.path("delivery").path("providerResponse").asText())
        .isEqualTo(
            "{\"ErrorCode\":\"AWS.SimpleQueueService.NonExistentQueue\",\"ErrorMessage\":\"The"
                + " specified queue does not exist or you do not have access to it.\","
                + "\"sqsRequestId\":\"Unrecoverable\"}");
  }

  @Test
  void areSampled() {
    server.subscribe(topic, SnsTestServer.QUEUE, RAW);
    log("SQS", "30");
    for (int i = 0; i < 200; i++) {
      publish();
    }
    assertThat(successes()).hasSizeBetween(30, 90);
    int before = successes().size();
    set("SQSSuccessFeedbackSampleRate", "0");
    publish();
    set("SQSSuccessFeedbackSampleRate", "100");
    set("SQSSuccessFeedbackRoleArn", "");
    publish();
    assertThat(successes()).hasSize(before);
  }

  @Test
  void areWrittenForTheirProtocolAlone() {
    log("Lambda", "100");
    server.subscribe(topic, SnsTestServer.QUEUE, RAW);
    String function = "arn:aws:lambda:eu-west-1:123456789012:function:f";
    sns.ok("Subscribe", "TopicArn", topic, "Protocol", "lambda", "Endpoint", function);
    publish();
    assertThat(successes()).hasSize(1);
    JsonNode delivery = successes().getFirst().path("delivery");
    assertThat(delivery.path("destination").asText()).isEqualTo(function);
    assertThat(delivery.path("statusCode").asInt()).isEqualTo(202);
    assertThat(delivery.path("providerResponse").asText())
        .isEqualTo("{\"lambdaRequestId\":\"" + SnsTestServer.RECEIPT + "\"}");
  }

  /** That the body of the answer is what the provider responds is a guess. */
  @Test
  void ofHttpEndpoints() {
    try (HttpReceiver receiver = new HttpReceiver()) {
      log("HTTP", "100");
      sns.ok("Subscribe", "TopicArn", topic, "Protocol", "http", "Endpoint", receiver.url("/in"));
      String token = receiver.take().json().path("Token").asText();
      sns.ok("ConfirmSubscription", "TopicArn", topic, "Token", token);
      server.settle();
      assertThat(successes()).isEmpty();
      publish();
      receiver.take();
      server.settle();
      assertThat(successes().getFirst().path("delivery").path("statusCode").asInt()).isEqualTo(200);
      receiver.status = 500;
      publish();
      for (int attempt = 1; attempt <= 4; attempt++) {
        receiver.take();
        server.settle();
        server.server.passSeconds(20);
      }
      server.settle();
      assertThat(failures()).hasSize(1);
      JsonNode delivery = failures().getFirst().path("delivery");
      assertThat(delivery.path("attempts").asInt()).isEqualTo(4);
      assertThat(delivery.path("statusCode").asInt()).isEqualTo(500);
      assertThat(delivery.path("dwellTimeMs").asInt()).isEqualTo(60_000);
    }
  }

  @Test
  void ofDevices() {
    Map<String, String> settings = new HashMap<>();
    settings.put("PlatformCredential", "key");
    settings.put("SuccessFeedbackRoleArn", ROLE);
    settings.put("FailureFeedbackRoleArn", ROLE);
    settings.put("SuccessFeedbackSampleRate", "100");
    String application =
        sns.ok("CreatePlatformApplication", "Name", "a", "Platform", "GCM", "Attributes", settings)
            .path("PlatformApplicationArn")
            .asText();
    String endpoint =
        sns.ok("CreatePlatformEndpoint", "PlatformApplicationArn", application, "Token", "t")
            .path("EndpointArn")
            .asText();
    sns.ok("Publish", "TargetArn", endpoint, "Message", "hello");
    List<JsonNode> sent = server.logged(GROUP + "app/GCM/a");
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst().path("status").asText()).isEqualTo("SUCCESS");
    JsonNode delivery = sent.getFirst().path("delivery");
    assertThat(delivery.path("token").asText()).isEqualTo("t");
    assertThat(delivery.path("destination").asText()).isEqualTo(endpoint);
    log("Application", "100");
    sns.ok("Subscribe", "TopicArn", topic, "Protocol", "application", "Endpoint", endpoint);
    sns.ok(
        "SetEndpointAttributes", "EndpointArn", endpoint, "Attributes", Map.of("Enabled", "false"));
    publish();
    assertThat(server.logged(GROUP + "app/GCM/a/Failure")).hasSize(1);
    assertThat(failures()).hasSize(1);
    settings.put("SuccessFeedbackSampleRate", "101");
    sns.call("CreatePlatformApplication", "Name", "b", "Platform", "GCM", "Attributes", settings)
        .isError(400, "InvalidParameter");
  }

  @Test
  void ofPhones() {
    sns.ok("Publish", "PhoneNumber", "+15550100", "Message", "hello");
    sns.ok(
        "SetSMSAttributes",
        "attributes",
        Map.of("DeliveryStatusIAMRole", ROLE, "DeliveryStatusSuccessSamplingRate", "100"));
    String id =
        sns.ok("Publish", "PhoneNumber", "+15550100", "Message", "x".repeat(161))
            .path("MessageId")
            .asText();
    List<JsonNode> sent = server.logged(GROUP + "DirectPublishToPhoneNumber");
    assertThat(sent).hasSize(1);
    JsonNode event = sent.getFirst();
    assertThat(event.path("notification").path("messageId").asText()).isEqualTo(id);
    JsonNode delivery = event.path("delivery");
    assertThat(delivery.path("destination").asText()).isEqualTo("+15550100");
    assertThat(delivery.path("smsType").asText()).isEqualTo("Promotional");
    assertThat(delivery.path("numberOfMessageParts").asInt()).isEqualTo(2);
    assertThat(delivery.path("priceInUSD").asDouble()).isEqualTo(0.00645);
    assertThat(delivery.path("providerResponse").asText())
        .isEqualTo("Message has been accepted by phone carrier");
    assertThat(event.path("status").asText()).isEqualTo("SUCCESS");
  }

  /** Logs are written with the end of the delivery, so no restart loses or repeats them. */
  @Test
  void outlastARestart() {
    log("SQS", "100");
    server.subscribe(topic, SnsTestServer.UNSTEADY, RAW);
    server.failures = 4;
    publish();
    server.settle();
    server.server.restart();
    server.server.passSeconds(1);
    server.settle();
    assertThat(successes()).hasSize(1);
  }
}
