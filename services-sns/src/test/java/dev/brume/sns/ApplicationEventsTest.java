package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.testkit.WireClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Topics are told what happens to the endpoints of platform applications. AWS does not publish what
 * the messages look like: that of a failed delivery is known from users, the others are by analogy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/application-event-notifications.html">Amazon
 *     SNS application event notifications for mobile applications</a>
 */
class ApplicationEventsTest {
  private final SnsTestServer server = new SnsTestServer();
  private final WireClient sns = server.sns;
  private final String topic = server.topic("events");

  private String application(String... events) {
    Map<String, String> attributes = new HashMap<>(Map.of("PlatformCredential", "key"));
    for (String event : events) {
      attributes.put(event, topic);
    }
    server.subscribe(topic, SnsTestServer.QUEUE, Map.of("RawMessageDelivery", "true"));
    return sns.ok(
            "CreatePlatformApplication", "Name", "a", "Platform", "GCM", "Attributes", attributes)
        .path("PlatformApplicationArn")
        .asText();
  }

  private List<JsonNode> told() {
    server.settle();
    return server.at(SnsTestServer.QUEUE).stream()
        .map(DeliveryMessage::body)
        .map(SnsTestServer::json)
        .toList();
  }

  private String endpoint(String application) {
    return sns.ok("CreatePlatformEndpoint", "PlatformApplicationArn", application, "Token", "t")
        .path("EndpointArn")
        .asText();
  }

  @Test
  void tellOfEndpoints() {
    String application =
        application("EventEndpointCreated", "EventEndpointUpdated", "EventEndpointDeleted");
    String endpoint = endpoint(application);
    endpoint(application); // It is there already.
    sns.ok(
        "SetEndpointAttributes", "EndpointArn", endpoint, "Attributes", Map.of("Token", "other"));
    sns.ok("DeleteEndpoint", "EndpointArn", endpoint);
    sns.ok("DeleteEndpoint", "EndpointArn", endpoint);
    List<JsonNode> told = told();
    assertThat(told)
        .extracting(event -> event.path("EventType").asText())
        .containsExactly("EndpointCreated", "EndpointUpdate", "EndpointDeleted");
    assertThat(told)
        .allSatisfy(
            event -> {
              assertThat(event.path("EndpointArn").asText()).isEqualTo(endpoint);
              assertThat(event.path("Resource").asText()).isEqualTo(application);
              assertThat(event.path("Service").asText()).isEqualTo("SNS");
            });
  }

  @Test
  void tellOfFailedDeliveries() {
    String endpoint = endpoint(application("EventDeliveryFailure"));
    String news = server.topic("news");
    sns.ok("Subscribe", "TopicArn", news, "Protocol", "application", "Endpoint", endpoint);
    sns.ok(
        "SetEndpointAttributes", "EndpointArn", endpoint, "Attributes", Map.of("Enabled", "false"));
    String id = sns.ok("Publish", "TopicArn", news, "Message", "hello").path("MessageId").asText();
    server.settle();
    assertThat(told()).hasSize(1);
    JsonNode event = told().getFirst();
    assertThat(event.path("EventType").asText()).isEqualTo("DeliveryFailure");
    assertThat(event.path("FailureType").asText()).isEqualTo("EndpointDisabled");
    assertThat(event.path("FailureMessage").asText()).isEqualTo("Endpoint is disabled");
    assertThat(event.path("DeliveryAttempts").asInt()).isEqualTo(1);
    assertThat(event.path("MessageId").asText()).isEqualTo(id);
  }

  @Test
  void areToldToTopicsOnly() {
    sns.call(
            "CreatePlatformApplication",
            "Name",
            "a",
            "Platform",
            "GCM",
            "Attributes",
            Map.of("PlatformCredential", "key", "EventEndpointCreated", "x"))
        .isError(400, "InvalidParameter");
  }
}
