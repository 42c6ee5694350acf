package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Caller;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.ProtocolId;
import dev.brume.kinesis.api.KinesisApi;
import dev.brume.kinesis.api.KinesisRecord;
import dev.brume.kinesis.api.StartingPosition;
import dev.brume.kinesis.api.SubscribeToShardEvent;
import dev.brume.kinesis.api.SubscribeToShardEventStream;
import dev.brume.kinesis.api.SubscribeToShardInput;
import dev.brume.testkit.TestEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/**
 * Records are pushed to subscribers of shards. How often AWS sends events without records it does
 * not say.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html">SubscribeToShard</a>
 */
class ShardSubscriptionTest {
  private final KinesisWire kinesis = KinesisWire.start();

  /** What a client has got so far. */
  private static final class Client implements Flow.Subscriber<SubscribeToShardEventStream> {
    final List<SubscribeToShardEvent> events = new ArrayList<>();
    Flow.Subscription subscription;
    Throwable failure;
    boolean complete;
    boolean asksOnTheWay;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(SubscribeToShardEventStream event) {
      events.add(event.subscribeToShardEvent());
      if (asksOnTheWay) {
        subscription.request(1);
      }
    }

    @Override
    public void onError(Throwable why) {
      failure = why;
    }

    @Override
    public void onComplete() {
      complete = true;
    }

    List<String> data() {
      List<String> data = new ArrayList<>();
      for (SubscribeToShardEvent event : events) {
        for (KinesisRecord each : event.records()) {
          data.add(each.data().utf8());
        }
      }
      return data;
    }
  }

  private String register(String name) {
    return kinesis
        .client()
        .ok("RegisterStreamConsumer", "StreamARN", KinesisWire.arn("s"), "ConsumerName", name)
        .path("Consumer")
        .path("ConsumerARN")
        .asText();
  }

  private static StartingPosition from(String type) {
    return StartingPosition.builder().type(type).build();
  }

  private Client subscribe(String consumer, int shard, StartingPosition position) {
    TestEnvironment environment = kinesis.server().environment();
    RequestContext context =
        new RequestContext(
            "id",
            TestEnvironment.SCOPE,
            new Caller(KinesisWire.ACCOUNT, KinesisWire.ACCOUNT, null),
            ProtocolId.AWS_JSON_1_1,
            KinesisApi.SUBSCRIBE_TO_SHARD,
            null);
    SubscribeToShardInput input =
        SubscribeToShardInput.builder()
            .consumerARN(consumer)
            .shardId(KinesisWire.shardId(shard))
            .startingPosition(position)
            .build();
    KinesisService service = kinesis.server().service("kinesis", KinesisService.class);
    Client client = new Client();
    environment
        .request(() -> service.subscriptions().subscribeToShard(context, input))
        .eventStream()
        .subscribe(client);
    return client;
  }

  /** Answer recorded on AWS, Kinesis, 19-08-2025: five records in one event, nothing behind. */
  @Test
  void getWhatIsThereAndWhatComes() {
    kinesis.stream("s", 1);
    for (int i = 0; i < 5; i++) {
      kinesis.put("s", "1", "Hello world_" + i);
    }
    Client client = subscribe(register("c"), 0, from("TRIM_HORIZON"));
    assertThat(client.events).isEmpty();
    client.subscription.request(10);
    assertThat(client.data()).hasSize(5).startsWith("Hello world_0");
    SubscribeToShardEvent first = client.events.getFirst();
    assertThat(first.millisBehindLatest()).isZero();
    assertThat(first.continuationSequenceNumber())
        .isEqualTo(first.records().getLast().sequenceNumber());
    kinesis.put("s", "1", "more");
    assertThat(client.data()).hasSize(6).endsWith("more");
  }

  /** Source: docs/configuration.md, "Stopping"; a server would wait for its end otherwise. */
  @Test
  void endWhenTheServerStops() {
    kinesis.stream("s", 1);
    Client client = subscribe(register("c"), 0, from("LATEST"));
    client.subscription.request(10);
    kinesis.server().service("kinesis", KinesisService.class).endWaits();
    assertThat(client.complete).isTrue();
    assertThat(client.failure).isNull();
  }

  @Test
  void getNoMoreThanTheyAskFor() {
    kinesis.stream("s", 1);
    Client client = subscribe(register("c"), 0, from("LATEST"));
    client.subscription.request(1);
    assertThat(client.events).hasSize(1);
    kinesis.put("s", "1", "a");
    kinesis.put("s", "1", "b");
    assertThat(client.data()).isEmpty();
    client.subscription.request(1);
    assertThat(client.data()).containsExactly("a", "b");
  }

  /** "It captures your shard progress even when no data is written to the shard." */
  @Test
  void areToldThatNothingCame() {
    kinesis.stream("s", 1);
    Client client = subscribe(register("c"), 0, from("LATEST"));
    client.subscription.request(100);
    kinesis.passSeconds(12);
    assertThat(client.events).hasSize(3);
    String continuation = client.events.getLast().continuationSequenceNumber();
    client.subscription.cancel();
    kinesis.put("s", "1", "later");
    kinesis.passSeconds(5);
    Client next =
        subscribe(
            register("d"),
            0,
            StartingPosition.builder()
                .type("AFTER_SEQUENCE_NUMBER")
                .sequenceNumber(continuation)
                .build());
    next.subscription.request(1);
    assertThat(next.data()).containsExactly("later");
  }

  @Test
  void endAfterFiveMinutes() {
    kinesis.stream("s", 1);
    Client client = subscribe(register("c"), 0, from("LATEST"));
    client.subscription.request(1_000);
    kinesis.passSeconds(299);
    assertThat(client.complete).isFalse();
    kinesis.passSeconds(1);
    assertThat(client.complete).isTrue();
    int events = client.events.size();
    kinesis.put("s", "1", "a");
    kinesis.passSeconds(60);
    assertThat(client.events).hasSize(events);
  }

  /** "Returned only at the end of the current shard." */
  @Test
  void endWithTheShard() {
    kinesis.stream("s", 1);
    kinesis.put("s", "1", "last");
    Client client = subscribe(register("c"), 0, from("TRIM_HORIZON"));
    client.subscription.request(1_000);
    kinesis
        .client()
        .ok(
            "SplitShard",
            "StreamName",
            "s",
            "ShardToSplit",
            "shardId-000000000000",
            "NewStartingHashKey",
            "170141183460469231731687303715884105728");
    assertThat(client.complete).isTrue();
    SubscribeToShardEvent end = client.events.getLast();
    assertThat(end.continuationSequenceNumber()).isNull();
    assertThat(end.childShards()).hasSize(2);
    assertThat(end.childShards().getFirst().parentShards()).containsExactly("shardId-000000000000");
    assertThat(client.data()).containsExactly("last");
  }

  /** "Within 5 seconds of a successful call, you'll get a ResourceInUseException." */
  @Test
  void areOnePerConsumerAndShard() {
    kinesis.stream("s", 2);
    String consumer = register("c");
    Client first = subscribe(consumer, 0, from("LATEST"));
    first.subscription.request(1_000);
    assertTooEarly(consumer);
    subscribe(consumer, 1, from("LATEST"));
    subscribe(register("d"), 0, from("LATEST"));
    kinesis.passSeconds(5);
    Client second = subscribe(consumer, 0, from("LATEST"));
    second.subscription.request(1_000);
    kinesis.put("s", "a", "x");
    assertThat(((AwsError) first.failure).code()).isEqualTo("ResourceInUseException");
    assertThat(second.data()).containsExactly("x");
  }

  private void assertTooEarly(String consumer) {
    assertThatThrownBy(() -> subscribe(consumer, 0, from("LATEST")))
        .isInstanceOfSatisfying(
            AwsError.class,
            refusal -> assertThat(refusal.code()).isEqualTo("ResourceInUseException"))
        .hasMessage(
            "Another active subscription exists for this consumer:"
                + " 123456789012:s:shardId-000000000000:c");
  }

  /** As above: the five seconds begin with the successful call, whatever becomes of it. */
  @Test
  void areNotRenewedAtOnce() {
    kinesis.stream("s", 1);
    String consumer = register("c");
    subscribe(consumer, 0, from("LATEST")).subscription.cancel();
    assertTooEarly(consumer);
    kinesis.passSeconds(4);
    assertTooEarly(consumer);
    kinesis.passSeconds(1);
    subscribe(consumer, 0, from("LATEST")).subscription.cancel();
    kinesis.client().ok("DeregisterStreamConsumer", "ConsumerARN", consumer);
    subscribe(register("c"), 0, from("LATEST"));
  }

  @Test
  void endWithTheirConsumerAndTheirStream() {
    kinesis.stream("s", 1);
    String consumer = register("c");
    Client first = subscribe(consumer, 0, from("LATEST"));
    first.subscription.request(1_000);
    kinesis.client().ok("DeregisterStreamConsumer", "ConsumerARN", consumer);
    assertThat(((AwsError) first.failure).code()).isEqualTo("ResourceNotFoundException");
    Client second = subscribe(register("d"), 0, from("LATEST"));
    second.subscription.request(1_000);
    kinesis.client().ok("DeleteStream", "StreamName", "s", "EnforceConsumerDeletion", true);
    assertThat(((AwsError) second.failure).code()).isEqualTo("ResourceNotFoundException");
  }

  /**
   * A put wakes the subscribers of many shards, each of which asks for more while it is given an
   * event: none is served inside of another. Source: docs of this project, ARCHITECTURE.md
   * ("Nobody's thread waits").
   */
  @Test
  void areServedOneAfterTheOther() {
    kinesis.stream("s", 250);
    List<Client> clients = new ArrayList<>();
    for (int consumer = 0; consumer < 20; consumer++) {
      String arn = register("c" + consumer);
      for (int shard = 0; shard < 250; shard++) {
        Client client = subscribe(arn, shard, from("LATEST"));
        client.asksOnTheWay = true;
        client.subscription.request(1);
        clients.add(client);
      }
    }
    List<Map<String, String>> records = new ArrayList<>();
    kinesis
        .shards("s")
        .forEach(
            shard ->
                records.add(
                    Map.of(
                        "Data",
                        "",
                        "PartitionKey",
                        "k",
                        "ExplicitHashKey",
                        shard.path("HashKeyRange").path("StartingHashKey").asText())));
    kinesis.client().ok("PutRecords", "StreamName", "s", "Records", records);
    assertThat(clients).allMatch(client -> client.data().size() == 1);
  }
}
