package dev.brume.dynamodb.streams;

import dev.brume.core.port.StreamBatch;
import dev.brume.core.port.StreamCursor;
import dev.brume.core.port.StreamPosition;
import dev.brume.core.port.StreamRecord;
import dev.brume.core.port.StreamShard;
import dev.brume.core.port.StreamSource;
import dev.brume.core.port.Wakeup;
import dev.brume.core.protocol.json.JsonCodec;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Arn;
import dev.brume.core.time.Timeline;
import dev.brume.dynamodb.engine.ChangePage;
import dev.brume.dynamodb.engine.ChangePage.NumberedChange;
import dev.brume.dynamodb.engine.ChangeShard;
import dev.brume.dynamodb.engine.ChangeStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Streams of tables for consumers inside the emulator. */
final class ConsumedStreams implements StreamSource {
  private static final long MAX_BYTES = Long.MAX_VALUE;

  private final ChangeStreamFinder finder;
  private final Timeline timeline;

  ConsumedStreams(ChangeStreamFinder finder, Timeline timeline) {
    this.finder = finder;
    this.timeline = timeline;
  }

  @Override
  public boolean exists(Arn stream) {
    ChangeStreamFinder.Address address = ChangeStreamFinder.address(stream);
    return address != null && finder.find(address) != null;
  }

  @Override
  public List<StreamShard> shards(Arn stream) {
    List<StreamShard> shards = new ArrayList<>();
    for (ChangeShard shard : finder.stream(stream.toString()).shards()) {
      shards.add(
          new StreamShard(
              shard.id(),
              shard.parentId(),
              null,
              SequenceNumbers.text(shard.firstSequence()),
              shard.open() ? null : SequenceNumbers.text(shard.lastSequence())));
    }
    return shards;
  }

  @Override
  public StreamCursor cursor(Arn stream, String shardId, StreamPosition position) {
    String arn = stream.toString();
    ChangeStream found = finder.stream(arn);
    ChangeShard shard = ChangeStreamFinder.shard(found, arn, shardId);
    long sequence =
        switch (position) {
          case StreamPosition.Latest latest -> found.latest(shard);
          case StreamPosition.TrimHorizon horizon -> found.oldest(shard);
          case StreamPosition.AtTimestamp(Instant timestamp) ->
              found.since(shard, timestamp.toEpochMilli());
          case StreamPosition.AtSequenceNumber(String number) ->
              RecordOperations.sequence(found, shard, number);
          case StreamPosition.AfterSequenceNumber(String number) ->
              RecordOperations.sequence(found, shard, number) + 1;
        };
    return new StreamCursor(arn, shardId, Long.toString(sequence));
  }

  @Override
  public StreamBatch read(StreamCursor cursor, int maxRecords) {
    ChangeStream stream = finder.stream(cursor.streamArn());
    ChangeShard shard = ChangeStreamFinder.shard(stream, cursor.streamArn(), cursor.shardId());
    ChangePage page = stream.read(shard, Long.parseLong(cursor.position()), maxRecords, MAX_BYTES);
    StreamRecords records =
        new StreamRecords(stream, ChangeStreamFinder.address(cursor.streamArn()).scope().region());
    List<StreamRecord> read = new ArrayList<>();
    for (NumberedChange change : page.changes()) {
      read.add(
          new StreamRecord(
              SequenceNumbers.text(change.sequence()),
              Instant.ofEpochMilli(change.madeMillis()),
              null,
              Blob.of(JsonCodec.AWS_JSON.encode(records.shown(change)))));
    }
    boolean atEnd = page.next() >= stream.latest(shard);
    long behind =
        atEnd || page.changes().isEmpty()
            ? 0
            : timeline.nowMillis() - page.changes().getLast().madeMillis();
    StreamCursor next =
        new StreamCursor(cursor.streamArn(), cursor.shardId(), Long.toString(page.next()));
    return new StreamBatch(read, page.ended() ? null : next, behind);
  }

  @Override
  public Wakeup onRecords(StreamCursor cursor, Runnable wake) {
    ChangeStreamFinder.Address address = ChangeStreamFinder.address(cursor.streamArn());
    ChangeStream stream = finder.find(address);
    ChangeShard shard = stream == null ? null : stream.shard(cursor.shardId());
    if (shard == null) {
      wake.run();
      return () -> {};
    }
    return stream.watch(shard, Long.parseLong(cursor.position()), wake);
  }
}
