package dev.brume.kinesis;

import dev.brume.core.port.StreamBatch;
import dev.brume.core.port.StreamCursor;
import dev.brume.core.port.StreamPosition;
import dev.brume.core.port.StreamRecord;
import dev.brume.core.port.StreamShard;
import dev.brume.core.port.StreamSource;
import dev.brume.core.port.Wakeup;
import dev.brume.core.scope.Arn;
import dev.brume.core.time.Timeline;
import dev.brume.kinesis.engine.KinesisQuotas;
import dev.brume.kinesis.engine.KinesisShard;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.RecordSequenceNumber;
import dev.brume.kinesis.engine.ShardBatch;
import dev.brume.kinesis.engine.ShardState;
import dev.brume.kinesis.engine.StreamRefusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Streams for consumers inside the emulator. */
final class KinesisStreamSource implements StreamSource {
  private static final String OPERATION = "GetShardIterator";

  private final StreamFinder streams;
  private final Timeline timeline;

  KinesisStreamSource(StreamFinder streams, Timeline timeline) {
    this.streams = streams;
    this.timeline = timeline;
  }

  private KinesisStream find(String arn) {
    return StreamFinder.addressOf(arn).map(streams::findQuietly).orElse(null);
  }

  private KinesisStream get(String arn) {
    KinesisStream stream = find(arn);
    if (stream == null || !stream.isUsable()) {
      Arn parsed = Arn.parse(arn).orElseThrow();
      throw StreamRefusals.streamNotFound(parsed.resourceId(), parsed.account());
    }
    return stream;
  }

  @Override
  public boolean exists(Arn stream) {
    return find(stream.toString()) != null;
  }

  @Override
  public List<StreamShard> shards(Arn stream) {
    return get(stream.toString()).shards().map(KinesisStreamSource::shown).toList();
  }

  private static StreamShard shown(ShardState shard) {
    RecordSequenceNumber ending = shard.endingSequenceNumber();
    return new StreamShard(
        shard.id(),
        idOf(shard.parent()),
        idOf(shard.adjacentParent()),
        shard.startingSequenceNumber().toString(),
        ending == null ? null : ending.toString());
  }

  private static String idOf(int shard) {
    return shard == ShardState.NONE ? null : ShardState.idOf(shard);
  }

  private static KinesisShard shard(KinesisStream stream, String shardId) {
    return stream
        .findShard(shardId)
        .orElseThrow(
            () -> StreamRefusals.shardDoesNotExist(shardId, stream.name(), stream.account()));
  }

  @Override
  public StreamCursor cursor(Arn arn, String shardId, StreamPosition position) {
    KinesisStream stream = get(arn.toString());
    KinesisShard shard = shard(stream, shardId);
    ShardPositions positions = new ShardPositions(stream, shard, OPERATION);
    long nowMillis = timeline.nowMillis();
    long index =
        switch (position) {
          case StreamPosition.Latest latest -> positions.index("LATEST", null, null, nowMillis);
          case StreamPosition.TrimHorizon oldest ->
              positions.index("TRIM_HORIZON", null, null, nowMillis);
          case StreamPosition.AtTimestamp at ->
              positions.index("AT_TIMESTAMP", null, at.timestamp(), nowMillis);
          case StreamPosition.AtSequenceNumber at ->
              positions.index("AT_SEQUENCE_NUMBER", at.sequenceNumber(), null, nowMillis);
          case StreamPosition.AfterSequenceNumber after ->
              positions.index("AFTER_SEQUENCE_NUMBER", after.sequenceNumber(), null, nowMillis);
        };
    return cursor(stream, shard, index);
  }

  /** A later stream with the same name is a different one. */
  private static StreamCursor cursor(KinesisStream stream, KinesisShard shard, long index) {
    return new StreamCursor(
        stream.arn(), shard.state().id(), stream.state().identity() + "/" + index);
  }

  private static long index(KinesisStream stream, StreamCursor cursor) {
    String[] parts = cursor.position().split("/");
    if (!parts[0].equals(stream.state().identity())) {
      throw StreamRefusals.shardDoesNotExist(cursor.shardId(), stream.name(), stream.account());
    }
    return Long.parseLong(parts[1]);
  }

  @Override
  public StreamBatch read(StreamCursor cursor, int maxRecords) {
    KinesisStream stream = get(cursor.streamArn());
    KinesisShard shard = shard(stream, cursor.shardId());
    ShardBatch batch =
        shard.read(
            index(stream, cursor),
            maxRecords,
            KinesisQuotas.MAX_READ_BYTES,
            stream.horizonMillis(),
            timeline.nowMillis());
    List<StreamRecord> records = new ArrayList<>(batch.records().size());
    for (ShardBatch.Read each : batch.records()) {
      long arrivalMillis = each.entry().arrivalMillis();
      records.add(
          new StreamRecord(
              shard.state().sequenceNumber(each.index(), arrivalMillis).toString(),
              Instant.ofEpochMilli(arrivalMillis),
              each.entry().partitionKey(),
              each.entry().data()));
    }
    return new StreamBatch(
        records,
        batch.isAtEnd() ? null : cursor(stream, shard, batch.nextIndex()),
        batch.millisBehindLatest());
  }

  @Override
  public Wakeup onRecords(StreamCursor cursor, Runnable wake) {
    KinesisStream stream = get(cursor.streamArn());
    return shard(stream, cursor.shardId()).onRecords(index(stream, cursor), wake);
  }
}
