package dev.brume.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of one stream: records are put while shards are split, merged and scaled, while
 * time passes and the server restarts. The open shards always share the hash keys among them; each
 * record is in one shard, once, under the number that was answered; the numbers of a key and of a
 * shard grow, over all splits and merges.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-resharding.html">Resharding
 *     a stream</a>
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html">Sequence
 *     numbers</a>
 */
class StreamHistoryTest {
  private static final int STEPS = 250;
  private static final int KEYS = 12;
  private static final int MOST_SHARDS = 8;
  private static final BigInteger LAST_KEY = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

  private final KinesisWire kinesis = KinesisWire.start();
  private final Map<String, BigInteger> numberOfData = new HashMap<>();
  private final Map<String, BigInteger> lastOfKey = new HashMap<>();
  private final Map<String, String> shardOfData = new HashMap<>();
  private int sent;

  private record OpenShard(String id, BigInteger from, BigInteger to) {}

  private List<OpenShard> open() {
    List<OpenShard> open = new ArrayList<>();
    for (JsonNode shard :
        kinesis
            .client()
            .ok("ListShards", "StreamName", "s", "ShardFilter", Map.of("Type", "AT_LATEST"))
            .path("Shards")) {
      JsonNode range = shard.path("HashKeyRange");
      open.add(
          new OpenShard(
              shard.path("ShardId").asText(),
              new BigInteger(range.path("StartingHashKey").asText()),
              new BigInteger(range.path("EndingHashKey").asText())));
    }
    open.sort(Comparator.comparing(OpenShard::from));
    BigInteger next = BigInteger.ZERO;
    for (OpenShard shard : open) {
      assertThat(shard.from).isEqualTo(next);
      next = shard.to.add(BigInteger.ONE);
    }
    assertThat(next.subtract(BigInteger.ONE)).isEqualTo(LAST_KEY);
    return open;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepTheirRecords(long seed) {
    Random random = new Random(seed);
    kinesis.stream("s", 1 + random.nextInt(4));
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(12)) {
        case 0 -> split(random);
        case 1 -> merge(random);
        case 2 -> scale(random);
        case 3 -> kinesis.passSeconds(random.nextInt(100));
        case 4 -> kinesis.server().restart();
        default -> put(random);
      }
    }
    check();
  }

  private void put(Random random) {
    String key = "key-" + random.nextInt(KEYS);
    String data = key + "/" + sent++;
    JsonNode put = kinesis.put("s", key, data);
    BigInteger number = new BigInteger(put.path("SequenceNumber").asText());
    BigInteger before = lastOfKey.put(key, number);
    assertThat(before == null || before.compareTo(number) < 0)
        .as("the numbers of %s", key)
        .isTrue();
    assertThat(numberOfData.put(data, number)).isNull();
    shardOfData.put(data, put.path("ShardId").asText());
  }

  private void split(Random random) {
    List<OpenShard> open = open();
    if (open.size() >= MOST_SHARDS) {
      return;
    }
    OpenShard shard = open.get(random.nextInt(open.size()));
    BigInteger at =
        shard.from.add(
            shard
                .to
                .subtract(shard.from)
                .multiply(BigInteger.valueOf(1 + random.nextInt(9)))
                .divide(BigInteger.TEN));
    kinesis
        .client()
        .ok(
            "SplitShard",
            "StreamName",
            "s",
            "ShardToSplit",
            shard.id,
            "NewStartingHashKey",
            at.toString());
  }

  private void merge(Random random) {
    List<OpenShard> open = open();
    if (open.size() < 2) {
      return;
    }
    int at = random.nextInt(open.size() - 1);
    boolean turned = random.nextBoolean();
    kinesis
        .client()
        .ok(
            "MergeShards",
            "StreamName",
            "s",
            "ShardToMerge",
            open.get(turned ? at + 1 : at).id,
            "AdjacentShardToMerge",
            open.get(turned ? at : at + 1).id);
  }

  /** Refused where it is the eleventh in a day; nothing is changed then. */
  private void scale(Random random) {
    int open = open().size();
    int target = Math.clamp(open / 2 + random.nextInt(open + 1), (open + 1) / 2, MOST_SHARDS);
    kinesis
        .client()
        .call(
            "UpdateShardCount",
            "StreamName",
            "s",
            "TargetShardCount",
            Math.max(1, target),
            "ScalingType",
            "UNIFORM_SCALING");
    open();
  }

  private void check() {
    Set<String> found = new HashSet<>();
    for (JsonNode shard : kinesis.shards("s")) {
      String id = shard.path("ShardId").asText();
      BigInteger last =
          new BigInteger(shard.path("SequenceNumberRange").path("StartingSequenceNumber").asText());
      for (JsonNode record : read(id)) {
        String data = KinesisWire.text(record.path("Data"));
        BigInteger number = new BigInteger(record.path("SequenceNumber").asText());
        assertThat(found.add(data)).as("%s is there once", data).isTrue();
        assertThat(shardOfData).containsEntry(data, id);
        assertThat(numberOfData).containsEntry(data, number);
        assertThat(number).isGreaterThan(last);
        last = number;
      }
      String ending = shard.path("SequenceNumberRange").path("EndingSequenceNumber").asText(null);
      assertThat(ending == null || last.compareTo(new BigInteger(ending)) < 0).isTrue();
    }
    assertThat(found).isEqualTo(numberOfData.keySet());
  }

  private List<JsonNode> read(String shardId) {
    List<JsonNode> records = new ArrayList<>();
    int number = Integer.parseInt(shardId.substring(shardId.lastIndexOf('-') + 1));
    String iterator = kinesis.iterator("s", number, "TRIM_HORIZON");
    while (iterator != null) {
      JsonNode answer = kinesis.client().ok("GetRecords", "ShardIterator", iterator, "Limit", 7);
      answer.path("Records").forEach(records::add);
      boolean more = !answer.path("Records").isEmpty();
      iterator = more ? answer.path("NextShardIterator").asText(null) : null;
    }
    return records;
  }
}
