package dev.brume.kinesis;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.StreamSource;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.core.time.Timeline;
import dev.brume.kinesis.api.KinesisApi;
import dev.brume.kinesis.engine.KinesisRegion;
import dev.brume.kinesis.engine.KinesisRules;

/**
 * Amazon Kinesis Data Streams.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/Welcome.html">Amazon
 *     Kinesis Data Streams API Reference</a>
 */
public final class KinesisService implements Service {
  private final Store store;
  private final RootSpec<KinesisRegion> spec;
  private final StreamOperations streams;
  private final StreamSettingOperations settings;
  private final StreamTagOperations tags;
  private final StreamPolicyOperations policies;
  private final AccountSettingOperations accounts;
  private final ShardOperations shards;
  private final ReshardOperations reshards;
  private final RecordWriteOperations writes;
  private final RecordReadOperations reads;
  private final ConsumerOperations consumers;
  private final SubscribeToShardOperation subscriptions;
  private final StreamQueueOperations queues;
  private final QueueRecordOperations queueRecords;
  private final DeadLetterRecordOperations deadLetters;
  private final ChannelOperations channels;
  private final Surroundings surroundings;
  private final StreamFinder finder;
  private final ShardIterators iterators;

  /**
   * Creates the service; it has no state of its own.
   *
   * @param rules the user's settings
   */
  public KinesisService(Surroundings surroundings, KinesisRules rules) {
    this.surroundings = surroundings;
    store = surroundings.store();
    Timeline timeline = surroundings.timeline();
    spec = KinesisRegion.spec(surroundings, rules);
    finder = new StreamFinder(store, spec);
    iterators = new ShardIterators(timeline);
    streams = new StreamOperations(finder);
    StreamKeys keys = new StreamKeys(surroundings.ports());
    settings = new StreamSettingOperations(finder, keys);
    tags = new StreamTagOperations(finder);
    policies = new StreamPolicyOperations(finder);
    accounts = new AccountSettingOperations(finder);
    shards = new ShardOperations(finder, timeline);
    reshards = new ReshardOperations(finder);
    writes = new RecordWriteOperations(finder, timeline, keys);
    reads = new RecordReadOperations(finder, timeline, iterators, keys);
    consumers = new ConsumerOperations(finder, timeline);
    subscriptions = new SubscribeToShardOperation(finder, surroundings);
    queues = new StreamQueueOperations(finder, timeline);
    queueRecords = new QueueRecordOperations(finder, keys);
    channels = new ChannelOperations(finder, timeline, surroundings.ids(), keys);
    deadLetters = new DeadLetterRecordOperations(finder, keys);
  }

  @Override
  public ServiceSchema schema() {
    return KinesisApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    bindQueues(binder);
    bindChannels(binder);
    binder.on(KinesisApi.ADD_TAGS_TO_STREAM, tags::addTagsToStream);
    binder.on(KinesisApi.CREATE_STREAM, streams::createStream);
    binder.on(KinesisApi.DECREASE_STREAM_RETENTION_PERIOD, settings::decreaseStreamRetentionPeriod);
    binder.on(KinesisApi.DELETE_RESOURCE_POLICY, policies::deleteResourcePolicy);
    binder.on(KinesisApi.DELETE_STREAM, streams::deleteStream);
    binder.on(KinesisApi.DEREGISTER_STREAM_CONSUMER, consumers::deregisterStreamConsumer);
    binder.on(KinesisApi.DESCRIBE_ACCOUNT_SETTINGS, accounts::describeAccountSettings);
    binder.on(KinesisApi.DESCRIBE_LIMITS, streams::describeLimits);
    binder.on(KinesisApi.DESCRIBE_STREAM, streams::describeStream);
    binder.on(KinesisApi.DESCRIBE_STREAM_CONSUMER, consumers::describeStreamConsumer);
    binder.on(KinesisApi.DESCRIBE_STREAM_SUMMARY, streams::describeStreamSummary);
    binder.on(KinesisApi.DISABLE_ENHANCED_MONITORING, settings::disableEnhancedMonitoring);
    binder.on(KinesisApi.ENABLE_ENHANCED_MONITORING, settings::enableEnhancedMonitoring);
    binder.on(KinesisApi.GET_RECORDS, reads::getRecords);
    binder.on(KinesisApi.GET_RESOURCE_POLICY, policies::getResourcePolicy);
    binder.on(KinesisApi.GET_SHARD_ITERATOR, reads::getShardIterator);
    binder.on(KinesisApi.INCREASE_STREAM_RETENTION_PERIOD, settings::increaseStreamRetentionPeriod);
    binder.on(KinesisApi.LIST_SHARDS, shards::listShards);
    binder.on(KinesisApi.LIST_STREAM_CONSUMERS, consumers::listStreamConsumers);
    binder.on(KinesisApi.LIST_STREAMS, streams::listStreams);
    binder.on(KinesisApi.LIST_TAGS_FOR_RESOURCE, tags::listTagsForResource);
    binder.on(KinesisApi.LIST_TAGS_FOR_STREAM, tags::listTagsForStream);
    binder.on(KinesisApi.MERGE_SHARDS, reshards::mergeShards);
    binder.on(KinesisApi.PUT_RECORD, writes::putRecord);
    binder.on(KinesisApi.PUT_RECORDS, writes::putRecords);
    binder.on(KinesisApi.PUT_RESOURCE_POLICY, policies::putResourcePolicy);
    binder.on(KinesisApi.REGISTER_STREAM_CONSUMER, consumers::registerStreamConsumer);
    binder.on(KinesisApi.REMOVE_TAGS_FROM_STREAM, tags::removeTagsFromStream);
    binder.on(KinesisApi.SPLIT_SHARD, reshards::splitShard);
    binder.on(KinesisApi.START_STREAM_ENCRYPTION, settings::startStreamEncryption);
    binder.on(KinesisApi.STOP_STREAM_ENCRYPTION, settings::stopStreamEncryption);
    binder.on(KinesisApi.SUBSCRIBE_TO_SHARD, subscriptions::subscribeToShard);
    binder.on(KinesisApi.TAG_RESOURCE, tags::tagResource);
    binder.on(KinesisApi.UNTAG_RESOURCE, tags::untagResource);
    binder.on(KinesisApi.UPDATE_ACCOUNT_SETTINGS, accounts::updateAccountSettings);
    binder.on(KinesisApi.UPDATE_MAX_RECORD_SIZE, settings::updateMaxRecordSize);
    binder.on(KinesisApi.UPDATE_SHARD_COUNT, reshards::updateShardCount);
    binder.on(KinesisApi.UPDATE_STREAM_MODE, settings::updateStreamMode);
    binder.on(
        KinesisApi.UPDATE_STREAM_RECORD_DISTRIBUTION_STRATEGY,
        settings::updateStreamRecordDistributionStrategy);
    binder.on(KinesisApi.UPDATE_STREAM_WARM_THROUGHPUT, settings::updateStreamWarmThroughput);
  }

  private void bindChannels(Binder binder) {
    binder.on(KinesisApi.CREATE_CHANNEL, channels::createChannel);
    binder.on(KinesisApi.DELETE_CHANNEL, channels::deleteChannel);
    binder.on(KinesisApi.DESCRIBE_CHANNEL, channels::describeChannel);
    binder.on(KinesisApi.LIST_CHANNELS, channels::listChannels);
    binder.on(KinesisApi.UPDATE_CHANNEL, channels::updateChannel);
  }

  private void bindQueues(Binder binder) {
    binder.on(
        KinesisApi.ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS,
        deadLetters::acknowledgeDeadLetterQueueRecords);
    binder.on(KinesisApi.ACKNOWLEDGE_QUEUE_RECORDS, queueRecords::acknowledgeQueueRecords);
    binder.on(KinesisApi.CREATE_QUEUE, queues::createQueue);
    binder.on(KinesisApi.DELETE_QUEUE, queues::deleteQueue);
    binder.on(KinesisApi.DESCRIBE_QUEUE, queues::describeQueue);
    binder.on(KinesisApi.LIST_QUEUES, queues::listQueues);
    binder.onAsync(
        KinesisApi.RECEIVE_DEAD_LETTER_QUEUE_RECORDS, deadLetters::receiveDeadLetterQueueRecords);
    binder.onAsync(KinesisApi.RECEIVE_QUEUE_RECORDS, queueRecords::receiveQueueRecords);
    binder.on(
        KinesisApi.RESTORE_DEAD_LETTER_QUEUE_RECORDS, deadLetters::restoreDeadLetterQueueRecords);
    binder.on(
        KinesisApi.UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY,
        deadLetters::updateDeadLetterQueueRecordsVisibility);
    binder.on(KinesisApi.UPDATE_QUEUE, queues::updateQueue);
    binder.on(
        KinesisApi.UPDATE_QUEUE_RECORDS_VISIBILITY, queueRecords::updateQueueRecordsVisibility);
  }

  @Override
  public ServiceAccess access() {
    return KinesisAccess.of(finder, iterators);
  }

  /** The subscriptions to shards. */
  SubscribeToShardOperation subscriptions() {
    return subscriptions;
  }

  /** The streams for consumers inside the emulator. */
  public StreamSource consumedStreams() {
    return new KinesisStreamSource(finder, surroundings.timeline());
  }

  /** The streams as delivery targets. */
  public DeliveryTarget deliveries() {
    return new StreamDeliveries(finder, surroundings.authorizer(), surroundings.ids());
  }

  /** Records expire and streams change state without requests. */
  @Override
  public void resume() {
    store.openRoots(spec);
  }

  @Override
  public void endWaits() {
    store.enter();
    try {
      store.scopes(spec.service()).forEach(scope -> store.root(spec, scope).endWaits());
    } finally {
      store.exit();
    }
  }
}
