package dev.brume.server.clients.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.sqs.SqsAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * One message goes to many subscribers, whatever becomes of the others.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-common-scenarios.html">Common Amazon
 *     SNS scenarios: fanout</a>
 */
class FanOutTest {
  private static final int QUEUES = 1_000;
  private static final int DEAD_RECEIVERS = 20;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
  private static final Pattern TOKEN = Pattern.compile("\"subscription_token\": \"([0-9a-f]+)\"");

  private final SqsAccount account = SqsAccount.fresh();
  private final SnsClient sns =
      SnsClient.builder()
          .endpointOverride(SharedBrume.endpoint())
          .region(SqsAccount.REGION)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create(account.id, "secret")))
          .build();
  private final String topic = sns.createTopic(r -> r.name("news")).topicArn();

  @AfterEach
  void close() {
    sns.close();
  }

  private String subscribe(String queue) {
    String url = account.createQueue(queue);
    String arn = "arn:aws:sqs:" + SqsAccount.REGION.id() + ":" + account.id + ":" + queue;
    Map<String, String> raw = Map.of("RawMessageDelivery", "true");
    sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(arn).attributes(raw));
    return url;
  }

  private int waiting(String url) {
    QueueAttributeName count = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    return Integer.parseInt(
        account
            .sqs
            .getQueueAttributes(r -> r.queueUrl(url).attributeNames(count))
            .attributes()
            .get(count));
  }

  /** Looks at once: a delay before the first look would add up over all queues. */
  private void awaitMessages(String url, int count) {
    await().pollDelay(Duration.ZERO).atMost(LONG_ENOUGH).until(() -> waiting(url) == count);
  }

  @Test
  void oneMessageReachesAThousandQueues() {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < QUEUES; i++) {
      urls.add(subscribe("q" + i));
    }
    sns.publish(r -> r.topicArn(topic).message("hello"));
    for (String url : urls.reversed()) {
      awaitMessages(url, 1);
    }
    assertThat(sns.listSubscriptionsByTopicPaginator(r -> r.topicArn(topic)).subscriptions())
        .hasSize(QUEUES);
  }

  /** Endpoints that accept connections and never answer hold up no queue, and not the publisher. */
  @Test
  void deadReceiversHoldUpNobody() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < DEAD_RECEIVERS; i++) {
        subscribeDeadReceiver("http://localhost:" + silent.getLocalPort() + "/" + i);
      }
      String url = subscribe("inbox");
      for (int i = 0; i < 50; i++) {
        sns.publish(r -> r.topicArn(topic).message("hello"));
      }
      awaitMessages(url, 50);
    }
    Map<String, String> shown = sns.getTopicAttributes(r -> r.topicArn(topic)).attributes();
    assertThat(shown).containsEntry("SubscriptionsConfirmed", String.valueOf(DEAD_RECEIVERS + 1));
  }

  /** It is confirmed by the token that the server shows, since it reads nothing. */
  private void subscribeDeadReceiver(String url) throws IOException, InterruptedException {
    String arn =
        sns.subscribe(
                r -> r.topicArn(topic).protocol("http").endpoint(url).returnSubscriptionArn(true))
            .subscriptionArn();
    URI tokens = SharedBrume.endpoint().resolve("/_aws/sns/subscription-tokens/" + arn);
    String shown =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(tokens).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    Matcher token = TOKEN.matcher(shown);
    assertThat(token.find()).isTrue();
    sns.confirmSubscription(r -> r.topicArn(topic).token(token.group(1)));
  }
}
