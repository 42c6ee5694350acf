package dev.brume.server.clients.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/**
 * Subscriptions to shards by the asynchronous client of the AWS SDK for Java v2.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html">SubscribeToShard</a>
 */
class SubscriptionsTest {
  private final KinesisAccount account = new KinesisAccount();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<ChildShard> children = new CopyOnWriteArrayList<>();

  private CompletableFuture<Void> subscribe(KinesisAsyncClient client, String consumer) {
    SubscribeToShardRequest request =
        SubscribeToShardRequest.builder()
            .consumerARN(consumer)
            .shardId("shardId-000000000000")
            .startingPosition(p -> p.type(ShardIteratorType.TRIM_HORIZON))
            .build();
    SubscribeToShardResponseHandler handler =
        SubscribeToShardResponseHandler.builder()
            .subscriber(
                event -> {
                  if (event instanceof SubscribeToShardEvent pushed) {
                    pushed.records().forEach(each -> received.add(each.data().asUtf8String()));
                    children.addAll(pushed.childShards());
                  }
                })
            .build();
    return client.subscribeToShard(request, handler);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void pushRecordsUntilTheShardEnds(Protocol protocol) throws Exception {
    account.create("s", 1);
    account.put("s", "k", "before");
    String consumer =
        account
            .kinesis
            .registerStreamConsumer(r -> r.streamARN(account.arn("s")).consumerName("c"))
            .consumer()
            .consumerARN();
    try (KinesisAsyncClient client = account.async(protocol)) {
      CompletableFuture<Void> subscription = subscribe(client, consumer);
      Awaitility.await().until(() -> received.contains("before"));
      account.put("s", "k", "after");
      Awaitility.await().until(() -> received.contains("after"));
      assertThat(refusalOf(subscribe(client, consumer)))
          .isInstanceOf(ResourceInUseException.class)
          .hasMessageContaining("Another active subscription exists for this consumer");
      account.kinesis.splitShard(
          s -> s.streamName("s").shardToSplit("shardId-000000000000").newStartingHashKey("1000"));
      subscription.get();
      assertThat(received).containsExactly("before", "after");
      assertThat(children).hasSize(2);
    }
  }

  private static Throwable refusalOf(CompletableFuture<Void> refused) throws Exception {
    try {
      refused.get();
      return null;
    } catch (ExecutionException failure) {
      return failure.getCause();
    }
  }
}
