package dev.brume.server.clients.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * Streams by the AWS SDK for Java v2.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/Welcome.html">Amazon
 *     Kinesis Data Streams API Reference</a>
 */
class StreamsTest {
  private final KinesisAccount account = new KinesisAccount();

  @Test
  void areMadeAndDeleted() {
    account.create("orders", 2);
    StreamDescriptionSummary summary =
        account
            .kinesis
            .describeStreamSummary(d -> d.streamName("orders"))
            .streamDescriptionSummary();
    assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
    assertThat(summary.streamARN()).isEqualTo(account.arn("orders"));
    assertThat(summary.openShardCount()).isEqualTo(2);
    assertThatThrownBy(
            () -> account.kinesis.createStream(c -> c.streamName("orders").shardCount(1)))
        .isInstanceOf(ResourceInUseException.class)
        .hasMessageContaining("already exists");
    account.kinesis.addTagsToStream(t -> t.streamName("orders").tags(Map.of("team", "shop")));
    assertThat(
            account
                .kinesis
                .listTagsForStream(t -> t.streamName("orders"))
                .tags()
                .getFirst()
                .value())
        .isEqualTo("shop");
    account.kinesis.deleteStream(d -> d.streamName("orders"));
    account.kinesis.waiter().waitUntilStreamNotExists(d -> d.streamName("orders"));
    assertThatThrownBy(() -> account.put("orders", "k", "d"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Stream orders under account " + account.id + " not found.");
  }

  /**
   * "AT_TRIM_HORIZON: all the shards that were open at TRIM_HORIZON". The Kinesis Client Library
   * asks so for the shards of a new stream.
   */
  @Test
  void haveTheirFirstShardsFromTheBeginning() {
    for (int i = 0; i < 5; i++) {
      String name = "s" + i;
      account.create(name, 20);
      assertThat(
              account
                  .kinesis
                  .listShards(
                      l ->
                          l.streamName(name)
                              .shardFilter(f -> f.type(ShardFilterType.AT_TRIM_HORIZON)))
                  .shards())
          .hasSize(20);
    }
  }

  @Test
  void keepTheOrderOfKeysOverSplitsAndMerges() {
    account.create("s", 1);
    putMany(0, 50);
    account.kinesis.splitShard(
        s ->
            s.streamName("s")
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey("170141183460469231731687303715884105728"));
    putMany(50, 100);
    account.kinesis.mergeShards(
        m ->
            m.streamName("s")
                .shardToMerge("shardId-000000000001")
                .adjacentShardToMerge("shardId-000000000002"));
    putMany(100, 150);
    ListShardsResponse shards = account.kinesis.listShards(l -> l.streamName("s"));
    assertThat(shards.shards()).hasSize(4);
    List<Integer> read = new ArrayList<>();
    for (Shard shard : shards.shards()) {
      readAll(shard.shardId(), read);
    }
    for (int key = 0; key < 5; key++) {
      int of = key;
      assertThat(read.stream().filter(each -> each % 5 == of)).hasSize(30).isSorted();
    }
  }

  private void putMany(int from, int to) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      entries.add(
          PutRecordsRequestEntry.builder()
              .partitionKey("key-" + i % 5)
              .data(SdkBytes.fromUtf8String("" + i))
              .build());
    }
    PutRecordsResponse answer = account.kinesis.putRecords(p -> p.streamName("s").records(entries));
    assertThat(answer.failedRecordCount()).isZero();
  }

  private void readAll(String shardId, List<Integer> to) {
    String iterator =
        account
            .kinesis
            .getShardIterator(
                g ->
                    g.streamName("s")
                        .shardId(shardId)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    GetRecordsResponse answer = read(iterator);
    while (!answer.records().isEmpty()) {
      answer.records().forEach(each -> to.add(Integer.valueOf(each.data().asUtf8String())));
      if (answer.nextShardIterator() == null) {
        assertThat(answer.childShards()).isNotEmpty();
        return;
      }
      answer = read(answer.nextShardIterator());
    }
  }

  private GetRecordsResponse read(String iterator) {
    return account.kinesis.getRecords(g -> g.shardIterator(iterator).limit(7));
  }
}
