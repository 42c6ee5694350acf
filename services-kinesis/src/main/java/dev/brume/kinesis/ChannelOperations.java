package dev.brume.kinesis;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.core.time.Timeline;
import dev.brume.kinesis.api.ChannelEncryptionConfiguration;
import dev.brume.kinesis.api.ChannelStreamConfiguration;
import dev.brume.kinesis.api.CloudWatchLogs;
import dev.brume.kinesis.api.CloudWatchLogsUpdateInput;
import dev.brume.kinesis.api.CreateChannelInput;
import dev.brume.kinesis.api.CreateChannelOutput;
import dev.brume.kinesis.api.DeadLetterQueueS3Configuration;
import dev.brume.kinesis.api.DeleteChannelInput;
import dev.brume.kinesis.api.DescribeChannelInput;
import dev.brume.kinesis.api.DescribeChannelOutput;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.api.ListChannelsInput;
import dev.brume.kinesis.api.ListChannelsOutput;
import dev.brume.kinesis.api.RecordConfiguration;
import dev.brume.kinesis.api.S3DestinationConfiguration;
import dev.brume.kinesis.api.S3StorageConfiguration;
import dev.brume.kinesis.api.StreamFilter;
import dev.brume.kinesis.api.UpdateChannelInput;
import dev.brume.kinesis.api.UpdateChannelOutput;
import dev.brume.kinesis.engine.ChannelDestination;
import dev.brume.kinesis.engine.ChannelFormat;
import dev.brume.kinesis.engine.ChannelKeyTemplate;
import dev.brume.kinesis.engine.ChannelLogging;
import dev.brume.kinesis.engine.ChannelState;
import dev.brume.kinesis.engine.KinesisQuotas;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.StreamChannel;
import dev.brume.kinesis.engine.StreamChannels;
import dev.brume.kinesis.engine.StreamRefusals;
import java.util.List;
import java.util.Map;

/**
 * Creates, changes, deletes and lists channels from streams to buckets. AWS's pages name the codes
 * of refusals, not their messages. Channels to S3 Tables are not implemented.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/data-delivery.html">Streaming tables
 *     and S3 delivery</a>
 */
final class ChannelOperations {
  private static final String GSR_JSON = "GSR_JSON";
  private static final String AWS_MANAGED_KEY = "alias/aws/kinesis";
  private static final String LOG_STREAM = "DestinationDelivery";
  private static final int NOT_IMPLEMENTED = 501;

  private final StreamFinder streams;
  private final Timeline timeline;
  private final Ids ids;
  private final StreamKeys keys;

  ChannelOperations(StreamFinder streams, Timeline timeline, Ids ids, StreamKeys keys) {
    this.streams = streams;
    this.timeline = timeline;
    this.ids = ids;
    this.keys = keys;
  }

  // ------------------------------------------------------------------------------ creating

  CreateChannelOutput createChannel(RequestContext context, CreateChannelInput input) {
    requireOneDestination(input);
    if (input.streamConfigurationList().size() != 1) {
      throw KinesisErrors.validationException(
          "StreamConfigurationList must contain exactly one entry.");
    }
    ChannelStreamConfiguration configuration = input.streamConfigurationList().getFirst();
    String name = input.channelName();
    String id = ids.uuid();
    S3DestinationConfiguration to = input.s3DestinationConfiguration();
    StreamChannels.NewChannel settings =
        new StreamChannels.NewChannel(
            id,
            name,
            role(context, input.serviceExecutionRoleARN()),
            format(configuration.recordConfiguration()),
            destination(to, name, id),
            freshness(to.dataFreshnessInSeconds()),
            encryptionKey(input.encryptionConfiguration()),
            logging(input, name, id),
            tags(context, input));
    StreamFinder.Found found = streams.find(context, null, configuration.streamARN(), null);
    requireChannels(context, found);
    if (settings.encryptionKey() != null) {
      keys.require(found.stream(), settings.encryptionKey());
    }
    StreamChannel channel = found.region().channels().create(settings, found.stream());
    return CreateChannelOutput.builder()
        .channelDescription(ChannelDescriptions.of(channel))
        .build();
  }

  /** "You must specify either of them, but not both." */
  private static void requireOneDestination(CreateChannelInput input) {
    boolean toTables = input.s3TablesDestinationConfiguration() != null;
    if (toTables == (input.s3DestinationConfiguration() != null)) {
      throw StreamRefusals.invalid(
          "Specify either S3DestinationConfiguration or S3TablesDestinationConfiguration, but not"
              + " both.");
    }
    if (toTables) {
      throw AwsError.server(
          "NotImplemented",
          NOT_IMPLEMENTED,
          "The parameter S3TablesDestinationConfiguration is not implemented.");
    }
  }

  private static ChannelFormat format(RecordConfiguration configuration) {
    String format = configuration.recordFormatType();
    if (format.equals(GSR_JSON) || configuration.gsrSchemaARN() != null) {
      throw StreamRefusals.invalid(
          "GSR_JSON and GSRSchemaARN are only supported for streaming table destinations.");
    }
    return ChannelFormat.valueOf(format);
  }

  private static ChannelDestination destination(
      S3DestinationConfiguration to, String name, String id) {
    S3StorageConfiguration storage = to.storageConfiguration();
    String template = storage.outputKeyTemplate();
    if (template != null && !ChannelKeyTemplate.isValid(template)) {
      throw StreamRefusals.invalid("OutputKeyTemplate " + template + " is not valid.");
    }
    DeadLetterQueueS3Configuration dead = to.deadLetterQueueS3Configuration();
    String prefix = dead == null ? null : dead.errorOutputPrefix();
    return new ChannelDestination(
        bucket(storage.bucketARN()),
        storage.expectedBucketOwner(),
        template,
        storage.storageClass(),
        storage.compressionType(),
        bucket(dead == null ? storage.bucketARN() : dead.bucketARN()),
        dead == null ? storage.expectedBucketOwner() : dead.expectedBucketOwner(),
        prefix == null ? "kinesis-channel/errors/" + name + "/" + id + "/" : prefix);
  }

  private static String bucket(String arn) {
    return Arn.parse(arn)
        .orElseThrow(() -> StreamRefusals.invalid("BucketARN " + arn + " is not valid."))
        .resource();
  }

  private static int freshness(Integer seconds) {
    if (seconds == null) {
      return KinesisQuotas.MIN_FRESHNESS_SECONDS;
    }
    if (seconds < KinesisQuotas.MIN_FRESHNESS_SECONDS
        || seconds > KinesisQuotas.MAX_FRESHNESS_SECONDS) {
      throw StreamRefusals.invalid(
          "DataFreshnessInSeconds must be between "
              + KinesisQuotas.MIN_FRESHNESS_SECONDS
              + " and "
              + KinesisQuotas.MAX_FRESHNESS_SECONDS
              + ".");
    }
    return seconds;
  }

  /** "You cannot use the Amazon Kinesis Data Streams service key (aws/kinesis)." */
  private static String encryptionKey(ChannelEncryptionConfiguration configuration) {
    String key = configuration == null ? null : configuration.keyId();
    if (key != null && key.endsWith(AWS_MANAGED_KEY)) {
      throw StreamRefusals.invalid("A channel's EncryptionConfiguration can not use " + key + ".");
    }
    return key;
  }

  /** A role is passed to a service in its own account; AWS's words are not documented. */
  private static String role(RequestContext context, String roleArn) {
    Arn.parse(roleArn)
        .filter(arn -> arn.account().equals(context.scope().account()))
        .orElseThrow(
            () ->
                StreamRefusals.invalid(
                    "ServiceExecutionRoleARN " + roleArn + " is not of the channel's account."));
    return roleArn;
  }

  private static ChannelLogging logging(CreateChannelInput input, String name, String id) {
    String group = "/aws/kinesis/" + name + "/" + id;
    if (input.loggingConfiguration() == null) {
      return new ChannelLogging(false, group, LOG_STREAM);
    }
    CloudWatchLogs logs = input.loggingConfiguration().cloudWatchLogs();
    return new ChannelLogging(
        logs.enabled(),
        logs.logGroupName() == null ? group : logs.logGroupName(),
        logs.logStreamName() == null ? LOG_STREAM : logs.logStreamName());
  }

  private static Map<String, String> tags(RequestContext context, CreateChannelInput input) {
    return KinesisTagRules.of(input.channelName(), context).checked(input.tags());
  }

  /** "Only supported for data streams with the on-demand capacity mode", of the own account. */
  private static void requireChannels(RequestContext context, StreamFinder.Found found) {
    KinesisStream stream = found.stream();
    if (!stream.account().equals(context.scope().account())) {
      throw StreamRefusals.invalid("A channel and its stream must be in the same account.");
    }
    if (!stream.state().settings().isOnDemand()) {
      throw StreamRefusals.invalid(
          "Channels are only supported for streams with the ON_DEMAND capacity mode.");
    }
    String key = stream.state().settings().encryptionKey();
    if (key != null && key.endsWith(AWS_MANAGED_KEY)) {
      throw StreamRefusals.invalid(
          "Channels are not supported for streams that are encrypted with the AWS managed key.");
    }
  }

  // ------------------------------------------------------------------------------ the others

  DescribeChannelOutput describeChannel(RequestContext context, DescribeChannelInput input) {
    return DescribeChannelOutput.builder()
        .channelDescription(ChannelDescriptions.of(streams.channel(context, input.channelARN())))
        .build();
  }

  UpdateChannelOutput updateChannel(RequestContext context, UpdateChannelInput input) {
    StreamChannel channel = streams.channel(context, input.channelARN());
    if (input.s3TablesDestinationConfiguration() != null) {
      throw StreamRefusals.invalid("The channel does not deliver to a streaming table.");
    }
    if (input.s3DestinationConfiguration() == null && input.loggingConfiguration() == null) {
      throw StreamRefusals.invalid(
          "Specify at least one of S3DestinationConfiguration and LoggingConfiguration.");
    }
    ChannelState known = channel.state();
    int freshness =
        input.s3DestinationConfiguration() == null
            ? known.freshnessSeconds()
            : freshness(input.s3DestinationConfiguration().dataFreshnessInSeconds());
    ChannelLogging logging =
        input.loggingConfiguration() == null
            ? known.logging()
            : changed(known.logging(), input.loggingConfiguration().cloudWatchLogs());
    channel.update(freshness, logging);
    return UpdateChannelOutput.builder()
        .channelDescription(ChannelDescriptions.of(channel))
        .build();
  }

  private static ChannelLogging changed(ChannelLogging known, CloudWatchLogsUpdateInput given) {
    return new ChannelLogging(
        given.enabled(),
        given.logGroupName() == null ? known.group() : given.logGroupName(),
        given.logStreamName() == null ? known.stream() : given.logStreamName());
  }

  Unit deleteChannel(RequestContext context, DeleteChannelInput input) {
    StreamChannel channel = streams.channel(context, input.channelARN());
    streams.region(context).channels().delete(channel);
    return Unit.INSTANCE;
  }

  ListChannelsOutput listChannels(RequestContext context, ListChannelsInput input) {
    int limit =
        input.maxResults() == null
            ? KinesisQuotas.LISTED_CHANNELS
            : Math.min(input.maxResults(), KinesisQuotas.LISTED_CHANNELS);
    Page<StreamChannel> page =
        AttachmentPages.page(
            context,
            "ListChannels",
            streams.region(context).channels(),
            filters(input.streamFilter()),
            input.nextToken(),
            limit,
            timeline.nowMillis());
    return ListChannelsOutput.builder()
        .channelSummaries(page.map(ChannelDescriptions::listed).elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static List<AttachmentPages.OfStream> filters(List<StreamFilter> filters) {
    return filters == null
        ? List.of()
        : filters.stream()
            .map(
                filter ->
                    new AttachmentPages.OfStream(
                        filter.streamARN(), filter.streamCreationTimestamp()))
            .toList();
  }
}
