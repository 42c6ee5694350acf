package dev.brume.kinesis;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.AccessTable;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.policy.PolicyCache;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.kinesis.api.ChannelStreamConfiguration;
import dev.brume.kinesis.api.CreateStreamInput;
import dev.brume.kinesis.api.KinesisApi;
import dev.brume.kinesis.api.ListShardsInput;
import dev.brume.kinesis.api.RegisterStreamConsumerInput;
import dev.brume.kinesis.engine.ChannelDelivery;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.StreamResource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The permissions of Kinesis's operations. A request without a resource passes, because the
 * operation refuses it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html">Actions,
 *     resources, and condition keys for Amazon Kinesis Data Streams</a>
 */
final class KinesisAccess {
  private static final String PREFIX = StreamFinder.SERVICE + ":";
  private static final PolicyCache POLICIES = new PolicyCache(StreamPolicyOperations.RULES);

  private final StreamFinder streams;
  private final ShardIterators iterators;
  private final AccessTable table = new AccessTable(StreamFinder.SERVICE);

  private KinesisAccess(StreamFinder streams, ShardIterators iterators) {
    this.streams = streams;
    this.iterators = iterators;
  }

  static ServiceAccess of(StreamFinder streams, ShardIterators iterators) {
    return new KinesisAccess(streams, iterators).table();
  }

  /** A resource as an access target. */
  static AccessTarget target(StreamResource resource) {
    return AccessTarget.of(resource.arn(), resource.account())
        .with(POLICIES.of(resource.policy()))
        .withTags(resource.tags());
  }

  private AccessTable table() {
    table.onMany(KinesisApi.CREATE_STREAM, this::creation);
    table.onMany(KinesisApi.REGISTER_STREAM_CONSUMER, this::registration);
    table.onMany(
        KinesisApi.GET_RECORDS, (context, input) -> ofIterator(context, input.shardIterator()));
    table.onMany(KinesisApi.LIST_SHARDS, this::listing);
    namesAndArns();
    arns();
    resources();
    queues();
    channels();
    return table.onAny(
        KinesisApi.DESCRIBE_ACCOUNT_SETTINGS,
        KinesisApi.DESCRIBE_LIMITS,
        KinesisApi.LIST_CHANNELS,
        KinesisApi.LIST_QUEUES,
        KinesisApi.LIST_STREAMS,
        KinesisApi.UPDATE_ACCOUNT_SETTINGS);
  }

  private void namesAndArns() {
    onStream(KinesisApi.ADD_TAGS_TO_STREAM, in -> in.streamName(), in -> in.streamARN());
    onStream(
        KinesisApi.DECREASE_STREAM_RETENTION_PERIOD, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.DELETE_STREAM, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.DESCRIBE_STREAM, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.DESCRIBE_STREAM_SUMMARY, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.DISABLE_ENHANCED_MONITORING, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.ENABLE_ENHANCED_MONITORING, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.GET_SHARD_ITERATOR, in -> in.streamName(), in -> in.streamARN());
    onStream(
        KinesisApi.INCREASE_STREAM_RETENTION_PERIOD, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.LIST_TAGS_FOR_STREAM, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.MERGE_SHARDS, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.PUT_RECORD, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.PUT_RECORDS, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.REMOVE_TAGS_FROM_STREAM, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.SPLIT_SHARD, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.START_STREAM_ENCRYPTION, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.STOP_STREAM_ENCRYPTION, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.UPDATE_SHARD_COUNT, in -> in.streamName(), in -> in.streamARN());
    onStream(KinesisApi.UPDATE_STREAM_WARM_THROUGHPUT, in -> in.streamName(), in -> in.streamARN());
  }

  private void arns() {
    onStream(KinesisApi.LIST_STREAM_CONSUMERS, in -> null, in -> in.streamARN());
    onStream(KinesisApi.UPDATE_MAX_RECORD_SIZE, in -> null, in -> in.streamARN());
    onStream(KinesisApi.UPDATE_STREAM_MODE, in -> null, in -> in.streamARN());
    onStream(
        KinesisApi.UPDATE_STREAM_RECORD_DISTRIBUTION_STRATEGY, in -> null, in -> in.streamARN());
  }

  private void resources() {
    onResource(KinesisApi.DELETE_RESOURCE_POLICY, in -> in.resourceARN());
    onResource(KinesisApi.GET_RESOURCE_POLICY, in -> in.resourceARN());
    onResource(KinesisApi.LIST_TAGS_FOR_RESOURCE, in -> in.resourceARN());
    onResource(KinesisApi.PUT_RESOURCE_POLICY, in -> in.resourceARN());
    onResource(KinesisApi.SUBSCRIBE_TO_SHARD, in -> in.consumerARN());
    onResource(KinesisApi.TAG_RESOURCE, in -> in.resourceARN());
    onResource(KinesisApi.UNTAG_RESOURCE, in -> in.resourceARN());
    onResource(
        KinesisApi.DEREGISTER_STREAM_CONSUMER,
        in -> consumer(in.consumerARN(), in.streamARN(), in.consumerName()));
    onResource(
        KinesisApi.DESCRIBE_STREAM_CONSUMER,
        in -> consumer(in.consumerARN(), in.streamARN(), in.consumerName()));
  }

  /** CreateQueue "needs kinesis:AssociateStreamsWithQueue on the stream". */
  private void queues() {
    table.onMany(
        KinesisApi.CREATE_QUEUE,
        (context, input) -> {
          List<AccessQuery> queries = new ArrayList<>();
          queries.add(new AccessQuery(PREFIX + "CreateQueue", AccessTarget.ANY));
          input
              .streamConfigurationList()
              .forEach(
                  each ->
                      queries.addAll(
                          ofStream(context, "AssociateStreamsWithQueue", null, each.streamARN())));
          return queries;
        });
    onResource(KinesisApi.ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS, in -> in.queueARN());
    onResource(KinesisApi.ACKNOWLEDGE_QUEUE_RECORDS, in -> in.queueARN());
    onResource(KinesisApi.DELETE_QUEUE, in -> in.queueARN());
    onResource(KinesisApi.DESCRIBE_QUEUE, in -> in.queueARN());
    onResource(KinesisApi.RECEIVE_DEAD_LETTER_QUEUE_RECORDS, in -> in.queueARN());
    onResource(KinesisApi.RECEIVE_QUEUE_RECORDS, in -> in.queueARN());
    onResource(KinesisApi.RESTORE_DEAD_LETTER_QUEUE_RECORDS, in -> in.queueARN());
    onResource(KinesisApi.UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY, in -> in.queueARN());
    onResource(KinesisApi.UPDATE_QUEUE, in -> in.queueARN());
    onResource(KinesisApi.UPDATE_QUEUE_RECORDS_VISIBILITY, in -> in.queueARN());
  }

  /**
   * CreateChannel needs "kinesis:AssociateStreamsWithChannel, authorized in addition to
   * kinesis:CreateChannel", both on the stream, and "the iam:PassRole permission on that role".
   *
   * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/data-delivery-iam.html">IAM
   *     permissions for data delivery</a>
   */
  private void channels() {
    table.onMany(
        KinesisApi.CREATE_CHANNEL,
        (context, input) -> {
          List<AccessQuery> queries = new ArrayList<>();
          for (ChannelStreamConfiguration each : input.streamConfigurationList()) {
            queries.addAll(ofStream(context, "CreateChannel", null, each.streamARN()));
            queries.addAll(
                ofStream(context, "AssociateStreamsWithChannel", null, each.streamARN()));
          }
          String role = input.serviceExecutionRoleARN();
          if (Arn.parse(role).isPresent()) {
            queries.add(AccessQuery.passingRole(role, ChannelDelivery.SERVICE));
          }
          return queries;
        });
    onResource(KinesisApi.DELETE_CHANNEL, in -> in.channelARN());
    onResource(KinesisApi.DESCRIBE_CHANNEL, in -> in.channelARN());
    onResource(KinesisApi.UPDATE_CHANNEL, in -> in.channelARN());
  }

  private <I extends Struct> void onStream(
      Operation<I, ?> operation, Function<I, String> name, Function<I, String> arn) {
    table.onMany(
        operation,
        (context, input) ->
            ofStream(context, operation.name(), name.apply(input), arn.apply(input)));
  }

  private <I extends Struct> void onResource(Operation<I, ?> operation, Function<I, String> arn) {
    table.onMany(
        operation, (context, input) -> ofResource(context, operation.name(), arn.apply(input)));
  }

  private List<AccessQuery> ofStream(
      RequestContext context, String action, String name, String arn) {
    StreamFinder.StreamAddress address =
        arn != null
            ? StreamFinder.addressOf(arn).orElse(null)
            : name == null ? null : new StreamFinder.StreamAddress(context.scope(), name);
    return address == null ? List.of() : List.of(query(action, address));
  }

  private AccessQuery query(String action, StreamFinder.StreamAddress address) {
    KinesisStream stream = streams.findQuietly(address);
    AccessTarget target =
        stream == null
            ? AccessTarget.of(
                address.scope().slashArn(StreamFinder.SERVICE, "stream", address.name()).toString(),
                address.scope().account())
            : target(stream);
    return new AccessQuery(PREFIX + action, target);
  }

  /** A token names the stream whose shards it continues to list. */
  private List<AccessQuery> listing(RequestContext context, ListShardsInput input) {
    if (input.nextToken() == null) {
      return ofStream(context, "ListShards", input.streamName(), input.streamARN());
    }
    try {
      return List.of(query("ListShards", ShardOperations.streamOf(context, input.nextToken())));
    } catch (AwsError refusedLater) {
      return List.of();
    }
  }

  private List<AccessQuery> ofIterator(RequestContext context, String iterator) {
    try {
      ShardIterators.IteratorPosition place = iterators.read(iterator);
      Scope scope = new Scope(place.account(), context.scope().region());
      return List.of(query("GetRecords", new StreamFinder.StreamAddress(scope, place.stream())));
    } catch (AwsError refusedLater) {
      return List.of();
    }
  }

  /** The ARN of a consumer, from its ARN or its name. */
  private String consumer(String consumerArn, String streamArn, String name) {
    if (consumerArn != null || streamArn == null || name == null) {
      return consumerArn;
    }
    KinesisStream stream = StreamFinder.addressOf(streamArn).map(streams::findQuietly).orElse(null);
    boolean there = stream != null && stream.consumers().find(name) != null;
    return there ? stream.consumers().find(name).arn() : streamArn;
  }

  private List<AccessQuery> ofResource(RequestContext context, String action, String arn) {
    if (arn == null) {
      return List.of();
    }
    try {
      return List.of(
          new AccessQuery(PREFIX + action, target(streams.resource(context, arn, null))));
    } catch (AwsError refusedLater) {
      return List.of(new AccessQuery(PREFIX + action, AccessTarget.of(arn, null)));
    }
  }

  /**
   * "If you pass the Tags parameter, you must also have the kinesis:AddTagsToStream permission."
   */
  private List<AccessQuery> creation(RequestContext context, CreateStreamInput input) {
    List<AccessQuery> queries =
        new ArrayList<>(ofStream(context, "CreateStream", input.streamName(), null));
    if (input.tags() != null) {
      queries.addAll(ofStream(context, "AddTagsToStream", input.streamName(), null));
    }
    return queries;
  }

  /** "If you pass the Tags parameter, you must also have the kinesis:TagResource permission." */
  private List<AccessQuery> registration(
      RequestContext context, RegisterStreamConsumerInput input) {
    List<AccessQuery> queries =
        new ArrayList<>(ofStream(context, "RegisterStreamConsumer", null, input.streamARN()));
    if (input.tags() != null) {
      queries.addAll(ofStream(context, "TagResource", null, input.streamARN()));
    }
    return queries;
  }
}
