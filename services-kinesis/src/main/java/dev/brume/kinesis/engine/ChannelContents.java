package dev.brume.kinesis.engine;

import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The records of a stream that a channel has not delivered yet. Under the channel's lock. */
final class ChannelContents {
  private final KinesisStream stream;
  private final long activeMillis;
  private final Table<Long, ChannelCursor> cursors;

  /**
   * @param activeMillis records that arrived earlier are skipped
   */
  ChannelContents(KinesisStream stream, long activeMillis, Tables tables, String owner) {
    this.stream = stream;
    this.activeMillis = activeMillis;
    cursors = tables.table(KinesisTables.CHANNEL_CURSORS, owner);
  }

  /** Starts after the last record of every shard. */
  void begin() {
    for (KinesisShard shard : stream.shardMap().all()) {
      cursors.put((long) shard.state().number(), new ChannelCursor(shard.nextIndex()));
    }
  }

  private long next(KinesisShard shard) {
    ChannelCursor cursor = cursors.get((long) shard.state().number());
    long index = cursor == null ? 1 : cursor.nextIndex();
    return Math.max(index, shard.firstAfter(activeMillis - 1));
  }

  /**
   * The next records to deliver.
   *
   * @param maxBytes their largest total size, unless the first record is larger
   */
  ChannelSlice slice(long maxBytes, long nowMillis) {
    List<ChannelRecord> records = new ArrayList<>();
    Map<Long, ChannelCursor> after = new HashMap<>();
    long bytes = 0;
    for (KinesisShard shard : stream.shardMap().all()) {
      long from = next(shard);
      while (from < shard.nextIndex() && bytes < maxBytes) {
        ShardBatch batch =
            shard.read(
                from,
                KinesisQuotas.MAX_READ_RECORDS,
                maxBytes - bytes,
                stream.horizonMillis(),
                nowMillis);
        for (ShardBatch.Read each : batch.records()) {
          records.add(new ChannelRecord(shard.state(), each.index(), each.entry()));
          bytes += each.entry().sizeBytes();
        }
        if (batch.nextIndex() == from) {
          break;
        }
        from = batch.nextIndex();
        after.put((long) shard.state().number(), new ChannelCursor(from));
      }
    }
    return new ChannelSlice(records, after);
  }

  /** Marks these records as delivered. */
  void delivered(ChannelSlice slice) {
    slice.cursors().forEach(cursors::put);
    List<Long> gone = new ArrayList<>();
    cursors.forEach(
        (number, cursor) -> {
          if (stream.shardMap().find(number.intValue()) == null) {
            gone.add(number);
          }
        });
    gone.forEach(cursors::remove);
  }

  /** When the oldest undelivered record arrived; {@code Long.MAX_VALUE} if there is none. */
  long oldestMillis(long nowMillis) {
    long oldestMillis = Long.MAX_VALUE;
    for (KinesisShard shard : stream.shardMap().all()) {
      long from = next(shard);
      if (from < shard.nextIndex()) {
        ShardBatch batch = shard.read(from, 1, Long.MAX_VALUE, stream.horizonMillis(), nowMillis);
        for (ShardBatch.Read each : batch.records()) {
          oldestMillis = Math.min(oldestMillis, each.entry().arrivalMillis());
        }
      }
    }
    return oldestMillis;
  }
}
