package dev.brume.kinesis;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.Surroundings;
import dev.brume.kinesis.api.StartingPosition;
import dev.brume.kinesis.api.SubscribeToShardInput;
import dev.brume.kinesis.api.SubscribeToShardOutput;
import dev.brume.kinesis.engine.KinesisShard;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.StreamConsumer;
import dev.brume.kinesis.engine.StreamRefusals;

/**
 * Pushes records to registered consumers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html">SubscribeToShard</a>
 */
final class SubscribeToShardOperation {
  private final StreamFinder streams;
  private final Surroundings surroundings;

  SubscribeToShardOperation(StreamFinder streams, Surroundings surroundings) {
    this.streams = streams;
    this.surroundings = surroundings;
  }

  SubscribeToShardOutput subscribeToShard(RequestContext context, SubscribeToShardInput input) {
    StreamFinder.refuseStreamId(input.streamId());
    StreamConsumer consumer = streams.consumer(context, input.consumerARN());
    KinesisStream stream = consumer.stream();
    if (!stream.isUsable()) {
      throw StreamRefusals.streamNotFound(stream.name(), stream.account());
    }
    stream.consumers().requireActive(consumer);
    KinesisShard shard =
        stream
            .findShard(input.shardId())
            .orElseThrow(
                () -> StreamRefusals.noSuchShard(input.shardId(), stream.name(), stream.account()));
    StartingPosition position = input.startingPosition();
    long index =
        new ShardPositions(stream, shard, "SubscribeToShard")
            .index(
                position.type(),
                position.sequenceNumber(),
                position.timestamp(),
                surroundings.timeline().nowMillis());
    RecordReadOperations.refuseDryRun(stream, input.dryRun());
    ShardSubscription subscription = new ShardSubscription(surroundings, consumer, shard, index);
    stream.consumers().subscribe(consumer, shard.state().number(), subscription);
    subscription.begin();
    return SubscribeToShardOutput.builder().eventStream(subscription).build();
  }
}
