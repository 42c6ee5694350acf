package dev.brume.kinesis;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.schema.Unit;
import dev.brume.kinesis.api.CreateStreamInput;
import dev.brume.kinesis.api.DeleteStreamInput;
import dev.brume.kinesis.api.DescribeLimitsInput;
import dev.brume.kinesis.api.DescribeLimitsOutput;
import dev.brume.kinesis.api.DescribeStreamInput;
import dev.brume.kinesis.api.DescribeStreamOutput;
import dev.brume.kinesis.api.DescribeStreamSummaryInput;
import dev.brume.kinesis.api.DescribeStreamSummaryOutput;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.api.ListStreamsInput;
import dev.brume.kinesis.api.ListStreamsOutput;
import dev.brume.kinesis.engine.KinesisQuotas;
import dev.brume.kinesis.engine.KinesisRegion;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.StreamRefusals;
import dev.brume.kinesis.engine.StreamSettings;
import java.util.Map;

/** Creates, deletes, describes and lists streams. */
final class StreamOperations {
  /** "If you specify a value greater than 100, at most 100 results are returned." */
  private static final int MAX_RESULTS = 100;

  private final StreamFinder streams;

  StreamOperations(StreamFinder streams) {
    this.streams = streams;
  }

  Unit createStream(RequestContext context, CreateStreamInput input) {
    KinesisRegion region = streams.region(context);
    StreamSettings settings = settings(region, input);
    Map<String, String> tags =
        KinesisTagRules.of(input.streamName(), context).checked(input.tags());
    region.create(input.streamName(), settings, shardCount(settings, input), tags);
    return Unit.INSTANCE;
  }

  private static StreamSettings settings(KinesisRegion region, CreateStreamInput input) {
    String mode =
        input.streamModeDetails() == null
            ? StreamSettings.PROVISIONED
            : input.streamModeDetails().streamMode();
    StreamSettings settings = StreamSettings.of(mode);
    if (input.maxRecordSizeInKiB() != null) {
      settings = settings.withMaxRecordSize(input.maxRecordSizeInKiB());
    }
    if (input.recordDistributionStrategy() != null) {
      settings = settings.withDistribution(input.recordDistributionStrategy());
    }
    if (input.warmThroughputMiBps() != null) {
      settings = settings.withWarmThroughput(input.warmThroughputMiBps());
    }
    StreamSettingRules.check(region, settings);
    return settings;
  }

  private static int shardCount(StreamSettings settings, CreateStreamInput input) {
    if (settings.isOnDemand()) {
      if (input.shardCount() != null) {
        throw StreamRefusals.invalid(
            "ShardCount can not be specified for a stream with the ON_DEMAND capacity mode.");
      }
      Integer warm = settings.warmThroughputMiBps();
      return Math.max(KinesisQuotas.ON_DEMAND_SHARDS, warm == null ? 0 : warm);
    }
    if (input.shardCount() == null) {
      throw StreamRefusals.invalid(
          "ShardCount must be specified for a stream with the PROVISIONED capacity mode.");
    }
    return input.shardCount();
  }

  Unit deleteStream(RequestContext context, DeleteStreamInput input) {
    StreamFinder.Found found =
        streams.find(context, input.streamName(), input.streamARN(), input.streamId());
    KinesisStream stream = found.stream();
    boolean enforced = Boolean.TRUE.equals(input.enforceConsumerDeletion());
    if (!enforced && stream.consumers().count() > 0) {
      throw KinesisErrors.resourceInUseException(
          "DeleteStream can’t delete "
              + stream.account()
              + ":"
              + stream.name()
              + " because there are consumers associated with this data stream. To delete "
              + stream.name()
              + " anyway, set the EnforceConsumerDeletion parameter to true to force the deletion"
              + " of all the consumers that are associated with it.");
    }
    found.region().delete(stream);
    return Unit.INSTANCE;
  }

  DescribeStreamOutput describeStream(RequestContext context, DescribeStreamInput input) {
    KinesisStream stream =
        streams.stream(context, input.streamName(), input.streamARN(), input.streamId());
    int limit = input.limit() == null ? MAX_RESULTS : Math.min(input.limit(), MAX_RESULTS);
    return DescribeStreamOutput.builder()
        .streamDescription(StreamDescriptions.of(stream, input.exclusiveStartShardId(), limit))
        .build();
  }

  DescribeStreamSummaryOutput describeStreamSummary(
      RequestContext context, DescribeStreamSummaryInput input) {
    StreamFinder.Found found =
        streams.find(context, input.streamName(), input.streamARN(), input.streamId());
    return DescribeStreamSummaryOutput.builder()
        .streamDescriptionSummary(StreamDescriptions.summaryOf(found.region(), found.stream()))
        .build();
  }

  ListStreamsOutput listStreams(RequestContext context, ListStreamsInput input) {
    PageTokens tokens =
        PageTokens.of(
            StreamFinder.SERVICE,
            "ListStreams",
            () -> StreamRefusals.invalid("Invalid NextToken."),
            context.scope());
    String after =
        input.nextToken() == null && input.exclusiveStartStreamName() != null
            ? input.exclusiveStartStreamName()
            : tokens.position(input.nextToken());
    int limit = input.limit() == null ? MAX_RESULTS : Math.min(input.limit(), MAX_RESULTS);
    Page<KinesisStream> page =
        tokens.page(streams.region(context).listAfter(after), limit, KinesisStream::name);
    return ListStreamsOutput.builder()
        .streamNames(page.elements().stream().map(KinesisStream::name).toList())
        .hasMoreStreams(page.nextToken() != null)
        .nextToken(page.nextToken())
        .streamSummaries(page.map(StreamDescriptions::listed).elements())
        .build();
  }

  DescribeLimitsOutput describeLimits(RequestContext context, DescribeLimitsInput input) {
    KinesisRegion region = streams.region(context);
    return DescribeLimitsOutput.builder()
        .shardLimit(Math.min(region.rules().shardLimit(region.scope()), 1_000_000))
        .openShardCount(region.openShardCount())
        .onDemandStreamCount(region.onDemandStreamCount())
        .onDemandStreamCountLimit(region.rules().onDemandStreamLimit())
        .channelCount(region.channels().count())
        .channelCountLimit(KinesisQuotas.CHANNELS_OF_STREAM * region.rules().onDemandStreamLimit())
        .build();
  }
}
