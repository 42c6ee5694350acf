package dev.brume.kinesis.engine;

import dev.brume.core.task.RetryPolicy;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskSpec;
import java.time.Duration;

/**
 * A channel from a stream to a bucket: new records are delivered together, when the first of them
 * has waited for as long as the channel allows. Its lock guards the progress in each shard too.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/data-delivery-s3-about.html">How
 *     Amazon S3 delivery works</a>
 */
public final class StreamChannel extends StreamAttachment<ChannelState> {
  /** The pending deliveries of a channel: at most one, with that id. */
  static final TaskSpec<ChannelBatch> DELIVERIES =
      TaskSpec.of(KinesisTables.SERVICE, "channelDeliveries", ChannelBatch.class)
          .retriedBy(RetryPolicy.forever(Duration.ofMinutes(1)));

  private static final long DELIVERY = 1;

  /** AWS speaks of "optimally sized objects" and names no number. */
  private static final long MAX_OBJECT_BYTES = 64L * 1_024 * 1_024;

  private final StreamChannels channels;
  private final ChannelContents contents;
  private final Runnable onRecord = this::expect;
  private volatile boolean expecting;
  private TaskQueue<ChannelBatch> deliveries;

  StreamChannel(StreamChannels channels, KinesisStream stream, ChannelState state) {
    super(channels, stream, state);
    this.channels = channels;
    contents = new ChannelContents(stream, state.activeMillis(), channels.tables(), owner());
  }

  private String owner() {
    return KinesisTables.channelOwner(state().id());
  }

  /** "Only records written after the channel is active are delivered." */
  @Override
  void begin() {
    synchronized (lock) {
      contents.begin();
    }
  }

  @Override
  void open() {
    ChannelDelivery handler = new ChannelDelivery(this, region.scope(), surroundings);
    deliveries = surroundings.tasks().open(DELIVERIES, channels.tables(), owner(), handler);
    expecting = deliveries.size() > 0;
    stream.listen(onRecord);
  }

  @Override
  public String policy() {
    return null;
  }

  @Override
  public void changePolicy(String policy) {
    throw StreamRefusals.invalid("Channels have no resource policies: " + arn() + ".");
  }

  /** Changes its settings; they hold for waiting records too. */
  public void update(int freshnessSeconds, ChannelLogging logging) {
    change(
        known ->
            known
                .withSettings(freshnessSeconds, logging)
                .withStatus(
                    region.rules().begin(surroundings, StreamState.UPDATING, StreamState.ACTIVE)));
    synchronized (lock) {
      expectRest();
    }
  }

  // ------------------------------------------------------------------------------ delivering

  /** Schedules a delivery for a record that has just arrived. */
  private void expect() {
    if (expecting || !delivers()) {
      return;
    }
    synchronized (lock) {
      if (!expecting && !hasEnded()) {
        expectAt(nowMillis());
      }
    }
  }

  private void expectAt(long arrivalMillis) {
    long dueMillis = arrivalMillis + state().freshnessSeconds() * 1_000L;
    expecting = true;
    deliveries.put(DELIVERY, new ChannelBatch(dueMillis), dueMillis);
  }

  /**
   * Schedules a delivery of the remaining records; new ones are expected again, so none is missed.
   */
  private void expectRest() {
    expecting = false;
    long oldestMillis = contents.oldestMillis(nowMillis());
    if (oldestMillis != Long.MAX_VALUE && delivers()) {
      expectAt(oldestMillis);
    }
  }

  /** The records to deliver now. */
  ChannelSlice slice() {
    synchronized (lock) {
      return contents.slice(MAX_OBJECT_BYTES, nowMillis());
    }
  }

  /** Marks these records as delivered. */
  void delivered(ChannelSlice slice) {
    synchronized (lock) {
      if (!hasEnded()) {
        contents.delivered(slice);
        expectRest();
      }
    }
  }

  // ------------------------------------------------------------------------------ deleting

  /** Nothing waits for records. */
  @Override
  void stop() {}

  @Override
  void drop() {
    deliveries.drop();
    channels.tables().drop(KinesisTables.CHANNEL_CURSORS, owner());
  }

  @Override
  public void close() {
    stream.stopListening(onRecord);
    deliveries.close();
  }
}
