package dev.brume.kinesis.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.kinesis.api.KinesisErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The registered consumers of a stream, and their present subscriptions. Its lock is the innermost.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html">Enhanced
 *     fan-out consumers</a>
 */
public final class StreamConsumers implements AutoCloseable {
  /** "Within 5 seconds of a successful call, you'll get a ResourceInUseException." */
  private static final long TAKE_OVER_MILLIS = 5_000;

  private final Object lock = new Object();
  private final KinesisStream stream;
  private final Tables tables;
  private final Surroundings surroundings;
  private final Table<String, ConsumerState> table;
  private final NavigableMap<String, StreamConsumer> consumers = new ConcurrentSkipListMap<>();
  private final Map<SubscriptionKey, Subscribed> subscriptions = new HashMap<>();

  /** Each place can have one subscription. */
  private record SubscriptionKey(String consumer, int shard) {}

  /** A subscription; each is equal to itself only, because it is the key of a timer. */
  private static final class Subscribed {
    /** Null once it has ended. */
    final Subscriber subscriber;

    final long sinceMillis;

    Subscribed(Subscriber subscriber, long sinceMillis) {
      this.subscriber = subscriber;
      this.sinceMillis = sinceMillis;
    }
  }

  /** A recipient of pushed records. */
  public interface Subscriber {
    /** Ends the subscription with an error, or as if its time were over if that is null. */
    void end(AwsError why);
  }

  StreamConsumers(KinesisStream stream, Tables tables, Surroundings surroundings) {
    this.stream = stream;
    this.tables = tables;
    this.surroundings = surroundings;
    table = tables.table(KinesisTables.CONSUMERS, stream.state().identity());
    table.forEach((name, state) -> consumers.put(name, new StreamConsumer(this, state)));
  }

  KinesisStream stream() {
    return stream;
  }

  /** The consumer with that name, or null. */
  public StreamConsumer find(String name) {
    StreamConsumer consumer = consumers.get(name);
    return consumer == null || consumer.isGone() ? null : consumer;
  }

  /** The consumers whose names come after {@code name}, by name. */
  public Stream<StreamConsumer> listAfter(String name) {
    return consumers.tailMap(name, false).values().stream().filter(consumer -> !consumer.isGone());
  }

  public int count() {
    return (int) listAfter("").count();
  }

  /**
   * Registers a consumer.
   *
   * @param limit how many consumers and queues the stream can have
   * @param queues how many queues it has
   * @throws AwsError ResourceInUseException or LimitExceededException
   */
  public StreamConsumer register(String name, Map<String, String> tags, int limit, int queues) {
    synchronized (lock) {
      removeGone();
      if (consumers.containsKey(name)) {
        throw KinesisErrors.resourceInUseException(
            "Consumer "
                + name
                + " under stream "
                + stream.name()
                + ", account "
                + stream.account()
                + " already exists.");
      }
      long creating =
          consumers.values().stream()
              .filter(each -> each.status().equals(StreamState.CREATING))
              .count();
      if (creating >= KinesisQuotas.CREATING_CONSUMERS) {
        throw KinesisErrors.limitExceededException(
            "Stream "
                + stream.name()
                + " under account "
                + stream.account()
                + " has the maximum of "
                + KinesisQuotas.CREATING_CONSUMERS
                + " consumers in status CREATING.");
      }
      if (consumers.size() + queues >= limit) {
        throw KinesisErrors.limitExceededException(
            "Stream "
                + stream.name()
                + " under account "
                + stream.account()
                + " has reached the limit of "
                + limit
                + " registered consumers.");
      }
      ConsumerState state =
          new ConsumerState(
              name,
              stream.nowMillis(),
              stream.rules().begin(surroundings, StreamState.CREATING, StreamState.ACTIVE),
              Map.copyOf(tags),
              null);
      table.put(name, state);
      StreamConsumer consumer = new StreamConsumer(this, state);
      consumers.put(name, consumer);
      return consumer;
    }
  }

  /** Removes the records of deregistered consumers. */
  private void removeGone() {
    for (StreamConsumer consumer : consumers.values()) {
      if (consumer.isGone()) {
        consumers.remove(consumer.name());
        table.remove(consumer.name());
      }
    }
  }

  /** Deregisters a consumer; its subscriptions end. */
  public void deregister(StreamConsumer consumer) {
    List<Subscriber> ending = new ArrayList<>();
    synchronized (lock) {
      if (consumers.get(consumer.name()) == consumer
          && !consumer.status().equals(StreamState.DELETING)) {
        put(
            consumer,
            consumer
                .state()
                .withStatus(
                    stream.rules().begin(surroundings, StreamState.DELETING, StreamState.DELETED)));
      }
      removeGone();
      subscriptions
          .entrySet()
          .removeIf(
              each -> {
                boolean its = each.getKey().consumer.equals(consumer.name());
                if (its && each.getValue().subscriber != null) {
                  ending.add(each.getValue().subscriber);
                }
                return its;
              });
    }
    ending.forEach(each -> each.end(notFound(consumer.arn())));
  }

  /** The consumer does not exist. */
  public AwsError notFound(String nameOrArn) {
    return KinesisErrors.resourceNotFoundException(
        "Consumer "
            + nameOrArn
            + ", account "
            + stream.account()
            + " not found under stream "
            + stream.name()
            + ".");
  }

  void change(StreamConsumer consumer, UnaryOperator<ConsumerState> change) {
    requireActive(consumer);
    synchronized (lock) {
      if (consumers.get(consumer.name()) != consumer) {
        throw notFound(consumer.arn());
      }
      put(consumer, change.apply(consumer.state()));
    }
  }

  private void put(StreamConsumer consumer, ConsumerState changed) {
    table.put(changed.name(), changed);
    consumer.adopt(changed);
  }

  /**
   * Refuses a consumer that is not active.
   *
   * @throws AwsError ResourceInUseException
   */
  public void requireActive(StreamConsumer consumer) {
    if (!consumer.status().equals(StreamState.ACTIVE)) {
      throw KinesisErrors.resourceInUseException(
          "Consumer "
              + consumer.name()
              + " with creation timestamp "
              + consumer.createdSeconds()
              + " under stream: "
              + stream.name()
              + ", account "
              + stream.account()
              + " is not in ACTIVE status.");
    }
  }

  // ------------------------------------------------------------------------------ subscriptions

  /**
   * Subscribes to a shard. An earlier subscription of the same consumer ends with an error.
   *
   * @throws AwsError ResourceInUseException if that is younger than five seconds, ended or not
   * @see <a
   *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html">SubscribeToShard</a>
   */
  public void subscribe(StreamConsumer consumer, int shard, Subscriber subscriber) {
    SubscriptionKey place = new SubscriptionKey(consumer.name(), shard);
    long nowMillis = stream.nowMillis();
    Subscribed former;
    synchronized (lock) {
      former = subscriptions.get(place);
      if (former != null && nowMillis - former.sinceMillis < TAKE_OVER_MILLIS) {
        throw inUse(consumer, shard);
      }
      subscriptions.put(place, new Subscribed(subscriber, nowMillis));
    }
    if (former != null && former.subscriber != null) {
      former.subscriber.end(inUse(consumer, shard));
    }
  }

  private AwsError inUse(StreamConsumer consumer, int shard) {
    return KinesisErrors.resourceInUseException(
        "Another active subscription exists for this consumer: "
            + String.join(
                ":", stream.account(), stream.name(), ShardState.idOf(shard), consumer.name()));
  }

  /** Removes a subscription that has ended; its start is kept for the rule of five seconds. */
  public void unsubscribe(StreamConsumer consumer, int shard, Subscriber subscriber) {
    SubscriptionKey place = new SubscriptionKey(consumer.name(), shard);
    Subscribed ended;
    synchronized (lock) {
      Subscribed known = subscriptions.get(place);
      if (known == null || known.subscriber != subscriber) {
        return;
      }
      ended = new Subscribed(null, known.sinceMillis);
      subscriptions.put(place, ended);
    }
    surroundings
        .timeline()
        .schedule(ended, ended.sinceMillis + TAKE_OVER_MILLIS, () -> forget(place, ended));
  }

  private void forget(SubscriptionKey place, Subscribed ended) {
    synchronized (lock) {
      subscriptions.remove(place, ended);
    }
  }

  private void endAll(AwsError why) {
    List<Subscriber> ending = new ArrayList<>();
    synchronized (lock) {
      for (Subscribed each : subscriptions.values()) {
        if (each.subscriber == null) {
          surroundings.timeline().cancel(each);
        } else {
          ending.add(each.subscriber);
        }
      }
      subscriptions.clear();
    }
    ending.forEach(each -> each.end(why));
  }

  /** Removes all, because the stream is deleted. */
  void drop() {
    endAll(StreamRefusals.streamNotFound(stream.name(), stream.account()));
    synchronized (lock) {
      consumers.clear();
      tables.drop(KinesisTables.CONSUMERS, stream.state().identity());
    }
  }

  @Override
  public void close() {
    endAll(null);
  }
}
