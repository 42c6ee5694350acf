package dev.brume.kinesis.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.state.Tables;
import dev.brume.core.task.RetryPolicy;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskSpec;
import dev.brume.kinesis.api.KinesisErrors;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A channel from a stream to a bucket: the records that come are delivered together, when the first
 * of them has waited for as long as users allow. Its lock guards how far it has come; a shard is
 * only read under it.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/data-delivery-s3-about.html">How
 *     Amazon S3 delivery works</a>
 */
public final class StreamChannel implements StreamResource, AutoCloseable {
  /** The deliveries that a channel has before it: at most one, of that id. */
  static final TaskSpec<ChannelBatch> DELIVERIES =
      TaskSpec.of(KinesisTables.SERVICE, "channelDeliveries", ChannelBatch.class)
          .retriedBy(RetryPolicy.forever(Duration.ofMinutes(1)));

  private static final long DELIVERY = 1;

  /** AWS speaks of "optimally sized objects" and names no number. */
  private static final long MAX_OBJECT_BYTES = 64L * 1_024 * 1_024;

  private final Object lock = new Object();
  private final KinesisRegion region;
  private final KinesisStream stream;
  private final Surroundings surroundings;
  private final Tables tables;
  private final ChannelContents contents;
  private final Runnable onRecord = this::expect;
  private volatile ChannelState state;
  private volatile boolean expecting;
  private volatile boolean ended;
  private TaskQueue<ChannelBatch> deliveries;

  StreamChannel(
      KinesisRegion region,
      KinesisStream stream,
      ChannelState state,
      Tables tables,
      Surroundings surroundings) {
    this.region = region;
    this.stream = stream;
    this.state = state;
    this.tables = tables;
    this.surroundings = surroundings;
    contents = new ChannelContents(stream, state.activeMillis(), tables, owner());
  }

  private String owner() {
    return KinesisTables.channelOwner(state.id());
  }

  /** Sets where delivery begins; once. "Only records written after are delivered." */
  void begin() {
    synchronized (lock) {
      contents.begin();
    }
  }

  /** Takes up its work. */
  void open() {
    ChannelDelivery handler = new ChannelDelivery(this, region.scope(), surroundings);
    deliveries = surroundings.tasks().open(DELIVERIES, tables, owner(), handler);
    expecting = deliveries.size() > 0;
    stream.listen(onRecord);
  }

  /** What is known of it. */
  public ChannelState state() {
    return state;
  }

  /** The stream that it reads. */
  public KinesisStream stream() {
    return stream;
  }

  @Override
  public String name() {
    return state.name();
  }

  @Override
  public String arn() {
    return region.scope().slashArn(KinesisTables.SERVICE, "channel", state.id()).toString();
  }

  @Override
  public String account() {
    return region.scope().account();
  }

  /** ACTIVE and so on. */
  public String status() {
    return state.status().at(nowMillis());
  }

  /** Whether it is there no more. */
  public boolean isGone() {
    return ended || status().equals(StreamState.DELETED);
  }

  private long nowMillis() {
    return surroundings.timeline().nowMillis();
  }

  @Override
  public Map<String, String> tags() {
    return state.tags();
  }

  @Override
  public void changeTags(UnaryOperator<Map<String, String>> change) {
    change(known -> known.withTags(change.apply(known.tags())));
  }

  @Override
  public String policy() {
    return null;
  }

  @Override
  public void changePolicy(String policy) {
    throw StreamRefusals.invalid("Channels have no resource policies: " + arn() + ".");
  }

  /**
   * Changes what is known of it.
   *
   * @throws AwsError ResourceInUseException
   */
  private void change(UnaryOperator<ChannelState> change) {
    synchronized (lock) {
      String status = status();
      if (!status.equals(StreamState.ACTIVE)) {
        throw KinesisErrors.resourceInUseException(
            "Channel "
                + name()
                + " under account "
                + account()
                + " not ACTIVE, instead in state "
                + status);
      }
      keep(change.apply(state));
    }
  }

  private void keep(ChannelState changed) {
    state = changed;
    region.channels().keep(this);
  }

  /** Sets what users can change; records that wait do so for no longer than they say now. */
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

  /** Deletes it in whatever state; what waits is not delivered. Returns when it will be gone. */
  long beginToDelete() {
    synchronized (lock) {
      if (!status().equals(StreamState.DELETING)) {
        keep(
            state.withStatus(
                region.rules().begin(surroundings, StreamState.DELETING, StreamState.DELETED)));
      }
      return state.status().endMillis();
    }
  }

  // ------------------------------------------------------------------------------ delivering

  /** A record has come. */
  private void expect() {
    if (expecting || !delivers()) {
      return;
    }
    synchronized (lock) {
      if (!expecting && !ended) {
        expectAt(nowMillis());
      }
    }
  }

  /** Whether it delivers now. */
  boolean delivers() {
    String status = status();
    return status.equals(StreamState.ACTIVE) || status.equals(StreamState.UPDATING);
  }

  private void expectAt(long arrivalMillis) {
    long dueMillis = arrivalMillis + state.freshnessSeconds() * 1_000L;
    expecting = true;
    deliveries.put(DELIVERY, new ChannelBatch(dueMillis), dueMillis);
  }

  /** Looks for records that wait, after it has been said that none does: none is overlooked. */
  private void expectRest() {
    expecting = false;
    long oldestMillis = contents.oldestMillis(nowMillis());
    if (oldestMillis != Long.MAX_VALUE && delivers()) {
      expectAt(oldestMillis);
    }
  }

  /** What is to be delivered now. */
  ChannelSlice slice() {
    synchronized (lock) {
      return contents.slice(MAX_OBJECT_BYTES, nowMillis());
    }
  }

  /** These records are delivered. */
  void delivered(ChannelSlice slice) {
    synchronized (lock) {
      if (!ended) {
        contents.delivered(slice);
        expectRest();
      }
    }
  }

  // ------------------------------------------------------------------------------ its end

  /** The channel is deleted. */
  void end() {
    synchronized (lock) {
      ended = true;
    }
    close();
    deliveries.drop();
    tables.drop(KinesisTables.CHANNEL_CURSORS, owner());
  }

  @Override
  public void close() {
    stream.stopListening(onRecord);
    surroundings.timeline().cancel(this);
    deliveries.close();
  }
}
