package dev.brume.kinesis.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.kit.Transition;
import dev.brume.core.state.Tables;
import dev.brume.kinesis.api.KinesisErrors;
import java.util.Map;

/** The channels from the streams of a region to buckets. */
public final class StreamChannels extends StreamAttachments<ChannelState, StreamChannel> {
  StreamChannels(KinesisRegion region, Tables tables, Surroundings surroundings) {
    super(region, tables, surroundings, KinesisTables.CHANNELS, "channel", "Channel");
    reopenAll();
  }

  @Override
  StreamChannel make(KinesisStream stream, ChannelState state) {
    return new StreamChannel(this, stream, state);
  }

  @Override
  void requireRoom(KinesisStream stream) {
    if (countOf(stream) >= KinesisQuotas.CHANNELS_TO_S3) {
      throw KinesisErrors.limitExceededException(
          "Stream "
              + stream.name()
              + " under account "
              + account()
              + " has reached the limit of "
              + KinesisQuotas.CHANNELS_TO_S3
              + " channel to a general purpose bucket.");
    }
  }

  /** The settings of a new channel, as in {@link ChannelState}. */
  public record NewChannel(
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
   * Creates a channel. One that can't deliver becomes FAILED.
   *
   * @throws AwsError ResourceInUseException or LimitExceededException
   */
  public StreamChannel create(NewChannel settings, KinesisStream stream) {
    ChannelState wanted = state(settings, stream, StreamState.ACTIVE, null);
    String fault = ChannelDelivery.fault(wanted, region().scope(), surroundings());
    return add(
        stream, fault == null ? wanted : state(settings, stream, ChannelState.FAILED, fault));
  }

  private ChannelState state(
      NewChannel settings, KinesisStream stream, String status, String fault) {
    long nowMillis = surroundings().timeline().nowMillis();
    Transition creating = region().rules().begin(surroundings(), StreamState.CREATING, status);
    return new ChannelState(
        settings.id(),
        settings.name(),
        stream.name(),
        stream.state().identity(),
        nowMillis,
        creating,
        fault,
        Math.max(nowMillis, creating.endMillis()),
        settings.roleArn(),
        settings.format().name(),
        settings.destination(),
        settings.freshnessSeconds(),
        settings.encryptionKey(),
        settings.logging(),
        Map.copyOf(settings.tags()));
  }
}
