package dev.brume.kinesis;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import dev.brume.core.time.Timeline;
import dev.brume.kinesis.api.GetRecordsInput;
import dev.brume.kinesis.api.GetRecordsOutput;
import dev.brume.kinesis.api.GetShardIteratorInput;
import dev.brume.kinesis.api.GetShardIteratorOutput;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.api.KinesisRecord;
import dev.brume.kinesis.engine.KinesisQuotas;
import dev.brume.kinesis.engine.KinesisShard;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.ShardBatch;
import dev.brume.kinesis.engine.ShardEntry;
import dev.brume.kinesis.engine.ShardState;
import dev.brume.kinesis.engine.StreamRefusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads records with iterators. */
final class RecordReadOperations {
  private final StreamFinder streams;
  private final Timeline timeline;
  private final ShardIterators iterators;
  private final StreamKeys keys;

  RecordReadOperations(
      StreamFinder streams, Timeline timeline, ShardIterators iterators, StreamKeys keys) {
    this.streams = streams;
    this.timeline = timeline;
    this.iterators = iterators;
    this.keys = keys;
  }

  /** Ends a dry run: the request would succeed. */
  static void refuseDryRun(KinesisStream stream, Boolean dryRun) {
    if (Boolean.TRUE.equals(dryRun)) {
      stream.throughput().countDryRun();
      throw KinesisErrors.dryRunOperationException(
          "The request was rejected because the DryRun parameter was specified.");
    }
  }

  GetShardIteratorOutput getShardIterator(RequestContext context, GetShardIteratorInput input) {
    StreamFinder.StreamAddress address =
        StreamFinder.address(context, input.streamName(), input.streamARN(), input.streamId());
    KinesisStream stream = streams.findQuietly(address);
    boolean there =
        stream != null
            && stream.isUsable()
            && address.scope().region().equals(context.scope().region());
    if (!there) {
      throw address.notFound();
    }
    KinesisShard shard =
        stream
            .findShard(input.shardId())
            .orElseThrow(
                () ->
                    StreamRefusals.shardDoesNotExist(
                        input.shardId(), stream.name(), stream.account()));
    long index =
        new ShardPositions(stream, shard, "GetShardIterator")
            .index(
                input.shardIteratorType(),
                input.startingSequenceNumber(),
                input.timestamp(),
                timeline.nowMillis());
    refuseDryRun(stream, input.dryRun());
    if (!stream.throughput().givesIterator(shard)) {
      throw StreamRefusals.rateExceeded(shard.state().id(), stream.name(), stream.account());
    }
    return GetShardIteratorOutput.builder()
        .shardIterator(iterators.of(stream, shard.state().number(), index))
        .build();
  }

  GetRecordsOutput getRecords(RequestContext context, GetRecordsInput input) {
    StreamFinder.refuseStreamId(input.streamId());
    ShardIterators.IteratorPosition place = iterators.read(input.shardIterator());
    KinesisStream stream = stream(context, input, place);
    KinesisShard shard =
        stream.findShard(ShardState.idOf(place.shard())).orElseThrow(place::notFound);
    refuseDryRun(stream, input.dryRun());
    keys.requireToRead(context, stream);
    if (!stream.throughput().gives(shard)) {
      throw StreamRefusals.rateExceeded(shard.state().id(), stream.name(), stream.account());
    }
    ShardBatch batch =
        shard.read(
            place.index(),
            input.limit() == null ? KinesisQuotas.MAX_READ_RECORDS : input.limit(),
            KinesisQuotas.MAX_READ_BYTES,
            stream.horizonMillis(),
            timeline.nowMillis());
    stream
        .throughput()
        .gave(shard, batch.records().stream().mapToLong(each -> each.entry().sizeBytes()).sum());
    int number = shard.state().number();
    return GetRecordsOutput.builder()
        .records(records(shard.state(), batch))
        .nextShardIterator(batch.isAtEnd() ? null : iterators.of(stream, number, batch.nextIndex()))
        .millisBehindLatest(batch.millisBehindLatest())
        .childShards(
            batch.isAtEnd() ? StreamDescriptions.children(stream.childrenOf(number)) : null)
        .build();
  }

  private KinesisStream stream(
      RequestContext context, GetRecordsInput input, ShardIterators.IteratorPosition place) {
    Scope scope = new Scope(place.account(), context.scope().region());
    StreamFinder.StreamAddress address = new StreamFinder.StreamAddress(scope, place.stream());
    KinesisStream stream = streams.findQuietly(address);
    if (stream == null
        || !stream.isUsable()
        || !stream.state().identity().equals(place.identity())) {
      throw place.notFound();
    }
    if (input.streamARN() != null && !input.streamARN().equals(stream.arn())) {
      throw StreamRefusals.invalid(
          "ShardIterator is not one of the stream of StreamARN " + input.streamARN() + ".");
    }
    return stream;
  }

  /** Records in API form. */
  static List<KinesisRecord> records(ShardState shard, ShardBatch batch) {
    List<KinesisRecord> records = new ArrayList<>(batch.records().size());
    for (ShardBatch.Read each : batch.records()) {
      ShardEntry entry = each.entry();
      long arrivalMillis = entry.arrivalMillis();
      records.add(
          new KinesisRecord(
              shard.sequenceNumber(each.index(), arrivalMillis).toString(),
              Instant.ofEpochMilli(arrivalMillis),
              entry.data(),
              entry.partitionKey(),
              entry.isEncrypted() ? "KMS" : null));
    }
    return records;
  }
}
