package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.Sender;
import dev.brume.core.port.StreamBatch;
import dev.brume.core.port.StreamCursor;
import dev.brume.core.port.StreamPosition;
import dev.brume.core.port.StreamRecord;
import dev.brume.core.port.StreamSource;
import dev.brume.core.scope.Arn;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Streams as other services see them. Source of truth: the ports' own descriptions, and
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Using Lambda with
 *     Kinesis</a>
 */
class StreamPortsTest {
  private static final Arn ARN = Arn.parse(KinesisWire.arn("s")).orElseThrow();
  private static final Sender SENDER =
      new Sender("dynamodb.amazonaws.com", "arn:aws:dynamodb:::t", KinesisWire.ACCOUNT);

  private final KinesisWire kinesis = KinesisWire.start();
  private final KinesisService service = kinesis.server().service("kinesis", KinesisService.class);
  private final StreamSource source = service.consumedStreams();
  private final DeliveryTarget target = service.deliveries();

  private <T> T in(Supplier<T> action) {
    return kinesis.server().environment().request(action);
  }

  @Test
  void areReadByCursors() {
    kinesis.stream("s", 1);
    kinesis.put("s", "k", "a");
    StreamCursor begin =
        in(() -> source.cursor(ARN, "shardId-000000000000", new StreamPosition.TrimHorizon()));
    StreamBatch batch = in(() -> source.read(begin, 10));
    StreamRecord record = batch.records().getFirst();
    assertThat(record.data().utf8()).isEqualTo("a");
    assertThat(record.partitionKey()).isEqualTo("k");
    AtomicInteger woken = new AtomicInteger();
    in(() -> source.onRecords(batch.next(), woken::incrementAndGet));
    assertThat(woken).hasValue(0);
    kinesis.put("s", "k", "b");
    assertThat(woken).hasValue(1);
    kinesis.put("s", "k", "c");
    assertThat(woken).hasValue(1);
    StreamCursor after =
        in(
            () ->
                source.cursor(
                    ARN,
                    "shardId-000000000000",
                    new StreamPosition.AfterSequenceNumber(record.sequenceNumber())));
    assertThat(in(() -> source.read(after, 1)).records().getFirst().data().utf8()).isEqualTo("b");
  }

  @Test
  void showTheirLineage() {
    kinesis.stream("s", 1);
    StreamCursor end =
        in(() -> source.cursor(ARN, "shardId-000000000000", new StreamPosition.Latest()));
    AtomicInteger woken = new AtomicInteger();
    in(() -> source.onRecords(end, woken::incrementAndGet));
    kinesis
        .client()
        .ok(
            "SplitShard",
            "StreamName",
            "s",
            "ShardToSplit",
            "shardId-000000000000",
            "NewStartingHashKey",
            "9");
    assertThat(woken).hasValue(1);
    assertThat(in(() -> source.read(end, 1)).next()).isNull();
    assertThat(in(() -> source.shards(ARN)))
        .extracting(shard -> shard.parentShardId())
        .containsExactly(null, "shardId-000000000000", "shardId-000000000000");
    kinesis.client().ok("DeleteStream", "StreamName", "s");
    assertThatThrownBy(() -> in(() -> source.read(end, 1))).isInstanceOf(AwsError.class);
    kinesis.stream("s", 1);
    assertThatThrownBy(() -> in(() -> source.read(end, 1))).isInstanceOf(AwsError.class);
  }

  private DeliveryOutcome deliver(DeliveryMessage message) {
    return in(() -> target.deliver(ARN, message, SENDER).toCompletableFuture().join());
  }

  @Test
  void takeDeliveries() {
    assertThat(deliver(DeliveryMessage.of("x")).status())
        .isEqualTo(DeliveryOutcome.Status.NOT_FOUND);
    kinesis.stream("s", 2);
    assertThat(target.exists(ARN)).isTrue();
    assertThat(deliver(DeliveryMessage.of("one").withPartitionKey("b")).isDelivered()).isTrue();
    assertThat(kinesis.all("s", 1)).containsExactly("one");
    assertThat(deliver(DeliveryMessage.of("x".repeat(2_000_000))).status())
        .isEqualTo(DeliveryOutcome.Status.INVALID);
  }
}
