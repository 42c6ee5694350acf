package dev.brume.kinesis;

import dev.brume.core.effect.Effect;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.Wakeup;
import dev.brume.core.schema.EventStream;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.api.SubscribeToShardEvent;
import dev.brume.kinesis.api.SubscribeToShardEventStream;
import dev.brume.kinesis.engine.KinesisShard;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.ShardBatch;
import dev.brume.kinesis.engine.StreamConsumer;
import dev.brume.kinesis.engine.StreamConsumers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * The events pushed to one subscriber of a shard: records as they arrive, and empty events from
 * time to time. No thread waits: it continues when a record arrives, when the client requests more,
 * and when a timer fires. An event is pushed when its content is durable.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html">SubscribeToShard</a>
 */
final class ShardSubscription
    implements EventStream<SubscribeToShardEventStream>,
        Flow.Subscription,
        StreamConsumers.Subscriber {
  /** "Your consumer starts receiving events for up to 5 minutes." */
  private static final long LIFE_MILLIS = 300_000;

  /** AWS does not document how often it sends empty events; clients give up after 30 s. */
  private static final long PAUSE_MILLIS = 5_000;

  /** The size of an event: a consumer's throughput of 2 MiB per second. */
  private static final long EVENT_BYTES = 2 * 1_024 * 1_024;

  private static final int EVENT_RECORDS = 1_000;
  private static final CompletionStage<Long> DONE = CompletableFuture.completedFuture(Effect.DONE);

  private final Object lock = new Object();
  private final Surroundings surroundings;
  private final StreamConsumer consumer;
  private final KinesisStream stream;
  private final KinesisShard shard;
  private final String lane;
  private final Object endKey = new Object();
  private Flow.Subscriber<? super SubscribeToShardEventStream> subscriber;
  private Wakeup wakeup;
  private long index;
  private long lastIndexSent;
  private long lastMillisSent;
  private long demand;
  private boolean pushing;
  private boolean again;
  private boolean due = true;
  private boolean sending;
  private boolean waiting;
  private boolean over;
  private boolean finished;
  private AwsError failure;

  /**
   * @param index the first position
   */
  ShardSubscription(
      Surroundings surroundings, StreamConsumer consumer, KinesisShard shard, long index) {
    this.surroundings = surroundings;
    this.consumer = consumer;
    this.shard = shard;
    this.index = index;
    stream = consumer.stream();
    lane = "kinesis/subscription/" + consumer.arn() + "/" + shard.state().id();
    lastIndexSent = index - 1;
    lastMillisSent = stream.state().createdMillis();
  }

  /** Starts the lifetime. */
  void begin() {
    long nowMillis = surroundings.timeline().nowMillis();
    lastMillisSent = nowMillis;
    surroundings.timeline().schedule(endKey, nowMillis + LIFE_MILLIS, () -> end(null));
  }

  @Override
  public void subscribe(Flow.Subscriber<? super SubscribeToShardEventStream> given) {
    synchronized (lock) {
      subscriber = given;
    }
    given.onSubscribe(this);
  }

  @Override
  public void request(long count) {
    synchronized (lock) {
      demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
      if (pushing) { // Asked inside of onNext, as a rule: who pushes goes on by itself.
        again = true;
        return;
      }
    }
    new StoreSection(surroundings.store(), surroundings.outbox()).run(this::push);
  }

  /** The client has disconnected. */
  @Override
  public void cancel() {
    synchronized (lock) {
      over = true;
      finished = true;
    }
    letGo();
  }

  @Override
  public void end(AwsError why) {
    synchronized (lock) {
      if (!over) {
        over = true;
        failure = why;
      }
    }
    if (why == null) {
      push();
    } else {
      pushSoon();
    }
  }

  /** Called under locks of others: the work runs after these are released. */
  private void pushSoon() {
    surroundings
        .outbox()
        .append(
            lane,
            attempt -> {
              push();
              return DONE;
            });
  }

  private void ring() {
    synchronized (lock) {
      due = true;
    }
    push();
  }

  /** Pushes available events while the subscriber has demand; one at a time. */
  private void push() {
    synchronized (lock) {
      if (pushing) {
        again = true;
        return;
      }
      pushing = true;
    }
    boolean more = true;
    while (more) {
      boolean waits = step();
      synchronized (lock) {
        more = !waits || again;
        again = false;
        pushing = more;
      }
    }
  }

  /** Returns whether nothing can be done at the moment. */
  private boolean step() {
    boolean wanted;
    boolean ending;
    synchronized (lock) {
      if (finished || sending || subscriber == null) {
        return true;
      }
      ending = over;
      wanted = demand > 0;
    }
    if (ending) {
      finish();
      return true;
    }
    if (!wanted) {
      return true;
    }
    ShardBatch batch =
        shard.read(
            index,
            EVENT_RECORDS,
            EVENT_BYTES,
            stream.horizonMillis(),
            surroundings.timeline().nowMillis());
    if (batch.records().isEmpty() && !batch.isAtEnd() && !takeDue()) {
      await(batch.nextIndex());
      return true;
    }
    CompletableFuture<Void> durable = surroundings.store().durable();
    if (durable.isDone()) {
      send(batch, durable.isCompletedExceptionally());
      return false;
    }
    synchronized (lock) {
      sending = true;
    }
    durable.whenComplete((done, why) -> sendLater(batch, why != null));
    return true;
  }

  private boolean takeDue() {
    synchronized (lock) {
      boolean taken = due;
      due = false;
      return taken;
    }
  }

  private void sendLater(ShardBatch batch, boolean lost) {
    synchronized (lock) {
      sending = false;
    }
    send(batch, lost);
    new StoreSection(surroundings.store(), surroundings.outbox()).run(this::push);
  }

  private void await(long from) {
    synchronized (lock) {
      if (waiting) {
        return;
      }
      waiting = true;
    }
    Wakeup registered = shard.onRecords(from, this::wake);
    synchronized (lock) {
      wakeup = registered;
    }
  }

  private void wake() {
    synchronized (lock) {
      waiting = false;
    }
    pushSoon();
  }

  private void send(ShardBatch batch, boolean lost) {
    if (lost) {
      end(KinesisErrors.internalFailureException("The records could not be kept."));
      return;
    }
    SubscribeToShardEvent event = event(batch);
    Flow.Subscriber<? super SubscribeToShardEventStream> to;
    synchronized (lock) {
      if (finished) {
        return;
      }
      demand--;
      due = false;
      index = batch.nextIndex();
      over = over || batch.isAtEnd();
      to = subscriber;
    }
    surroundings
        .timeline()
        .schedule(this, surroundings.timeline().nowMillis() + PAUSE_MILLIS, this::ring);
    to.onNext(SubscribeToShardEventStream.ofSubscribeToShardEvent(event));
  }

  private SubscribeToShardEvent event(ShardBatch batch) {
    if (!batch.records().isEmpty()) {
      lastIndexSent = batch.records().getLast().index();
      lastMillisSent = batch.records().getLast().entry().arrivalMillis();
    } else {
      lastIndexSent = Math.max(lastIndexSent, batch.nextIndex() - 1);
    }
    int number = shard.state().number();
    return SubscribeToShardEvent.builder()
        .records(RecordReadOperations.records(shard.state(), batch))
        .continuationSequenceNumber(batch.isAtEnd() ? null : continuation())
        .millisBehindLatest(batch.millisBehindLatest())
        .childShards(
            batch.isAtEnd() ? StreamDescriptions.children(stream.childrenOf(number)) : null)
        .build();
  }

  /** The sequence number from which a new subscription can continue. */
  private String continuation() {
    return lastIndexSent == 0
        ? shard.state().startingSequenceNumber().toString()
        : shard.state().sequenceNumber(lastIndexSent, lastMillisSent).toString();
  }

  private void finish() {
    Flow.Subscriber<? super SubscribeToShardEventStream> to;
    AwsError why;
    synchronized (lock) {
      finished = true;
      to = subscriber;
      why = failure;
    }
    letGo();
    if (why == null) {
      to.onComplete();
    } else {
      to.onError(why);
    }
  }

  private void letGo() {
    surroundings.timeline().cancel(this);
    surroundings.timeline().cancel(endKey);
    Wakeup registered;
    synchronized (lock) {
      registered = wakeup;
      wakeup = null;
    }
    if (registered != null) {
      registered.close();
    }
    stream.consumers().unsubscribe(consumer, shard.state().number(), this);
  }
}
