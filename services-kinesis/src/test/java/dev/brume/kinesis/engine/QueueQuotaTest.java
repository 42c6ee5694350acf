package dev.brume.kinesis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.schema.Blob;
import dev.brume.testkit.TestEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * "Maximum in-flight records per queue: 120,000".
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/queues-quotas.html">Quotas and
 *     limits for queues</a>
 */
class QueueQuotaTest {
  private static final int MOST = KinesisQuotas.IN_FLIGHT_RECORDS;
  private static final int HOUR_SECONDS = 3_600;

  private final TestEnvironment environment = new TestEnvironment();
  private final KinesisRegion region =
      environment.root(KinesisRegion.spec(environment.surroundings(), KinesisRules.DEFAULTS));

  private static List<QueuedRecord> receive(StreamQueue queue, int limit) {
    QueueWaiter waiter = queue.receive(false, limit, HOUR_SECONDS, 1);
    waiter.cancel();
    return waiter.result().toCompletableFuture().join();
  }

  /** AWS does not document what a receive answers at the quota: here, nothing new. */
  @Test
  void stopsNewRecords() {
    environment.request(
        () -> {
          KinesisStream stream =
              region.create("s", StreamSettings.of(StreamSettings.ON_DEMAND), 1, Map.of());
          HashKey key = HashKey.ofPartitionKey("k");
          for (int i = 0; i < MOST + 2; i++) {
            stream.put(stream.shardFor(key), key, "k", Blob.EMPTY);
          }
          StreamQueue queue =
              region
                  .queues()
                  .create("q", stream, "TRIM_HORIZON", 0, QueueAttributesState.DEFAULT, Map.of());
          List<QueuedRecord> first = receive(queue, MOST - 1);
          assertThat(first).hasSize(MOST - 1);
          assertThat(receive(queue, 10)).hasSize(1);
          assertThat(receive(queue, 10)).isEmpty();
          QueueDelivery delivery = first.getFirst().delivery();
          queue.acknowledge(false, delivery.shard(), delivery.index(), delivery.receipt());
          assertThat(receive(queue, 10)).hasSize(1);
        });
  }
}
