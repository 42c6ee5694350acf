package dev.brume.kinesis.engine;

import dev.brume.core.effect.Effect;
import dev.brume.core.error.AwsError;
import dev.brume.kinesis.api.KinesisErrors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A queue on a stream: it delivers each record until it is acknowledged. Its lock guards the
 * deliveries too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateQueue.html">CreateQueue</a>
 */
public final class StreamQueue extends StreamAttachment<QueueState> {
  private static final CompletionStage<Long> DONE = CompletableFuture.completedFuture(Effect.DONE);

  private final StreamQueueContents contents;
  private final Set<QueueWaiter> waiters = new LinkedHashSet<>();
  private final Runnable onRecord = this::serveSoon;
  private final String lane;
  private final StreamQueues queues;

  StreamQueue(StreamQueues queues, KinesisStream stream, QueueState state) {
    super(queues, stream, state);
    this.queues = queues;
    contents =
        new StreamQueueContents(
            stream, state.startMillis(), queues.tables(), KinesisTables.queueOwner(state.id()));
    lane = "kinesis/queue/" + state.id();
  }

  @Override
  void begin() {
    synchronized (lock) {
      contents.begin(state().startType());
    }
  }

  /** It has nothing to do until records are received. */
  @Override
  void open() {}

  @Override
  public String policy() {
    return state().policy();
  }

  @Override
  public void changePolicy(String policy) {
    change(known -> known.withPolicy(policy));
  }

  /** Sets its attributes; hidden records stay hidden. */
  public void update(QueueAttributesState attributes) {
    change(
        known ->
            known
                .withAttributes(attributes)
                .withStatus(
                    region.rules().begin(surroundings, StreamState.UPDATING, StreamState.ACTIVE)));
  }

  // ------------------------------------------------------------------------------ receiving

  /**
   * Receives records, and waits if there are none.
   *
   * @param dead whether to receive dead-letter records
   * @param visibilitySeconds the visibility timeout; null for the queue's
   */
  public QueueWaiter receive(boolean dead, int limit, Integer visibilitySeconds, int waitSeconds) {
    QueueWaiter waiter =
        new QueueWaiter(
            this,
            dead,
            limit,
            visibilitySeconds == null
                ? state().attributes().visibilityTimeoutSeconds()
                : visibilitySeconds);
    List<QueuedRecord> taken;
    synchronized (lock) {
      taken = take(waiter);
      if (taken.isEmpty()) {
        if (waiters.isEmpty()) {
          stream.listen(onRecord);
        }
        waiters.add(waiter);
        surroundings
            .timeline()
            .schedule(waiter, nowMillis() + waitSeconds * 1_000L, waiter::cancel);
        setAlarm();
      }
    }
    if (!taken.isEmpty()) {
      waiter.complete(taken);
    }
    return waiter;
  }

  private List<QueuedRecord> take(QueueWaiter waiter) {
    List<QueuedRecord> taken = new ArrayList<>();
    long nowMillis = nowMillis();
    long untilMillis = nowMillis + waiter.visibilitySeconds * 1_000L;
    QueueAttributesState attributes = state().attributes();
    int maxReceiveCount =
        attributes.hasDeadLetters() ? attributes.maxReceiveCount() : Integer.MAX_VALUE;
    if (waiter.dead) {
      contents.bury(maxReceiveCount, nowMillis);
      contents.takeDead(waiter.limit, nowMillis, untilMillis, taken);
    } else {
      contents.takeAgain(maxReceiveCount, waiter.limit, nowMillis, untilMillis, taken);
      contents.takeNew(waiter.limit, nowMillis, untilMillis, taken);
    }
    return taken;
  }

  private void setAlarm() {
    long millis = waiters.isEmpty() ? Long.MAX_VALUE : contents.nextVisibleMillis(nowMillis());
    if (millis == Long.MAX_VALUE) {
      surroundings.timeline().cancel(this);
    } else {
      surroundings.timeline().schedule(this, millis, this::serve);
    }
  }

  private void serveSoon() {
    surroundings
        .outbox()
        .append(
            lane,
            attempt -> {
              serve();
              return DONE;
            });
  }

  /** Delivers available records to the pending receives, in order of arrival. */
  private void serve() {
    List<Runnable> answers = new ArrayList<>();
    synchronized (lock) {
      for (QueueWaiter waiter : List.copyOf(waiters)) {
        List<QueuedRecord> taken = take(waiter);
        if (!taken.isEmpty()) {
          leave(waiter);
          answers.add(() -> waiter.complete(taken));
        }
      }
      setAlarm();
    }
    answers.forEach(Runnable::run);
  }

  private void leave(QueueWaiter waiter) {
    if (waiters.remove(waiter)) {
      surroundings.timeline().cancel(waiter);
      if (waiters.isEmpty()) {
        stream.stopListening(onRecord);
      }
    }
  }

  void forget(QueueWaiter waiter) {
    synchronized (lock) {
      leave(waiter);
    }
    waiter.complete(List.of());
  }

  // ------------------------------------------------------------------------------ settling

  /**
   * Finds the delivery of a receipt handle.
   *
   * @throws AwsError ResourceNotFoundException or InvalidArgumentException
   */
  private QueueDelivery delivery(boolean dead, int shard, long index, long receipt) {
    QueueDelivery delivery = contents.find(shard, index);
    if (delivery == null || delivery.isDead() != dead) {
      throw KinesisErrors.resourceNotFoundException(
          "The record of the receipt handle is not in flight.");
    }
    if (delivery.receipt() != receipt) {
      throw StreamRefusals.invalid("The receipt handle is not that of the last delivery.");
    }
    return delivery;
  }

  /** Acknowledges a record, which is not delivered again. */
  public void acknowledge(boolean dead, int shard, long index, long receipt) {
    synchronized (lock) {
      contents.remove(delivery(dead, shard, index, receipt));
    }
  }

  /** Hides the record for that many seconds from now; 0 makes it visible. */
  public void changeVisibility(boolean dead, int shard, long index, long receipt, int seconds) {
    synchronized (lock) {
      contents.put(delivery(dead, shard, index, receipt).visibleAt(nowMillis() + seconds * 1_000L));
    }
    serveSoon();
  }

  /** Restores a dead-letter record, which is delivered again like a new one. */
  public void restore(int shard, long index, long receipt) {
    synchronized (lock) {
      contents.put(delivery(true, shard, index, receipt).restored(nowMillis()));
    }
    serveSoon();
  }

  /**
   * Deletes it; records in flight are not delivered again.
   *
   * @throws AwsError LimitExceededException
   */
  public void delete() {
    queues.delete(this);
  }

  /** Ends the pending receives. */
  @Override
  void stop() {
    List<QueueWaiter> waiting;
    synchronized (lock) {
      waiting = List.copyOf(waiters);
      waiting.forEach(this::leave);
      surroundings.timeline().cancel(this);
    }
    waiting.forEach(waiter -> waiter.complete(List.of()));
  }

  @Override
  void drop() {
    String owner = KinesisTables.queueOwner(state().id());
    queues.tables().drop(KinesisTables.QUEUE_CURSORS, owner);
    queues.tables().drop(KinesisTables.QUEUE_DELIVERIES, owner);
  }

  @Override
  public void close() {
    stop();
  }
}
