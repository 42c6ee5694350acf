package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.state.Store;
import dev.brume.testkit.WireClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Subscriptions of HTTP endpoints, with a real receiver. Messages, headers and errors are as in the
 * answers recorded on AWS, SNS, 2023 to 2026.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html">Fanout
 *     Amazon SNS notifications to HTTPS endpoints</a>
 */
class HttpSubscriptionTest {
  private static final String DEAD_LETTERS =
      "{\"deadLetterTargetArn\":\"" + SnsTestServer.DEAD_LETTERS + "\"}";

  private final HttpReceiver receiver = new HttpReceiver();
  private final SnsTestServer server = new SnsTestServer();
  private final WireClient sns = server.sns;
  private final String topic = server.topic("news");

  @AfterEach
  void close() {
    receiver.close();
  }

  private String subscribe(String url, Map<String, String> attributes) {
    return sns.ok(
            "Subscribe",
            "TopicArn",
            topic,
            "Protocol",
            "http",
            "Endpoint",
            url,
            "Attributes",
            attributes,
            "ReturnSubscriptionArn",
            true)
        .path("SubscriptionArn")
        .asText();
  }

  private String confirmed(String path, Map<String, String> attributes) {
    String arn = subscribe(receiver.url(path), attributes);
    confirm(receiver.take().json().path("Token").asText());
    server.settle();
    return arn;
  }

  private void confirm(String token) {
    sns.ok("ConfirmSubscription", "TopicArn", topic, "Token", token);
  }

  private JsonNode attributes(String arn) {
    return sns.ok("GetSubscriptionAttributes", "SubscriptionArn", arn).path("Attributes");
  }

  private void publish(String message) {
    sns.ok("Publish", "TopicArn", topic, "Message", message);
  }

  @Test
  void asksTheEndpointToAgree() {
    String arn = subscribe(receiver.url("/in"), Map.of());
    HttpReceiver.Got got = receiver.take();
    assertThat(got.headers())
        .containsEntry("x-amz-sns-message-type", "SubscriptionConfirmation")
        .containsEntry("x-amz-sns-topic-arn", topic)
        .containsEntry("Content-Type", "text/plain; charset=UTF-8")
        .containsEntry("User-Agent", "Amazon Simple Notification Service Agent")
        .containsEntry("Accept-Encoding", "gzip,deflate")
        .doesNotContainKey("x-amz-sns-subscription-arn");
    JsonNode asked = got.json();
    assertThat(asked.path("MessageId").asText())
        .isEqualTo(got.headers().get("x-amz-sns-message-id"));
    assertThat(asked.path("Message").asText())
        .isEqualTo(
            "You have chosen to subscribe to the topic "
                + topic
                + ".\nTo confirm the subscription, visit the SubscribeURL included in this"
                + " message.");
    assertThat(asked.path("Token").asText()).matches("[0-9a-f]{288}");
    assertThat(attributes(arn).path("PendingConfirmation").asText()).isEqualTo("true");
    publish("too early");
    String link = asked.path("SubscribeURL").asText();
    sns.anonymous()
        .send("GET", link.substring("http://localhost:4566".length()), "")
        .hasStatus(200);
    assertThat(attributes(arn).path("PendingConfirmation").asText()).isEqualTo("false");
    assertThat(attributes(arn).path("ConfirmationWasAuthenticated").asText()).isEqualTo("false");
    publish("hello");
    HttpReceiver.Got message = receiver.take();
    assertThat(message.json().path("Message").asText()).isEqualTo("hello");
    assertThat(message.headers())
        .containsEntry("x-amz-sns-message-type", "Notification")
        .containsEntry("x-amz-sns-subscription-arn", arn)
        .doesNotContainKey("x-amz-sns-rawdelivery");
  }

  @Test
  void isPendingUntilThen() {
    String arn = subscribe(receiver.url("/in"), Map.of());
    JsonNode listed = sns.ok("ListSubscriptionsByTopic", "TopicArn", topic).path("Subscriptions");
    assertThat(listed.get(0).path("SubscriptionArn").asText()).isEqualTo("PendingConfirmation");
    JsonNode shown = sns.ok("GetTopicAttributes", "TopicArn", topic).path("Attributes");
    assertThat(shown.path("SubscriptionsPending").asText()).isEqualTo("1");
    assertThat(shown.path("SubscriptionsConfirmed").asText()).isEqualTo("0");
    JsonNode again =
        sns.ok("Subscribe", "TopicArn", topic, "Protocol", "http", "Endpoint", receiver.url("/in"));
    assertThat(again.path("SubscriptionArn").asText()).isEqualTo("pending confirmation");
    receiver.take();
    receiver.take();
    server.server.assertKept(() -> attributes(arn));
    server.server.pass(Duration.ofDays(2));
    sns.call("GetSubscriptionAttributes", "SubscriptionArn", arn).isError(404, "NotFound");
  }

  @Test
  void refusesWrongTokens() {
    subscribe(receiver.url("/in"), Map.of());
    String token = receiver.take().json().path("Token").asText();
    refuses(topic, "no-token", "Invalid token");
    refuses(topic, "abc123", "Invalid parameter: Token");
    refuses(topic, token.replaceAll(".{4}$", "0000"), "Invalid parameter: Token");
    refuses("news", token, "Invalid parameter: Topic");
    refuses(topic.replace("eu-west-1", "us-west-2"), token, "Invalid parameter: Topic");
    sns.ok("ConfirmSubscription", "TopicArn", topic + "x", "Token", token);
  }

  /** "Confirmation tokens are valid for two days", also where another request follows. */
  @Test
  void takesTheTokenOfEachRequest() {
    String arn = subscribe(receiver.url("/in"), Map.of());
    String token = receiver.take().json().path("Token").asText();
    assertThat(subscribe(receiver.url("/in"), Map.of())).isEqualTo(arn);
    receiver.take();
    sns.call(
            "ConfirmSubscription",
            "TopicArn",
            topic,
            "Token",
            token,
            "AuthenticateOnUnsubscribe",
            "maybe")
        .isError(400, "InvalidParameter");
    confirm(token);
    assertThat(attributes(arn).path("PendingConfirmation").asText()).isEqualTo("false");
  }

  private void refuses(String topicArn, String token, String message) {
    sns.call("ConfirmSubscription", "TopicArn", topicArn, "Token", token)
        .isError(400, "InvalidParameter", message);
  }

  @Test
  void canBeRestoredWhenItHasEnded() {
    String arn = confirmed("/in", Map.of());
    sns.ok("Unsubscribe", "SubscriptionArn", arn);
    HttpReceiver.Got end = receiver.take();
    assertThat(end.headers())
        .containsEntry("x-amz-sns-message-type", "UnsubscribeConfirmation")
        .containsEntry("x-amz-sns-subscription-arn", arn);
    assertThat(end.json().path("Message").asText())
        .startsWith("You have chosen to deactivate subscription " + arn + ".\nTo cancel");
    publish("unheard");
    confirm(end.json().path("Token").asText());
    publish("heard");
    assertThat(receiver.take().json().path("Message").asText()).isEqualTo("heard");
  }

  @Test
  void canEndByASignedRequestOnly() {
    String arn = subscribe(receiver.url("/in"), Map.of());
    sns.ok(
        "ConfirmSubscription",
        "TopicArn",
        topic,
        "Token",
        receiver.take().json().path("Token").asText(),
        "AuthenticateOnUnsubscribe",
        "true");
    assertThat(attributes(arn).path("ConfirmationWasAuthenticated").asText()).isEqualTo("true");
    sns.anonymous().send("GET", "/?Action=Unsubscribe&SubscriptionArn=" + arn, "").hasStatus(403);
    sns.ok("Unsubscribe", "SubscriptionArn", arn);
    sns.call("GetSubscriptionAttributes", "SubscriptionArn", arn).isError(404, "NotFound");
  }

  @Test
  void getsRawMessages() {
    confirmed(
        "/in",
        Map.of(
            "RawMessageDelivery",
            "true",
            "DeliveryPolicy",
            "{\"requestPolicy\":{\"headerContentType\":\"text/csv\"}}"));
    publish("a,b");
    HttpReceiver.Got got = receiver.take();
    assertThat(got.body()).isEqualTo("a,b");
    assertThat(got.headers())
        .containsEntry("x-amz-sns-rawdelivery", "true")
        .containsEntry("Content-Type", "text/csv");
  }

  @Test
  void sendsCredentialsToWhoAsksForThem() {
    confirmedAt(receiver.url("/locked").replace("http://", "http://user:secret@"));
    publish("hello");
    assertThat(receiver.take().headers())
        .containsEntry("Authorization", "Basic dXNlcjpzZWNyZXQ=")
        .containsEntry("Host", receiver.host());
  }

  /** Digest is the stronger one: the password does not go over the wire. */
  @Test
  void answersDigestChallenges() {
    receiver.challenges =
        List.of("Basic realm=\"here\"", "Digest realm=\"here\", nonce=\"n\", qop=\"auth\"");
    confirmedAt(receiver.url("/locked?a=b").replace("http://", "http://user:secret@"));
    publish("hello");
    assertThat(receiver.take().headers().get("Authorization"))
        .startsWith("Digest username=\"user\", realm=\"here\", nonce=\"n\", uri=\"/locked?a=b\"")
        .doesNotContain("secret");
  }

  /** A user without a password, as in {@code https://user@domain.com}. */
  @Test
  void aUserNeedsNoPassword() {
    confirmedAt(receiver.url("/locked").replace("http://", "http://user@"));
    publish("hello");
    assertThat(receiver.take().headers()).containsEntry("Authorization", "Basic dXNlcjo=");
  }

  /** Nobody who asks for what is not known is asked again: that is a failure of the client. */
  @Test
  void gives401UpWhereItHasNoAnswer() {
    confirmed("/in", Map.of("RedrivePolicy", DEAD_LETTERS));
    receiver.status = 401;
    publish("hello");
    receiver.take();
    server.settle();
    assertThat(receiver.isEmpty()).isTrue();
    assertThat(server.at(SnsTestServer.DEAD_LETTERS)).hasSize(1);
  }

  /**
   * "Amazon SNS passes the trace context from publisher to subscribers."
   *
   * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sns.html">Amazon
   *     SNS and AWS X-Ray</a>
   */
  @Test
  void passesTheTraceOn() {
    server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    confirmed("/in", Map.of());
    String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
    sns.send(
            "POST",
            "/",
            "Action=Publish&Version=2010-03-31&Message=hello&TopicArn=" + topic,
            "Content-Type",
            "application/x-www-form-urlencoded",
            "X-Amzn-Trace-Id",
            trace)
        .hasStatus(200);
    assertThat(receiver.take().headers()).containsEntry("X-Amzn-Trace-Id", trace);
    assertThat(server.at(SnsTestServer.QUEUE))
        .extracting(DeliveryMessage::traceHeader)
        .containsExactly(trace);
    publish("other");
    assertThat(receiver.take().headers()).doesNotContainKey("X-Amzn-Trace-Id");
    assertThat(server.at(SnsTestServer.QUEUE).get(1).traceHeader()).isNull();
  }

  private String confirmedAt(String url) {
    String arn = subscribe(url, Map.of());
    confirm(receiver.take().json().path("Token").asText());
    server.settle();
    return arn;
  }

  /** "Three retries with a delay between failed attempts set at 20 seconds", then dead letters. */
  @Test
  void triesAgainAndGivesUp() {
    confirmed("/in", Map.of("RedrivePolicy", DEAD_LETTERS));
    receiver.status = 500;
    publish("hello");
    for (int retry = 0; retry < 3; retry++) {
      receiver.take();
      server.settle();
      server.server.passSeconds(19);
      server.settle();
      assertThat(receiver.isEmpty()).isTrue();
      server.server.passSeconds(1);
    }
    receiver.take();
    server.settle();
    assertThat(server.at(SnsTestServer.DEAD_LETTERS))
        .extracting(DeliveryMessage::body)
        .singleElement()
        .asString()
        .contains("\"Message\" : \"hello\"");
  }

  /** An answer of 4xx says that another try would be no better; 429 is none of these. */
  @Test
  void triesAgainWhereThatMayHelp() {
    confirmed("/in", Map.of("RedrivePolicy", DEAD_LETTERS));
    receiver.status = 404;
    publish("one");
    receiver.take();
    server.settle();
    assertThat(server.at(SnsTestServer.DEAD_LETTERS)).hasSize(1);
    receiver.status = 429;
    publish("two");
    receiver.take();
    server.settle();
    receiver.status = 200;
    server.server.restart();
    server.server.passSeconds(20);
    assertThat(receiver.take().json().path("Message").asText()).isEqualTo("two");
    server.settle();
    assertThat(server.at(SnsTestServer.DEAD_LETTERS)).hasSize(1);
  }

  /** A try that is under way when the state is restored belongs to a state that is gone. */
  @Test
  void doesNotGoOnInARestoredState() {
    confirmed("/in", Map.of("RedrivePolicy", DEAD_LETTERS));
    Store.Snapshot before = server.server.environment().snapshot();
    receiver.hold();
    receiver.status = 500;
    publish("gone");
    receiver.take();
    server.server.restore(before);
    receiver.release();
    server.settle();
    receiver.status = 200;
    server.server.passSeconds(60);
    publish("hello");
    server.settle();
    assertThat(receiver.take().json().path("Message").asText()).isEqualTo("hello");
    assertThat(receiver.isEmpty()).isTrue();
    assertThat(server.at(SnsTestServer.DEAD_LETTERS)).isEmpty();
  }

  @Test
  void followsADeliveryPolicy() {
    String policy =
        "{\"healthyRetryPolicy\":{\"minDelayTarget\":1,\"maxDelayTarget\":4,\"numRetries\":4,"
            + "\"numNoDelayRetries\":1,\"numMinDelayRetries\":1,\"numMaxDelayRetries\":1,"
            + "\"backoffFunction\":\"exponential\"}}";
    confirmed("/in", Map.of("DeliveryPolicy", policy));
    receiver.status = 503;
    publish("hello");
    receiver.take();
    server.settle();
    server.server.passSeconds(0);
    receiver.take();
    for (long seconds : new long[] {1, 1, 4}) {
      server.settle();
      server.server.pass(Duration.ofSeconds(seconds).minusMillis(1));
      server.settle();
      assertThat(receiver.isEmpty()).isTrue();
      server.server.pass(Duration.ofMillis(1));
      receiver.take();
    }
    server.settle();
    server.server.passSeconds(3_600);
    server.settle();
    assertThat(receiver.isEmpty()).isTrue();
  }

  @Test
  void refusesWrongDeliveryPolicies() {
    String arn = subscribe(receiver.url("/in"), Map.of());
    for (String policy :
        new String[] {
          "x",
          "{\"http\":{}}",
          "{\"healthyRetryPolicy\":{\"minDelayTarget\":0}}",
          "{\"healthyRetryPolicy\":{\"minDelayTarget\":21}}",
          "{\"healthyRetryPolicy\":{\"numRetries\":101}}",
          "{\"healthyRetryPolicy\":{\"numRetries\":1,\"numNoDelayRetries\":2}}",
          "{\"healthyRetryPolicy\":{\"numRetries\":4,\"maxDelayTarget\":3600,"
              + "\"numMaxDelayRetries\":4}}",
          "{\"healthyRetryPolicy\":{\"backoffFunction\":\"cubic\"}}",
          "{\"throttlePolicy\":{\"maxReceivesPerSecond\":0}}",
          "{\"requestPolicy\":{\"headerContentType\":\"a\\r\\nb\"}}"
        }) {
      sns.call(
              "SetSubscriptionAttributes",
              "SubscriptionArn",
              arn,
              "AttributeName",
              "DeliveryPolicy",
              "AttributeValue",
              policy)
          .isError(400, "InvalidParameter");
    }
  }

  @Test
  void spreadsMessagesWhereThePolicyLimitsThem() {
    confirmed("/in", Map.of("DeliveryPolicy", "{\"throttlePolicy\":{\"maxReceivesPerSecond\":2}}"));
    publish("one");
    publish("two");
    assertThat(receiver.take().json().path("Message").asText()).isEqualTo("one");
    server.settle();
    assertThat(receiver.isEmpty()).isTrue();
    server.server.pass(Duration.ofMillis(500));
    assertThat(receiver.take().json().path("Message").asText()).isEqualTo("two");
  }

  /** A receiver that never answers takes no other's time. */
  @Test
  void isNotHeldUpByOthers() {
    server.subscribe(topic, SnsTestServer.QUEUE, Map.of());
    String silent = subscribe(receiver.url("/silent"), Map.of());
    String token =
        sns.send("GET", "/_aws/sns/subscription-tokens/" + silent, "")
            .text()
            .replaceAll(".*\"subscription_token\": \"([0-9a-f]+)\".*", "$1");
    confirm(token);
    String arn = subscribe(receiver.url("/in"), Map.of());
    confirm(receiver.take().json().path("Token").asText());
    Map<String, Integer> got = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      publish("hello " + i);
      got.merge(receiver.take().headers().get("x-amz-sns-subscription-arn"), 1, Integer::sum);
    }
    assertThat(got).containsExactly(Map.entry(arn, 50));
    assertThat(server.at(SnsTestServer.QUEUE)).hasSize(50);
  }
}
