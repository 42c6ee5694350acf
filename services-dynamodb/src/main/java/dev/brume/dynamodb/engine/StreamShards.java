package dev.brume.dynamodb.engine;

import dev.brume.core.checksum.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The shards of a stream, computed from its start and the present: one after the other, each the
 * parent of the next, as the throughput of one shard always suffices. Sequence numbers are derived
 * from the time, so they determine the shard.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html">Change
 *     data capture for DynamoDB Streams</a>: "Shards are ephemeral: They are created and deleted
 *     automatically, as needed."
 */
final class StreamShards {
  /** How long a shard accepts changes. AWS does not document it; in practice about four hours. */
  static final long SHARD_MILLIS = 4 * 3_600_000L;

  /** "All data in DynamoDB Streams is subject to a 24-hour lifetime." */
  static final long LIFETIME_MILLIS = 86_400_000;

  /** The number of bits for changes within a millisecond. */
  private static final int SEQUENCE_BITS = 20;

  private final ChangeStreamRecord stream;

  StreamShards(ChangeStreamRecord stream) {
    this.stream = stream;
  }

  /** The lowest number of a change at that time. */
  static long firstSequence(long millis) {
    return millis << SEQUENCE_BITS;
  }

  /** The time of the change with that number. */
  static long millisOf(long sequence) {
    return sequence >> SEQUENCE_BITS;
  }

  /**
   * The shards that hold changes or are open, oldest first.
   *
   * @param nowMillis the present
   * @param lastSequence that of the newest change
   */
  List<ChangeShard> visible(long nowMillis, long lastSequence) {
    long end = stream.endedMillis() == 0 ? Long.MAX_VALUE : stream.endedMillis();
    long present = Math.max(Math.min(nowMillis, end), millisOf(lastSequence));
    long current = Math.max(0, present - stream.createdMillis()) / SHARD_MILLIS;
    long horizon = nowMillis - LIFETIME_MILLIS;
    long first = Math.max(0, Math.floorDiv(horizon - stream.createdMillis(), SHARD_MILLIS));
    List<ChangeShard> shards = new ArrayList<>();
    for (long index = first; index <= current; index++) {
      boolean open = index == current && stream.endedMillis() == 0;
      long beginMillis = beginMillis(index);
      long last = firstSequence(beginMillis + SHARD_MILLIS) - 1;
      if (index == current && !open) {
        last = Math.max(lastSequence, firstSequence(Math.max(end, beginMillis)));
      }
      shards.add(
          new ChangeShard(
              id(index),
              index == 0 ? null : id(index - 1),
              firstSequence(beginMillis),
              last,
              open));
    }
    return shards;
  }

  private long beginMillis(long index) {
    return stream.createdMillis() + index * SHARD_MILLIS;
  }

  private String id(long index) {
    String shard = stream.tableName() + "/" + stream.label() + "/" + index;
    byte[] digest = ChecksumAlgorithm.MD5.of(shard.getBytes(StandardCharsets.UTF_8));
    return "shardId-%020d-%08x".formatted(beginMillis(index), ByteBuffer.wrap(digest).getInt());
  }
}
