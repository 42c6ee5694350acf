package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.port.StreamBatch;
import dev.brume.core.port.StreamCursor;
import dev.brume.core.port.StreamPosition;
import dev.brume.core.port.StreamShard;
import dev.brume.core.port.StreamSource;
import dev.brume.core.port.Wakeup;
import dev.brume.core.scope.Arn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The streams of tables as event source mappings read them: the contract of {@link StreamSource},
 * which is this project's own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using AWS Lambda with
 *     Amazon DynamoDB</a>
 */
class StreamSourceTest {
  private final StreamsWire streams = new StreamsWire();
  private final DynamoDbWire wire = streams.wire;
  private final AtomicInteger woken = new AtomicInteger();
  private StreamSource source;
  private Arn arn;

  @BeforeEach
  void makeTable() {
    arn = Arn.parse(streams.table("orders", "NEW_IMAGE")).orElseThrow();
    source = wire.service().streams().consumedStreams();
  }

  private <T> T within(Supplier<T> call) {
    return wire.server.environment().request(call);
  }

  private void put(String key) {
    wire.put("orders", "{'pk': {'S': '%s'}}".formatted(key));
  }

  private StreamCursor cursor(StreamPosition position) {
    List<StreamShard> shards = source.shards(arn);
    return source.cursor(arn, shards.getLast().shardId(), position);
  }

  @Test
  void readsWhatGetRecordsGives() {
    assertThat(within(() -> source.exists(arn))).isTrue();
    StreamCursor begin = within(() -> cursor(new StreamPosition.TrimHorizon()));
    put("a");
    put("b");
    StreamBatch batch = within(() -> source.read(begin, 1));
    assertThat(batch.records()).hasSize(1);
    assertThat(DynamoDbWire.json(batch.records().get(0).data().utf8()))
        .isEqualTo(streams.records(arn.toString()).get(0));
    StreamBatch rest = within(() -> source.read(batch.next(), 100));
    assertThat(rest.records()).hasSize(1);
    assertThat(rest.millisBehindLatest()).isZero();
    String number = batch.records().get(0).sequenceNumber();
    StreamCursor after = within(() -> cursor(new StreamPosition.AfterSequenceNumber(number)));
    assertThat(after).isEqualTo(batch.next());
    assertThat(within(() -> source.read(cursor(new StreamPosition.Latest()), 9)).records())
        .isEmpty();
  }

  @Test
  void wakesOnceForARecord() {
    StreamCursor latest = within(() -> cursor(new StreamPosition.Latest()));
    within(() -> source.onRecords(latest, woken::incrementAndGet));
    Wakeup given = within(() -> source.onRecords(latest, woken::incrementAndGet));
    given.close();
    assertThat(woken).hasValue(0);
    put("a");
    put("b");
    assertThat(woken).hasValue(1);
    within(() -> source.onRecords(latest, woken::incrementAndGet));
    assertThat(woken).as("there is something already").hasValue(2);
  }

  @Test
  void wakesWhereAShardClosesOrTheStreamEnds() {
    StreamCursor latest = within(() -> cursor(new StreamPosition.Latest()));
    within(() -> source.onRecords(latest, woken::incrementAndGet));
    wire.server.pass(Duration.ofHours(4));
    assertThat(woken).hasValue(1);
    assertThat(within(() -> source.read(latest, 1)).next()).isNull();
    StreamCursor child = within(() -> cursor(new StreamPosition.TrimHorizon()));
    within(() -> source.onRecords(child, woken::incrementAndGet));
    wire.ok("DeleteTable", "{'TableName': 'orders'}");
    assertThat(woken).hasValue(2);
    assertThat(within(() -> source.read(child, 1)).next()).isNull();
  }
}
