package dev.brume.kinesis.engine;

import dev.brume.core.state.ByteKey;
import dev.brume.core.state.TableSpec;
import java.util.List;
import java.util.stream.Stream;

/** The tables of Kinesis. */
final class KinesisTables {
  /** The service that owns them. */
  static final String SERVICE = "kinesis";

  /** The owner of the region's tables. */
  static final String REGION = "";

  /** The only key of {@link #ACCOUNT}. */
  static final String ACCOUNT_KEY = "settings";

  /** Streams by name; of the region. */
  static final TableSpec<String, StreamState> STREAMS =
      new TableSpec<>(SERVICE, "streams", String.class, StreamState.class);

  /** The account's settings; of the region. */
  static final TableSpec<String, AccountSettings> ACCOUNT =
      new TableSpec<>(SERVICE, "account", String.class, AccountSettings.class);

  /** Shards by number; of a stream. */
  static final TableSpec<Long, ShardState> SHARDS =
      new TableSpec<>(SERVICE, "shards", Long.class, ShardState.class);

  /** Consumers by name; of a stream. */
  static final TableSpec<String, ConsumerState> CONSUMERS =
      new TableSpec<>(SERVICE, "consumers", String.class, ConsumerState.class);

  /** Records by their index in the shard; of a shard. */
  static final TableSpec<ByteKey, ShardEntry> RECORDS =
      TableSpec.sorted(SERVICE, "records", ShardEntry.class);

  /** Queues by id; of the region. */
  static final TableSpec<String, QueueState> QUEUES =
      new TableSpec<>(SERVICE, "queues", String.class, QueueState.class);

  /** A queue's progress by shard number; of a queue. */
  static final TableSpec<Long, QueueCursor> QUEUE_CURSORS =
      new TableSpec<>(SERVICE, "queueCursors", Long.class, QueueCursor.class);

  /** Delivered and unacknowledged records, by shard and index; of a queue. */
  static final TableSpec<String, QueueDelivery> QUEUE_DELIVERIES =
      new TableSpec<>(SERVICE, "queueDeliveries", String.class, QueueDelivery.class);

  /** Channels by id; of the region. */
  static final TableSpec<String, ChannelState> CHANNELS =
      new TableSpec<>(SERVICE, "channels", String.class, ChannelState.class);

  /** How far a channel has come by the numbers of shards; of a channel. */
  static final TableSpec<Long, ChannelCursor> CHANNEL_CURSORS =
      new TableSpec<>(SERVICE, "channelCursors", Long.class, ChannelCursor.class);

  /** What was written at most, by days since 1970; of an on-demand stream. */
  static final TableSpec<Long, WritePeak> PEAKS =
      new TableSpec<>(SERVICE, "peaks", Long.class, WritePeak.class);

  /** All tables. */
  static final List<TableSpec<?, ?>> ALL =
      Stream.concat(
              Stream.of(
                  STREAMS,
                  ACCOUNT,
                  SHARDS,
                  CONSUMERS,
                  RECORDS,
                  PEAKS,
                  QUEUES,
                  QUEUE_CURSORS,
                  QUEUE_DELIVERIES,
                  CHANNELS,
                  CHANNEL_CURSORS),
              StreamChannel.DELIVERIES.tables().stream())
          .toList();

  private KinesisTables() {}

  /** The owner of a queue's tables. */
  static String queueOwner(String id) {
    return "queue/" + id;
  }

  /** The owner of a channel's tables. */
  static String channelOwner(String id) {
    return "channel/" + id;
  }

  /** The owner of a shard's tables. */
  static String shardOwner(String identity, int shard) {
    return identity + "/" + shard;
  }
}
