package dev.brume.kinesis;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.api.MergeShardsInput;
import dev.brume.kinesis.api.SplitShardInput;
import dev.brume.kinesis.api.UpdateShardCountInput;
import dev.brume.kinesis.api.UpdateShardCountOutput;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.ShardCommands;

/** Splitting and merging shards. */
final class ReshardOperations {
  private final StreamFinder streams;

  ReshardOperations(StreamFinder streams) {
    this.streams = streams;
  }

  private static ShardCommands provisioned(StreamFinder.Found found, String operation) {
    KinesisStream stream = found.stream();
    if (stream.state().settings().isOnDemand()) {
      throw KinesisErrors.validationException(
          "Request is invalid. Stream "
              + stream.name()
              + " under account "
              + stream.account()
              + " is in On-Demand mode, in which "
              + operation
              + " is not supported.");
    }
    return new ShardCommands(found.region(), stream);
  }

  Unit splitShard(RequestContext context, SplitShardInput input) {
    StreamFinder.Found found =
        streams.find(context, input.streamName(), input.streamARN(), input.streamId());
    provisioned(found, "SplitShard").split(input.shardToSplit(), input.newStartingHashKey());
    return Unit.INSTANCE;
  }

  Unit mergeShards(RequestContext context, MergeShardsInput input) {
    StreamFinder.Found found =
        streams.find(context, input.streamName(), input.streamARN(), input.streamId());
    provisioned(found, "MergeShards").merge(input.shardToMerge(), input.adjacentShardToMerge());
    return Unit.INSTANCE;
  }

  UpdateShardCountOutput updateShardCount(RequestContext context, UpdateShardCountInput input) {
    StreamFinder.Found found =
        streams.find(context, input.streamName(), input.streamARN(), input.streamId());
    int before = provisioned(found, "UpdateShardCount").scale(input.targetShardCount());
    return UpdateShardCountOutput.builder()
        .streamName(found.stream().name())
        .currentShardCount(before)
        .targetShardCount(input.targetShardCount())
        .streamARN(found.stream().arn())
        .build();
  }
}
