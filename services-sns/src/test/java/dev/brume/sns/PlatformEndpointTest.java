package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.testkit.WireClient;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Platform applications and their endpoints, as the answers recorded on AWS, SNS, October and
 * November 2025, have them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-mobile-application-as-subscriber.html">
 *     Sending mobile push notifications</a>
 */
class PlatformEndpointTest {
  private static final Map<String, String> CREDENTIALS =
      Map.of("PlatformPrincipal", "p", "PlatformCredential", "c");

  private static final String HERE = "accountId=123456789012&region=eu-west-1";

  private final SnsTestServer server = new SnsTestServer();
  private final WireClient sns = server.sns;

  private String application(String name) {
    return sns.ok(
            "CreatePlatformApplication", "Name", name, "Platform", "ADM", "Attributes", CREDENTIALS)
        .path("PlatformApplicationArn")
        .asText();
  }

  private String endpoint(String application) {
    return sns.ok(
            "CreatePlatformEndpoint", "PlatformApplicationArn", application, "Token", "token_1")
        .path("EndpointArn")
        .asText();
  }

  private JsonNode sent(String query) {
    return server.shown("platform-endpoint-messages?" + query).path("platform_endpoint_messages");
  }

  @Test
  void belongToApplications() {
    String application = application("app");
    assertThat(application).isEqualTo("arn:aws:sns:eu-west-1:123456789012:app/ADM/app");
    String endpoint = endpoint(application);
    assertThat(endpoint).startsWith("arn:aws:sns:eu-west-1:123456789012:endpoint/ADM/app/");
    assertThat(endpoint(application)).isEqualTo(endpoint);
    sns.call(
            "CreatePlatformEndpoint",
            "PlatformApplicationArn",
            application,
            "Token",
            "token_1",
            "CustomUserData",
            "x")
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: Token Reason: Endpoint "
                + endpoint
                + " already exists with the same Token, but different attributes.");
    server.server.assertKept(
        () -> sns.ok("GetEndpointAttributes", "EndpointArn", endpoint).path("Attributes"));
    sns.ok("DeletePlatformApplication", "PlatformApplicationArn", application);
    sns.call("ListEndpointsByPlatformApplication", "PlatformApplicationArn", application)
        .isError(404, "NotFound", "PlatformApplication does not exist");
    sns.call("GetEndpointAttributes", "EndpointArn", endpoint)
        .isError(404, "NotFound", "Endpoint does not exist");
  }

  @Test
  void showNoCredentials() {
    String application = application("app");
    JsonNode shown =
        sns.ok("GetPlatformApplicationAttributes", "PlatformApplicationArn", application)
            .path("Attributes");
    assertThat(shown).hasSize(1);
    assertThat(shown.path("Enabled").asText()).isEqualTo("true");
    assertThat(sns.ok("ListPlatformApplications").path("PlatformApplications")).hasSize(1);
  }

  @Test
  void refuseWrongInput() {
    refusesApplication("AAA", CREDENTIALS, "Platform Reason: AAA is not supported");
    refusesApplication(
        "ADM",
        Map.of("PlatformPrincipal", "p"),
        "Attributes Reason: PlatformPrincipal attribute provided without PlatformCredential");
    refusesApplication(
        "ADM",
        Map.of("PlatformCredential", "p"),
        "Attributes Reason: PlatformCredential attribute provided without PlatformPrincipal");
    // The next two answers are not recorded.
    refusesApplication(
        "GCM",
        Map.of("PlatformCredential", "p", "SuccessFeedbackRoleArn", "x"),
        "Attributes Reason: Invalid value for attribute: SuccessFeedbackRoleArn: must be the ARN of"
            + " a role");
    String application = application("app");
    sns.call("CreatePlatformEndpoint", "PlatformApplicationArn", application, "Token", "")
        .isError(400, "InvalidParameter");
    refusesEndpoint(application, "InvalidKey", "x", "Invalid attribute name: InvalidKey");
    refusesEndpoint(
        application,
        "CustomUserData",
        "x".repeat(2_049),
        "Invalid value for attribute: CustomUserData: must be at most 2048 bytes long in UTF-8"
            + " encoding");
    sns.call(
            "SetEndpointAttributes",
            "EndpointArn",
            application,
            "Attributes",
            Map.of("Enabled", "false"))
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: EndpointArn Reason: Wrong number of slashes in relative portion of"
                + " the ARN.");
  }

  private void refusesApplication(String platform, Map<String, String> given, String message) {
    sns.call("CreatePlatformApplication", "Name", "x", "Platform", platform, "Attributes", given)
        .isError(400, "InvalidParameter", "Invalid parameter: " + message);
  }

  private void refusesEndpoint(String application, String name, String value, String message) {
    sns.call(
            "CreatePlatformEndpoint",
            "PlatformApplicationArn",
            application,
            "Token",
            "t",
            "Attributes",
            Map.of(name, value))
        .isError(400, "InvalidParameter", "Invalid parameter: Attributes Reason: " + message);
  }

  /** What arrives can be looked at and forgotten as LocalStack has it. */
  @Test
  void getMessages() {
    String endpoint = endpoint(application("app"));
    sns.ok(
        "Publish",
        "TargetArn",
        endpoint,
        "Message",
        "{\"default\":\"d\",\"ADM\":\"adm\"}",
        "MessageStructure",
        "json");
    JsonNode message = sent(HERE).path(endpoint).get(0);
    assertThat(message.path("Message").asText()).isEqualTo("adm");
    assertThat(message.path("TargetArn").asText()).isEqualTo(endpoint);
    assertThat(message.path("MessageStructure").asText()).isEqualTo("json");
    assertThat(sent(HERE + "&endpointArn=other").path("other")).isEmpty();
    assertThat(sent("region=eu-west-1")).isEmpty();
    server.server.assertKept(() -> sent(HERE));
    sns.send("DELETE", "/_aws/sns/platform-endpoint-messages?" + HERE, "").hasStatus(204);
    assertThat(sent(HERE)).isEmpty();
  }

  @Test
  void getMessagesOfTopics() {
    String endpoint = endpoint(application("app"));
    String topic = server.topic("news");
    Map<String, Object> input = new HashMap<>();
    input.put("TopicArn", topic);
    input.put("Protocol", "application");
    input.put("Endpoint", endpoint);
    input.put(
        "Attributes",
        Map.of(
            "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + SnsTestServer.DEAD_LETTERS + "\"}"));
    String subscription = sns.ok("Subscribe", input).path("SubscriptionArn").asText();
    assertThat(subscription).startsWith(topic + ":");
    sns.ok("Publish", "TopicArn", topic, "Message", "hello");
    assertThat(sent(HERE).path(endpoint).get(0).path("TopicArn").asText()).isEqualTo(topic);
    sns.ok(
        "SetEndpointAttributes", "EndpointArn", endpoint, "Attributes", Map.of("Enabled", "false"));
    sns.ok("Publish", "TopicArn", topic, "Message", "again");
    assertThat(sent(HERE).path(endpoint)).hasSize(1);
    assertThat(server.at(SnsTestServer.DEAD_LETTERS)).hasSize(1);
  }

  /** The codes are the model's; AWS's words are not recorded. */
  @Test
  void getNothingWhileDisabled() {
    String application = application("app");
    String endpoint = endpoint(application);
    sns.ok(
        "SetPlatformApplicationAttributes",
        "PlatformApplicationArn",
        application,
        "Attributes",
        Map.of("Enabled", "false"));
    sns.call("Publish", "TargetArn", endpoint, "Message", "x")
        .isError(400, "PlatformApplicationDisabled");
    sns.ok(
        "SetEndpointAttributes", "EndpointArn", endpoint, "Attributes", Map.of("Enabled", "false"));
    sns.call("Publish", "TargetArn", endpoint, "Message", "x").isError(400, "EndpointDisabled");
    sns.ok("DeleteEndpoint", "EndpointArn", endpoint);
    sns.call("Publish", "TargetArn", endpoint, "Message", "x")
        .isError(
            400,
            "InvalidParameter",
            "Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified");
  }

  /**
   * Functions get an event, signed by version 1 whatever the topic says, as in the answers recorded
   * on AWS, SNS, January 2024.
   */
  @Test
  void areNotTheOnlyOnesWithAFormOfTheirOwn() throws Exception {
    String function = "arn:aws:lambda:eu-west-1:123456789012:function:f";
    String topic = server.topic("news");
    String subscription =
        sns.ok("Subscribe", "TopicArn", topic, "Protocol", "lambda", "Endpoint", function)
            .path("SubscriptionArn")
            .asText();
    sns.ok(
        "SetTopicAttributes",
        "TopicArn",
        topic,
        "AttributeName",
        "SignatureVersion",
        "AttributeValue",
        "2");
    sns.ok("Publish", "TopicArn", topic, "Message", "hello");
    DeliveryMessage got = server.at(function).get(0);
    JsonNode record = new ObjectMapper().readTree(got.body()).at("/Records/0");
    assertThat(record.path("EventSource").asText()).isEqualTo("aws:sns");
    assertThat(record.path("EventSubscriptionArn").asText()).isEqualTo(subscription);
    assertThat(record.at("/Sns/Message").asText()).isEqualTo("hello");
    assertThat(record.at("/Sns/Subject").isNull()).isTrue();
    assertThat(record.at("/Sns/SignatureVersion").asText()).isEqualTo("1");
    assertThat(record.at("/Sns/SigningCertUrl").asText()).endsWith(".pem");
    assertThat(record.at("/Sns/MessageAttributes").isObject()).isTrue();
  }
}
