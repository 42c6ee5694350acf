package dev.brume.kinesis;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.engine.KinesisQuotas;
import dev.brume.kinesis.engine.KinesisRegion;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.StreamChannel;
import dev.brume.kinesis.engine.StreamConsumer;
import dev.brume.kinesis.engine.StreamQueue;
import dev.brume.kinesis.engine.StreamRefusals;
import dev.brume.kinesis.engine.StreamResource;
import java.util.Optional;

/** Finds streams and consumers by name and ARN. */
final class StreamFinder {
  static final String SERVICE = "kinesis";
  private static final String STREAM = "stream/";
  private static final String CONSUMER = "/consumer/";

  private final Store store;
  private final RootSpec<KinesisRegion> spec;

  StreamFinder(Store store, RootSpec<KinesisRegion> spec) {
    this.store = store;
    this.spec = spec;
  }

  /**
   * The address of a stream.
   *
   * @param scope its scope
   * @param name its name
   */
  record StreamAddress(Scope scope, String name) {
    AwsError notFound() {
      return StreamRefusals.streamNotFound(name, scope.account());
    }
  }

  /** A stream and its region. */
  record Found(KinesisRegion region, KinesisStream stream) {}

  /** The request's region. */
  KinesisRegion region(RequestContext context) {
    return store.root(spec, context.scope());
  }

  /** The stream, or null; empty regions are not created. */
  KinesisStream findQuietly(StreamAddress address) {
    return store.holds(spec, address.scope())
        ? store.root(spec, address.scope()).find(address.name())
        : null;
  }

  /** The stream with that ARN; empty if it is not a stream's ARN. */
  static Optional<StreamAddress> addressOf(String arn) {
    return Arn.parse(arn)
        .filter(parsed -> parsed.service().equals(SERVICE))
        .filter(parsed -> parsed.partition().equals(parsed.scope().partition()))
        .filter(parsed -> parsed.resource().startsWith(STREAM))
        .map(
            parsed ->
                new StreamAddress(parsed.scope(), parsed.resource().substring(STREAM.length())))
        .filter(address -> address.name().indexOf('/') < 0);
  }

  /**
   * The stream that a request names, by its name, its ARN or both.
   *
   * @param streamId "not implemented, reserved for future use": always refused
   * @throws AwsError InvalidArgumentException
   */
  static StreamAddress address(RequestContext context, String name, String arn, String streamId) {
    refuseStreamId(streamId);
    if (arn == null) {
      if (name == null) {
        throw StreamRefusals.invalid("Either StreamName or StreamARN should be provided.");
      }
      return new StreamAddress(context.scope(), name);
    }
    StreamAddress address =
        addressOf(arn)
            .orElseThrow(() -> StreamRefusals.invalid("StreamARN " + arn + " is not valid."));
    if (name != null && !name.equals(address.name())) {
      throw StreamRefusals.invalid(
          "StreamName " + name + " does not match the stream of StreamARN " + arn + ".");
    }
    return address;
  }

  static void refuseStreamId(String streamId) {
    if (streamId != null) {
      throw StreamRefusals.invalid("StreamId is not implemented and reserved for future use.");
    }
  }

  /** The stream that a request names, in any state. */
  Found find(RequestContext context, String name, String arn, String streamId) {
    StreamAddress address = address(context, name, arn, streamId);
    return find(context, address);
  }

  /** The stream with that address, in any state; streams of other regions are not found. */
  Found find(RequestContext context, StreamAddress address) {
    if (!address.scope().region().equals(context.scope().region())) {
      throw address.notFound();
    }
    boolean own = address.scope().equals(context.scope());
    KinesisStream stream = own ? region(context).find(address.name()) : findQuietly(address);
    if (stream == null) {
      throw address.notFound();
    }
    return new Found(store.root(spec, address.scope()), stream);
  }

  /** The stream that a request names, when its region is not needed. */
  KinesisStream stream(RequestContext context, String name, String arn, String streamId) {
    return find(context, name, arn, streamId).stream();
  }

  /** The stream that a request writes or reads: one that is not CREATING. */
  KinesisStream usable(RequestContext context, String name, String arn, String streamId) {
    KinesisStream stream = stream(context, name, arn, streamId);
    if (!stream.isUsable()) {
      throw StreamRefusals.streamNotFound(stream.name(), stream.account());
    }
    return stream;
  }

  /** The consumer with that ARN. */
  StreamConsumer consumer(RequestContext context, String consumerArn) {
    int at = consumerArn.indexOf(CONSUMER);
    int colon = consumerArn.lastIndexOf(':');
    StreamAddress address = at < 0 ? null : addressOf(consumerArn.substring(0, at)).orElse(null);
    if (address == null || colon < at) {
      throw StreamRefusals.invalid("ConsumerARN " + consumerArn + " is not valid.");
    }
    KinesisStream stream = find(context, address).stream();
    String name = consumerArn.substring(at + CONSUMER.length(), colon);
    StreamConsumer consumer = stream.consumers().find(name);
    if (consumer == null || !consumer.arn().equals(consumerArn)) {
      throw stream.consumers().notFound(consumerArn);
    }
    return consumer;
  }

  /** The queue with that ARN, which may be of another account. */
  StreamQueue queue(RequestContext context, String queueArn) {
    Arn arn = Arn.parse(queueArn).filter(parsed -> parsed.is(SERVICE, "queue")).orElse(null);
    if (arn == null) {
      throw StreamRefusals.invalid("QueueARN " + queueArn + " is not valid.");
    }
    boolean here = arn.region().equals(context.scope().region());
    boolean own = arn.scope().equals(context.scope());
    StreamQueue queue =
        here && (own || store.holds(spec, arn.scope()))
            ? store.root(spec, arn.scope()).queues().find(arn.resourceId())
            : null;
    if (queue == null) {
      throw KinesisErrors.resourceNotFoundException(
          "Queue " + queueArn + " under account " + arn.account() + " not found.");
    }
    return queue;
  }

  /** The channel with that ARN, of the caller's own. */
  StreamChannel channel(RequestContext context, String channelArn) {
    Arn arn = Arn.parse(channelArn).filter(parsed -> parsed.is(SERVICE, "channel")).orElse(null);
    if (arn == null) {
      throw StreamRefusals.invalid("ChannelARN " + channelArn + " is not valid.");
    }
    StreamChannel channel =
        arn.scope().equals(context.scope())
            ? region(context).channels().find(arn.resourceId())
            : null;
    if (channel == null) {
      throw KinesisErrors.resourceNotFoundException(
          "Channel " + channelArn + " under account " + arn.account() + " not found.");
    }
    return channel;
  }

  /**
   * Behind what a page begins, by its token's position, {@code key/millis}.
   *
   * @throws AwsError ExpiredNextTokenException
   */
  static String after(String position, long nowMillis) {
    if (position.isEmpty()) {
      return position;
    }
    int slash = position.lastIndexOf('/');
    long givenMillis = Long.parseLong(position.substring(slash + 1));
    if (nowMillis - givenMillis > KinesisQuotas.TOKEN_MILLIS) {
      throw KinesisErrors.expiredNextTokenException(
          "NextToken has expired. Tokens expire after 300 seconds.");
    }
    return position.substring(0, slash);
  }

  /** What has that ARN: a stream, a consumer, a queue or a channel. */
  StreamResource resource(RequestContext context, String arn, String streamId) {
    refuseStreamId(streamId);
    if (arn.contains(":channel/")) {
      return channel(context, arn);
    }
    if (arn.contains(":queue/")) {
      return queue(context, arn);
    }
    if (arn.contains(CONSUMER)) {
      return consumer(context, arn);
    }
    StreamAddress address =
        addressOf(arn)
            .orElseThrow(() -> StreamRefusals.invalid("ResourceARN " + arn + " is not valid."));
    return find(context, address).stream();
  }
}
