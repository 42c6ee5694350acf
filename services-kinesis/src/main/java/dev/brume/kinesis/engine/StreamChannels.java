package dev.brume.kinesis.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.kit.Transition;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.kinesis.api.KinesisErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The channels from the streams of a region to buckets. */
public final class StreamChannels implements AutoCloseable {
  private final Object lock = new Object();
  private final KinesisRegion region;
  private final Tables tables;
  private final Surroundings surroundings;
  private final Table<String, ChannelState> table;
  private final NavigableMap<String, StreamChannel> channels = new ConcurrentSkipListMap<>();

  StreamChannels(KinesisRegion region, Tables tables, Surroundings surroundings) {
    this.region = region;
    this.tables = tables;
    this.surroundings = surroundings;
    table = tables.table(KinesisTables.CHANNELS, KinesisTables.REGION);
    List<ChannelState> known = new ArrayList<>();
    table.forEach((id, state) -> known.add(state));
    known.forEach(this::reopen);
  }

  private void reopen(ChannelState state) {
    KinesisStream stream = region.find(state.stream());
    if (stream == null || !stream.state().identity().equals(state.streamIdentity())) {
      return;
    }
    StreamChannel channel = new StreamChannel(region, stream, state, tables, surroundings);
    channel.open();
    channels.put(state.id(), channel);
    if (state.status().to().equals(StreamState.DELETED)) {
      endAt(channel, state.status().endMillis());
    }
  }

  /** The channel with that id, or null. */
  public StreamChannel find(String id) {
    StreamChannel channel = channels.get(id);
    return channel == null || channel.isGone() ? null : channel;
  }

  /** The channels whose ids come after {@code id}, by id. */
  public Stream<StreamChannel> listAfter(String id) {
    return channels.tailMap(id, false).values().stream().filter(channel -> !channel.isGone());
  }

  /** How many channels a stream has. */
  public int countOf(KinesisStream stream) {
    return (int) listAfter("").filter(channel -> channel.stream() == stream).count();
  }

  /** How many channels there are. */
  public int count() {
    return (int) listAfter("").count();
  }

  /** What a channel is to be, as its maker says. */
  public record Wish(
      String id,
      String name,
      String roleArn,
      ChannelFormat format,
      ChannelDestination destination,
      int freshnessSeconds,
      String encryptionKey,
      ChannelLogging logging,
      Map<String, String> tags) {}

  /**
   * Makes a channel. One that can't deliver becomes FAILED.
   *
   * @throws dev.brume.core.error.AwsError ResourceInUseException or LimitExceededException
   */
  public StreamChannel create(Wish wish, KinesisStream stream) {
    ChannelState wanted =
        state(
            wish,
            stream,
            region.rules().begin(surroundings, StreamState.CREATING, StreamState.ACTIVE),
            null);
    String fault = ChannelDelivery.fault(wanted, region.scope(), surroundings);
    ChannelState state =
        fault == null
            ? wanted
            : state(
                wish,
                stream,
                region.rules().begin(surroundings, StreamState.CREATING, ChannelState.FAILED),
                fault);
    synchronized (lock) {
      requireRoom(wish.name(), stream);
      synchronized (table) {
        table.put(state.id(), state);
      }
      StreamChannel channel = new StreamChannel(region, stream, state, tables, surroundings);
      channel.begin();
      channel.open();
      channels.put(state.id(), channel);
      return channel;
    }
  }

  private ChannelState state(Wish wish, KinesisStream stream, Transition status, String fault) {
    long nowMillis = surroundings.timeline().nowMillis();
    return new ChannelState(
        wish.id(),
        wish.name(),
        stream.name(),
        stream.state().identity(),
        nowMillis,
        status,
        fault,
        Math.max(nowMillis, status.endMillis()),
        wish.roleArn(),
        wish.format().name(),
        wish.destination(),
        wish.freshnessSeconds(),
        wish.encryptionKey(),
        wish.logging(),
        Map.copyOf(wish.tags()));
  }

  private void requireRoom(String name, KinesisStream stream) {
    String account = region.scope().account();
    if (listAfter("").anyMatch(channel -> channel.name().equals(name))) {
      throw KinesisErrors.resourceInUseException(
          "Channel " + name + " under account " + account + " already exists.");
    }
    if (countOf(stream) >= KinesisQuotas.CHANNELS_TO_S3) {
      throw KinesisErrors.limitExceededException(
          "Stream "
              + stream.name()
              + " under account "
              + account
              + " has reached the limit of "
              + KinesisQuotas.CHANNELS_TO_S3
              + " channel to a general purpose bucket.");
    }
  }

  /** Writes down what is known of a channel. */
  void keep(StreamChannel channel) {
    synchronized (table) {
      if (channels.containsKey(channel.state().id())) {
        table.put(channel.state().id(), channel.state());
      }
    }
  }

  /** Deletes a channel; what it has delivered stays. */
  public void delete(StreamChannel channel) {
    endAt(channel, channel.beginToDelete());
  }

  private void endAt(StreamChannel channel, long millis) {
    if (millis <= surroundings.timeline().nowMillis()) {
      end(channel);
    } else {
      surroundings.timeline().schedule(channel, millis, () -> end(channel));
    }
  }

  private void end(StreamChannel channel) {
    String id = channel.state().id();
    synchronized (lock) {
      if (!channels.remove(id, channel)) {
        return;
      }
      synchronized (table) {
        table.remove(id);
      }
    }
    channel.end();
  }

  @Override
  public void close() {
    channels.values().forEach(StreamChannel::close);
  }
}
