package dev.brume.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
 * queue that is subscribed, and FIFO queues have each once, in the order of its group. Source of
 * truth: the promise of {@code --data}, and docs/decisions/0063-durable-work.md. {@code
 * -Dbrume.crashes=100} kills it that often.
 */
class TopicCrashTest {
  private static final int CRASHES = Integer.getInteger("brume.crashes", 3);
  private static final int GROUPS = 3;
  private static final int MOST_CALLS = 100;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final String SNS = "arn:aws:sns:us-east-1:000000000000:";
  private static final String SQS = "arn:aws:sqs:us-east-1:000000000000:";
  private static final String FIFO = "ordered.fifo";

  @TempDir private Path directory;

  private final Random random = new Random(23);
  private final AtomicInteger number = new AtomicInteger();
  private final Set<String> published = ConcurrentHashMap.newKeySet();
  private final Set<String> publishedInOrder = ConcurrentHashMap.newKeySet();

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
      for (String queue : List.of("one", "two")) {
        await()
            .atMost(LONG_ENOUGH)
            .untilAsserted(() -> assertThat(queues.allBodies(queue)).containsAll(published));
      }
      await()
          .atMost(LONG_ENOUGH)
          .untilAsserted(() -> assertThat(queues.allBodies(FIFO)).containsAll(publishedInOrder));
      checkOrder(queues.allBodies(FIFO));
    }
    System.out.printf(
        "%d kills: %d messages of a topic and %d of a FIFO topic; none was lost, none out of"
            + " order%n",
        CRASHES, published.size(), publishedInOrder.size());
  }

  private static void setUp(RealServer server) throws Exception {
    try (SqsCalls queues = new SqsCalls(server.endpoint());
        SnsClient sns = client(server)) {
      queues.createQueue("one");
      queues.createQueue("two");
      queues.call(
          "CreateQueue",
          SqsCalls.object()
              .put("QueueName", FIFO)
              .set("Attributes", SqsCalls.object().put("FifoQueue", "true")));
      sns.createTopic(r -> r.name("news"));
      sns.createTopic(r -> r.name(FIFO).attributes(Map.of("FifoTopic", "true")));
      Map<String, String> raw = Map.of("RawMessageDelivery", "true");
      for (String queue : List.of("one", "two")) {
        sns.subscribe(
            r -> r.topicArn(SNS + "news").protocol("sqs").endpoint(SQS + queue).attributes(raw));
      }
      sns.subscribe(
          r -> r.topicArn(SNS + FIFO).protocol("sqs").endpoint(SQS + FIFO).attributes(raw));
    }
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
