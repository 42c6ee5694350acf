package dev.brume.server.clients.kinesis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.VirtualBrume;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand subscriptions at once cost no thread each: twenty consumers of five hundred shards,
 * each consumer on an HTTP/2 connection of its own.
 *
 * <p>Source of truth: docs of this project, ARCHITECTURE.md ("Nobody's thread waits"); for the
 * subscriptions https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html
 */
class ManySubscriptionsTest {
  private static final int CONSUMERS = 20;
  private static final int SHARDS = 500;
  private static final int THREADS_AT_MOST = 500;
  private static final int AT_A_TIME = 100;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCOUNT = "000000000000";

  private final AtomicInteger subscribed = new AtomicInteger();
  private final AtomicInteger pushed = new AtomicInteger();

  /** Counts the events with a record. */
  private final class Events implements Flow.Subscriber<List<ByteBuffer>> {
    private final StringBuilder text = new StringBuilder();
    private boolean seen;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      if (seen) {
        return;
      }
      buffers.forEach(each -> text.append(ISO_8859_1.decode(each)));
      if (text.indexOf("\"Data\":\"d2FrZSB1cA==\"") >= 0) {
        seen = true;
        pushed.incrementAndGet();
      }
    }

    @Override
    public void onError(Throwable failure) {
      // The server ends with the test.
    }

    @Override
    public void onComplete() {
      // The server ends with the test.
    }
  }

  @Test
  void tenThousandSubscriptionsHaveNoThreadEach() throws Exception {
    List<HttpClient> clients = new ArrayList<>();
    try (VirtualBrume brume = new VirtualBrume();
        ExecutorService few = Executors.newFixedThreadPool(4)) {
      URI endpoint = brume.endpoint();
      HttpClient first = client(few, endpoint);
      clients.add(first);
      call(first, endpoint, "CreateStream", stream().put("ShardCount", SHARDS));
      for (int number = 0; number < CONSUMERS; number++) {
        HttpClient client = client(few, endpoint);
        clients.add(client);
        subscribeToAll(client, endpoint, "c" + number);
      }
      assertThat(subscribed).hasValue(CONSUMERS * SHARDS);
      assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(THREADS_AT_MOST);
      assertThat(call(first, endpoint, "DescribeStreamSummary", stream()).toString())
          .contains("\"ConsumerCount\":" + CONSUMERS);
      putIntoAll(first, endpoint);
      Awaitility.await().atMost(LIMIT).until(() -> pushed.get() == CONSUMERS * SHARDS);
      clients.forEach(HttpClient::shutdownNow);
    }
  }

  /** One that has gone over to HTTP/2 by a request without a body, as clients do in clear text. */
  private static HttpClient client(Executor few, URI endpoint) throws Exception {
    HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).executor(few).build();
    HttpRequest look = HttpRequest.newBuilder(endpoint.resolve("/_brume/clock")).build();
    HttpResponse<Void> answer = client.send(look, HttpResponse.BodyHandlers.discarding());
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    return client;
  }

  private static ObjectNode stream() {
    return JSON.createObjectNode().put("StreamName", "s");
  }

  private void subscribeToAll(HttpClient client, URI endpoint, String name) throws Exception {
    String arn =
        call(
                client,
                endpoint,
                "RegisterStreamConsumer",
                JSON.createObjectNode()
                    .put("StreamARN", "arn:aws:kinesis:us-east-1:" + ACCOUNT + ":stream/s")
                    .put("ConsumerName", name))
            .path("Consumer")
            .path("ConsumerARN")
            .asText();
    int before = subscribed.get();
    for (int shard = 0; shard < SHARDS; shard++) {
      ObjectNode input =
          JSON.createObjectNode()
              .put("ConsumerARN", arn)
              .put("ShardId", "shardId-%012d".formatted(shard));
      input.putObject("StartingPosition").put("Type", "LATEST");
      client.sendAsync(
          request(endpoint, "SubscribeToShard", input),
          head -> {
            assertThat(head.statusCode()).isEqualTo(200);
            subscribed.incrementAndGet();
            return HttpResponse.BodySubscribers.fromSubscriber(new Events());
          });
      int least = before + shard - AT_A_TIME;
      if (shard % AT_A_TIME == 0) {
        Awaitility.await().atMost(LIMIT).until(() -> subscribed.get() >= least);
      }
    }
    Awaitility.await().atMost(LIMIT).until(() -> subscribed.get() == before + SHARDS);
  }

  /** One record each. */
  private static void putIntoAll(HttpClient client, URI endpoint) throws Exception {
    JsonNode shards = call(client, endpoint, "ListShards", stream()).path("Shards");
    assertThat(shards).hasSize(SHARDS);
    ObjectNode input = stream();
    ArrayNode records = input.putArray("Records");
    for (JsonNode shard : shards) {
      records
          .addObject()
          .put("Data", "d2FrZSB1cA==")
          .put("PartitionKey", "k")
          .put("ExplicitHashKey", shard.path("HashKeyRange").path("StartingHashKey").asText());
    }
    assertThat(call(client, endpoint, "PutRecords", input).path("FailedRecordCount").asInt())
        .isZero();
  }

  private static HttpRequest request(URI endpoint, String operation, ObjectNode input)
      throws Exception {
    return HttpRequest.newBuilder(endpoint)
        .header("Content-Type", "application/x-amz-json-1.1")
        .header("Authorization", Accounts.authorization(ACCOUNT, "kinesis"))
        .header("X-Amz-Target", "Kinesis_20131202." + operation)
        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(input)))
        .build();
  }

  private static JsonNode call(HttpClient client, URI endpoint, String operation, ObjectNode input)
      throws Exception {
    HttpResponse<byte[]> answer =
        client.send(request(endpoint, operation, input), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(new String(answer.body(), ISO_8859_1)).isEqualTo(200);
    return answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }
}
