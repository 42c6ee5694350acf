package dev.brume.core.schema;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Passes values from a virtual thread, which may block, to a subscriber such as a response: the
 * thread blocks while the subscriber has no demand. A failure before the first value can refuse the
 * request, a later one ends the stream. It can be subscribed to once.
 *
 * @param <T> the values
 */
public final class PacedChannel<T> implements Flow.Publisher<T>, Flow.Subscription {
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Flow.Subscriber<? super T> subscriber;
  private long demand;
  private boolean cancelled;

  /** The subscriber has cancelled: nobody needs the values. */
  public static final class SubscriberGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SubscriberGoneException() {
      super("The subscriber has gone", null, false, false);
    }
  }

  /** Completes as soon as there is a value or it is {@link #open}; fails with an earlier error. */
  public CompletionStage<Void> ready() {
    return ready;
  }

  /** Values or the end will follow. */
  public void open() {
    ready.complete(null);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> given) {
    given.onSubscribe(this);
    lock.lock();
    try {
      subscriber = given;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void request(long count) {
    lock.lock();
    try {
      demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void cancel() {
    lock.lock();
    try {
      cancelled = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Passes a value when it is requested.
   *
   * @throws SubscriberGoneException if the subscriber has cancelled
   */
  public void send(T value) {
    open();
    lock.lock();
    try {
      while (!cancelled && (subscriber == null || demand == 0)) {
        changed.awaitUninterruptibly();
      }
      if (cancelled) {
        throw new SubscriberGoneException();
      }
      demand--;
    } finally {
      lock.unlock();
    }
    subscriber.onNext(value);
  }

  /** All values have been sent; waits for a subscriber. */
  public void end() {
    open();
    awaitSubscriber();
    if (subscriber != null) {
      subscriber.onComplete();
    }
  }

  /** Ends the stream with an error. */
  public void fail(Throwable cause) {
    if (ready.completeExceptionally(cause)) {
      return;
    }
    awaitSubscriber();
    if (subscriber != null) {
      subscriber.onError(cause);
    }
  }

  private void awaitSubscriber() {
    lock.lock();
    try {
      while (!cancelled && subscriber == null) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
