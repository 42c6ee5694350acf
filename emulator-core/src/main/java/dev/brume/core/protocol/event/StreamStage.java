package dev.brume.core.protocol.event;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Maps each item between a publisher and its subscriber to none, one or several items of another
 * type. It requests the next item only when the subscriber has received all results of the last
 * one, so the buffer is bounded by one item's results.
 *
 * @param <I> the input items
 * @param <O> the output items
 */
abstract class StreamStage<I, O> implements Flow.Subscriber<I>, Flow.Subscription {
  private final Flow.Subscriber<? super O> downstream;
  private final Queue<O> ready = new ConcurrentLinkedQueue<>();
  private final AtomicLong demand = new AtomicLong();

  /**
   * Counts calls of {@link #drain}: only the first one does the work, the others make it repeat.
   */
  private final AtomicInteger rounds = new AtomicInteger();

  private Flow.Subscription upstream;
  private volatile boolean awaiting;
  private volatile boolean ended;
  private volatile boolean cancelled;
  private volatile Throwable failure;
  private boolean finished;

  StreamStage(Flow.Subscriber<? super O> downstream) {
    this.downstream = downstream;
  }

  /** Converts an item to others, which it passes to {@link #emit}. */
  abstract void accept(I item);

  /** The publisher has completed; the last chance to {@link #emit}. */
  abstract void end();

  /**
   * The publisher has failed, or an item could not be converted.
   *
   * @return the error for the subscriber; null to end the stream normally
   */
  abstract Throwable fail(Throwable cause);

  /** Passes an item to the subscriber when it is requested. */
  final void emit(O item) {
    ready.add(item);
  }

  @Override
  public final void onSubscribe(Flow.Subscription subscription) {
    upstream = subscription;
    downstream.onSubscribe(this);
  }

  @Override
  public final void onNext(I item) {
    try {
      accept(item);
      awaiting = false;
      drain();
    } catch (RuntimeException e) {
      upstream.cancel();
      onError(e);
    }
  }

  @Override
  public final void onError(Throwable cause) {
    if (!ended) {
      failure = fail(cause);
      ended = true;
      drain();
    }
  }

  @Override
  public final void onComplete() {
    try {
      end();
    } catch (RuntimeException e) {
      onError(e);
      return;
    }
    ended = true;
    drain();
  }

  @Override
  public final void request(long count) {
    if (count <= 0) {
      upstream.cancel();
      onError(new IllegalArgumentException("request(" + count + ")"));
      return;
    }
    demand.accumulateAndGet(count, (left, more) -> left + more < 0 ? Long.MAX_VALUE : left + more);
    drain();
  }

  @Override
  public final void cancel() {
    cancelled = true;
    upstream.cancel();
  }

  private void drain() {
    if (rounds.getAndIncrement() != 0) {
      return;
    }
    int done = 1;
    while (done != 0) {
      deliver();
      done = rounds.addAndGet(-done);
    }
  }

  private void deliver() {
    while (!cancelled && demand.get() > 0 && !ready.isEmpty()) {
      demand.decrementAndGet();
      downstream.onNext(ready.poll());
    }
    if (cancelled || finished || !ready.isEmpty()) {
      return;
    }
    if (ended) {
      finished = true;
      if (failure == null) {
        downstream.onComplete();
      } else {
        downstream.onError(failure);
      }
    } else if (demand.get() > 0 && !awaiting) {
      awaiting = true;
      upstream.request(1);
    }
  }
}
