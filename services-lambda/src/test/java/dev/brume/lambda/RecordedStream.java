package dev.brume.lambda;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.StreamBatch;
import dev.brume.core.port.StreamCursor;
import dev.brume.core.port.StreamPosition;
import dev.brume.core.port.StreamRecord;
import dev.brume.core.port.StreamShard;
import dev.brume.core.port.StreamSource;
import dev.brume.core.port.Wakeup;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Arn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A stream for tests: records have the sequence numbers 1, 2, 3 in the order of their coming. */
final class RecordedStream implements StreamSource {
  private final String arn;
  private final Map<String, Shard> shards = new LinkedHashMap<>();
  private int sequence;

  private static final class Shard {
    private final String parent;
    private final List<StreamRecord> records = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean closed;

    Shard(String parent) {
      this.parent = parent;
    }
  }

  RecordedStream(String arn) {
    this.arn = arn;
  }

  synchronized void open(String shardId, String parent) {
    shards.put(shardId, new Shard(parent));
  }

  synchronized void close(String shardId) {
    shards.get(shardId).closed = true;
    wake(shards.get(shardId));
  }

  synchronized void add(String shardId, Instant arrived, String key, String data) {
    sequence++;
    Shard shard = shards.get(shardId);
    shard.records.add(
        new StreamRecord(
            Integer.toString(sequence),
            arrived,
            key,
            Blob.of(data.getBytes(StandardCharsets.UTF_8))));
    wake(shard);
  }

  private static void wake(Shard shard) {
    List<Runnable> woken = List.copyOf(shard.waiting);
    shard.waiting.clear();
    woken.forEach(Runnable::run);
  }

  @Override
  public boolean exists(Arn stream) {
    return stream.toString().equals(arn);
  }

  @Override
  public synchronized List<StreamShard> shards(Arn stream) {
    return shards.entrySet().stream()
        .map(
            entry ->
                new StreamShard(
                    entry.getKey(),
                    entry.getValue().parent,
                    null,
                    "0",
                    entry.getValue().closed ? Integer.toString(sequence) : null))
        .toList();
  }

  private Shard shard(String shardId) {
    Shard shard = shards.get(shardId);
    if (shard == null) {
      throw AwsError.client("ResourceNotFoundException", 400, shardId);
    }
    return shard;
  }

  @Override
  public synchronized StreamCursor cursor(Arn stream, String shardId, StreamPosition position) {
    List<StreamRecord> records = shard(shardId).records;
    long before =
        switch (position) {
          case StreamPosition.Latest latest -> records.size();
          case StreamPosition.TrimHorizon horizon -> 0;
          case StreamPosition.AtTimestamp(Instant moment) ->
              records.stream().filter(record -> record.arrived().isBefore(moment)).count();
          case StreamPosition.AtSequenceNumber(String number) -> countBelow(records, number, 0);
          case StreamPosition.AfterSequenceNumber(String number) -> countBelow(records, number, 1);
        };
    return new StreamCursor(arn, shardId, Long.toString(before));
  }

  private static long countBelow(List<StreamRecord> records, String number, int more) {
    int limit = Integer.parseInt(number) + more;
    return records.stream()
        .filter(record -> Integer.parseInt(record.sequenceNumber()) < limit)
        .count();
  }

  @Override
  public synchronized StreamBatch read(StreamCursor cursor, int maxRecords) {
    Shard shard = shard(cursor.shardId());
    int from = Integer.parseInt(cursor.position());
    int to = Math.min(shard.records.size(), from + maxRecords);
    boolean ended = shard.closed && to == shard.records.size();
    return new StreamBatch(
        List.copyOf(shard.records.subList(from, to)),
        ended ? null : new StreamCursor(arn, cursor.shardId(), Integer.toString(to)),
        0);
  }

  @Override
  public synchronized Wakeup onRecords(StreamCursor cursor, Runnable wake) {
    Shard shard = shard(cursor.shardId());
    if (shard.closed || shard.records.size() > Integer.parseInt(cursor.position())) {
      wake.run();
    } else {
      shard.waiting.add(wake);
    }
    return () -> shard.waiting.remove(wake);
  }
}
