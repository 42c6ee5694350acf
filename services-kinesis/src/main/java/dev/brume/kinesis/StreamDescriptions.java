package dev.brume.kinesis;

import dev.brume.kinesis.api.ChildShard;
import dev.brume.kinesis.api.EnhancedMetrics;
import dev.brume.kinesis.api.HashKeyRange;
import dev.brume.kinesis.api.SequenceNumberRange;
import dev.brume.kinesis.api.Shard;
import dev.brume.kinesis.api.StreamDescription;
import dev.brume.kinesis.api.StreamDescriptionSummary;
import dev.brume.kinesis.api.StreamModeDetails;
import dev.brume.kinesis.api.StreamSummary;
import dev.brume.kinesis.api.WarmThroughputObject;
import dev.brume.kinesis.engine.KeySpan;
import dev.brume.kinesis.engine.KinesisRegion;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.RecordSequenceNumber;
import dev.brume.kinesis.engine.ShardState;
import dev.brume.kinesis.engine.StreamSettings;
import dev.brume.kinesis.engine.StreamState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Streams and shards in API form. */
final class StreamDescriptions {
  private StreamDescriptions() {}

  /** A time in AWS's precision for streams and consumers: whole seconds. */
  static Instant inSeconds(long millis) {
    return Instant.ofEpochSecond(millis / 1_000);
  }

  static StreamDescription of(KinesisStream stream, String afterShardId, int limit) {
    StreamState state = stream.state();
    List<ShardState> shards =
        stream
            .shards()
            .filter(shard -> afterShardId == null || shard.id().compareTo(afterShardId) > 0)
            .limit(limit + 1L)
            .toList();
    boolean more = shards.size() > limit;
    return StreamDescription.builder()
        .streamName(state.name())
        .streamARN(stream.arn())
        .streamStatus(stream.status())
        .streamModeDetails(mode(state))
        .shards(shards.stream().limit(limit).map(StreamDescriptions::shard).toList())
        .hasMoreShards(more)
        .retentionPeriodHours(state.retention().hours())
        .streamCreationTimestamp(inSeconds(state.createdMillis()))
        .enhancedMonitoring(monitoring(state.settings()))
        .encryptionType(encryption(state.settings()))
        .keyId(state.settings().encryptionKey())
        .build();
  }

  static StreamDescriptionSummary summaryOf(KinesisRegion region, KinesisStream stream) {
    StreamState state = stream.state();
    StreamSettings settings = state.settings();
    boolean onDemand = settings.isOnDemand();
    return StreamDescriptionSummary.builder()
        .streamName(state.name())
        .streamARN(stream.arn())
        .streamStatus(stream.status())
        .streamModeDetails(mode(state))
        .retentionPeriodHours(state.retention().hours())
        .streamCreationTimestamp(inSeconds(state.createdMillis()))
        .enhancedMonitoring(monitoring(settings))
        .encryptionType(encryption(settings))
        .keyId(settings.encryptionKey())
        .openShardCount((int) stream.shards().filter(ShardState::isOpen).count())
        .consumerCount(stream.consumers().count())
        .queueCount(region.queues().countOf(stream))
        .channelCount(region.channels().countOf(stream))
        .warmThroughput(onDemand && region.isCommitted() ? warmThroughput(stream) : null)
        .maxRecordSizeInKiB(settings.maxRecordSizeKiB())
        .recordDistributionStrategy(onDemand ? settings.distribution() : null)
        .build();
  }

  /** The present capacity of an on-demand stream; a shard has 1 MiB per second. */
  static WarmThroughputObject warmThroughput(KinesisStream stream) {
    Integer target = stream.state().settings().warmThroughputMiBps();
    return WarmThroughputObject.builder()
        .targetMiBps(target)
        .currentMiBps(target == null ? Integer.valueOf(stream.openShardCount()) : target)
        .build();
  }

  static StreamSummary listed(KinesisStream stream) {
    StreamState state = stream.state();
    return StreamSummary.builder()
        .streamName(state.name())
        .streamARN(stream.arn())
        .streamStatus(stream.status())
        .streamModeDetails(mode(state))
        .streamCreationTimestamp(inSeconds(state.createdMillis()))
        .build();
  }

  private static StreamModeDetails mode(StreamState state) {
    return StreamModeDetails.builder().streamMode(state.settings().mode()).build();
  }

  private static List<EnhancedMetrics> monitoring(StreamSettings settings) {
    return List.of(
        EnhancedMetrics.builder().shardLevelMetrics(settings.shardLevelMetrics()).build());
  }

  private static String encryption(StreamSettings settings) {
    return settings.isEncrypted() ? "KMS" : "NONE";
  }

  private static HashKeyRange range(KeySpan span) {
    return HashKeyRange.builder()
        .startingHashKey(span.from().toString())
        .endingHashKey(span.to().toString())
        .build();
  }

  private static String idOf(int shard) {
    return shard == ShardState.NONE ? null : ShardState.idOf(shard);
  }

  static Shard shard(ShardState state) {
    RecordSequenceNumber ending = state.endingSequenceNumber();
    return Shard.builder()
        .shardId(state.id())
        .parentShardId(idOf(state.parent()))
        .adjacentParentShardId(idOf(state.adjacentParent()))
        .hashKeyRange(range(state.span()))
        .sequenceNumberRange(
            SequenceNumberRange.builder()
                .startingSequenceNumber(state.startingSequenceNumber().toString())
                .endingSequenceNumber(ending == null ? null : ending.toString())
                .build())
        .build();
  }

  /** The child shards, as shown to readers at the end of their parent. */
  static List<ChildShard> children(List<ShardState> shards) {
    List<ChildShard> children = new ArrayList<>(shards.size());
    for (ShardState state : shards) {
      List<String> parents = new ArrayList<>(2);
      parents.add(ShardState.idOf(state.parent()));
      if (state.adjacentParent() != ShardState.NONE) {
        parents.add(ShardState.idOf(state.adjacentParent()));
      }
      children.add(
          ChildShard.builder()
              .shardId(state.id())
              .parentShards(parents)
              .hashKeyRange(range(state.span()))
              .build());
    }
    return children;
  }
}
