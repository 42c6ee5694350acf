package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.testkit.WireClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * HTTP endpoints that accept connections and never answer hold up no other, whatever their number.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Amazon
 *     SNS message delivery retries</a>: each endpoint has retries of its own
 */
class DeadReceiversTest {
  /** More than the places that all subscriptions have in common. */
  private static final int DEAD = 1_100;

  private static final int BACKLOG = 4_096;
  private static final int MESSAGES = 20;
  private static final Pattern TOKEN = Pattern.compile("\"subscription_token\": \"([0-9a-f]+)\"");

  private final HttpReceiver receiver = new HttpReceiver();
  private final SnsTestServer server = new SnsTestServer();
  private final WireClient sns = server.sns;
  private final String topic = server.topic("news");

  @AfterEach
  void close() {
    receiver.close();
  }

  private String subscribe(String url) {
    return sns.ok(
            "Subscribe",
            "TopicArn",
            topic,
            "Protocol",
            "http",
            "Endpoint",
            url,
            "ReturnSubscriptionArn",
            true)
        .path("SubscriptionArn")
        .asText();
  }

  private void confirm(String token) {
    sns.ok("ConfirmSubscription", "TopicArn", topic, "Token", token);
  }

  /** The token is read where the emulator shows it, since the endpoint reads nothing. */
  private void subscribeDeadReceiver(String url) {
    String shown = sns.send("GET", "/_aws/sns/subscription-tokens/" + subscribe(url), "").text();
    Matcher token = TOKEN.matcher(shown);
    assertThat(token.find()).isTrue();
    confirm(token.group(1));
  }

  @Test
  void holdUpNoOther() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < DEAD; i++) {
        subscribeDeadReceiver("http://localhost:" + silent.getLocalPort() + "/" + i);
      }
      sns.ok("Publish", "TopicArn", topic, "Message", "to the dead");
      subscribe(receiver.url("/in"));
      confirm(receiver.take().json().path("Token").asText());
      Set<String> got = new HashSet<>();
      for (int i = 0; i < MESSAGES; i++) {
        sns.ok("Publish", "TopicArn", topic, "Message", "hello " + i);
        got.add(receiver.take().json().path("Message").asText());
      }
      assertThat(got).hasSize(MESSAGES);
    }
  }
}
