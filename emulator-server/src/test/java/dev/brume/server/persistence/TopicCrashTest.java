package dev.brume.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * A server is killed in the middle of publishing. Afterwards every acknowledged message is in every
 * queue that is subscribed, in the dead-letter queue of one that is gone, and at an HTTP endpoint
 * that fails now and then; FIFO queues, and FIFO dead-letter queues, have each once, in the order
 * of its group. Source of truth: the promise of {@code --data}, and
 * docs/decisions/0063-durable-work.md. {@code -Dbrume.crashes=100} kills it that often.
 */
class TopicCrashTest {
  private static final int CRASHES = Integer.getInteger("brume.crashes", 3);
  private static final int GROUPS = 3;
  private static final int MOST_CALLS = 100;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final String SNS = "arn:aws:sns:us-east-1:000000000000:";
  private static final String SQS = "arn:aws:sqs:us-east-1:000000000000:";
  private static final String FIFO = "ordered.fifo";
  private static final String LETTERS = "letters";
  private static final String FIFO_LETTERS = "letters.fifo";
  private static final int FAILS_EVERY = 5;

  /** Retries that follow at once, more than the endpoint fails in a row. */
  private static final String AT_ONCE =
      "{\"healthyRetryPolicy\":{\"numRetries\":20,\"numNoDelayRetries\":20,"
          + "\"minDelayTarget\":1,\"maxDelayTarget\":1}}";

  @TempDir private Path directory;

  private final Random random = new Random(23);
  private final AtomicInteger number = new AtomicInteger();
  private final Set<String> published = ConcurrentHashMap.newKeySet();
  private final Set<String> publishedInOrder = ConcurrentHashMap.newKeySet();
  private final Set<String> posted = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
  private final AtomicInteger posts = new AtomicInteger();
  private HttpServer receiver;

  @BeforeEach
  void receive() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::take);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (body.startsWith("{")) {
      tokens.add(new ObjectMapper().readTree(body).path("Token").asText());
    }
    boolean isTaken = posts.incrementAndGet() % FAILS_EVERY != 0;
    if (isTaken) {
      posted.add(body);
    }
    exchange.sendResponseHeaders(isTaken ? 200 : 500, -1);
    exchange.close();
  }

  private RealServer start() throws IOException {
    return RealServer.start(List.of(), "--data", directory.toString());
  }

  private static SnsClient client(RealServer server) {
    return SnsClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  @Test
  void nothingAcknowledgedIsLostAndOrderIsKept() throws Exception {
    try (RealServer server = start()) {
      setUp(server);
    }
    for (int crash = 0; crash < CRASHES; crash++) {
      publishUntilKilled(10 + random.nextInt(MOST_CALLS));
    }
    try (RealServer server = start();
        SqsCalls queues = new SqsCalls(server.endpoint())) {
      await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(posted).containsAll(published));
      for (String queue : List.of("one", "two", LETTERS)) {
        await()
            .atMost(LONG_ENOUGH)
            .untilAsserted(() -> assertThat(queues.allBodies(queue)).containsAll(published));
      }
      for (String queue : List.of(FIFO, FIFO_LETTERS)) {
        await()
            .atMost(LONG_ENOUGH)
            .untilAsserted(() -> assertThat(queues.allBodies(queue)).containsAll(publishedInOrder));
        checkOrder(queues.allBodies(queue));
      }
    }
    System.out.printf(
        "%d kills: %d messages of a topic and %d of a FIFO topic; none was lost, none out of"
            + " order%n",
        CRASHES, published.size(), publishedInOrder.size());
  }

  private void setUp(RealServer server) throws Exception {
    try (SqsCalls queues = new SqsCalls(server.endpoint());
        SnsClient sns = client(server)) {
      queues.createQueue("one");
      queues.createQueue("two");
      queues.createQueue(LETTERS);
      for (String queue : List.of(FIFO, FIFO_LETTERS)) {
        queues.call(
            "CreateQueue",
            SqsCalls.object()
                .put("QueueName", queue)
                .set("Attributes", SqsCalls.object().put("FifoQueue", "true")));
      }
      sns.createTopic(r -> r.name("news"));
      sns.createTopic(r -> r.name(FIFO).attributes(Map.of("FifoTopic", "true")));
      Map<String, String> raw = Map.of("RawMessageDelivery", "true");
      for (String queue : List.of("one", "two")) {
        sns.subscribe(
            r -> r.topicArn(SNS + "news").protocol("sqs").endpoint(SQS + queue).attributes(raw));
      }
      sns.subscribe(
          r -> r.topicArn(SNS + FIFO).protocol("sqs").endpoint(SQS + FIFO).attributes(raw));
      subscribeToNothing(sns, "news", "gone", LETTERS);
      subscribeToNothing(sns, FIFO, "gone.fifo", FIFO_LETTERS);
      subscribeReceiver(sns);
    }
  }

  /** A queue that does not exist: all its messages go to a dead-letter queue. */
  private static void subscribeToNothing(
      SnsClient sns, String topic, String queue, String letters) {
    Map<String, String> attributes =
        Map.of(
            "RawMessageDelivery",
            "true",
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"" + SQS + letters + "\"}");
    sns.subscribe(
        r -> r.topicArn(SNS + topic).protocol("sqs").endpoint(SQS + queue).attributes(attributes));
  }

  private void subscribeReceiver(SnsClient sns) throws InterruptedException {
    String url = "http://localhost:" + receiver.getAddress().getPort() + "/";
    Map<String, String> attributes =
        Map.of("RawMessageDelivery", "true", "DeliveryPolicy", AT_ONCE);
    sns.subscribe(
        r -> r.topicArn(SNS + "news").protocol("http").endpoint(url).attributes(attributes));
    String token = tokens.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
    sns.confirmSubscription(r -> r.topicArn(SNS + "news").token(token));
  }

  private void publishUntilKilled(int calls) throws Exception {
    try (RealServer server = start();
        SnsClient sns = client(server)) {
      CountDownLatch enough = new CountDownLatch(calls);
      List<Thread> clients = new ArrayList<>();
      clients.add(repeat(() -> publish(sns, enough)));
      for (int group = 0; group < GROUPS; group++) {
        String name = "g" + group;
        clients.add(repeat(() -> publishInOrder(sns, name, enough)));
      }
      enough.await();
      server.kill();
      for (Thread client : clients) {
        client.join();
      }
    }
  }

  /** One call after the other, until the server is gone. */
  private static Thread repeat(Runnable call) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  call.run();
                }
              } catch (SdkException e) {
                // The server was killed; what it was asked may have been done or not.
              }
            });
    thread.start();
    return thread;
  }

  private void publish(SnsClient sns, CountDownLatch enough) {
    String message = "m" + number.incrementAndGet();
    sns.publish(r -> r.topicArn(SNS + "news").message(message));
    published.add(message);
    enough.countDown();
  }

  private void publishInOrder(SnsClient sns, String group, CountDownLatch enough) {
    String message = group + " " + number.incrementAndGet();
    sns.publish(
        r ->
            r.topicArn(SNS + FIFO)
                .message(message)
                .messageGroupId(group)
                .messageDeduplicationId(message.replace(' ', '-')));
    publishedInOrder.add(message);
    enough.countDown();
  }

  private static void checkOrder(List<String> bodies) {
    assertThat(bodies).doesNotHaveDuplicates();
    Map<String, Integer> last = new HashMap<>();
    for (String body : bodies) {
      String[] parts = body.split(" ");
      int next = Integer.parseInt(parts[1]);
      assertThat(next).isGreaterThan(last.getOrDefault(parts[0], 0));
      last.put(parts[0], next);
    }
  }
}
