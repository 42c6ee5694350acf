package dev.brume.s3.select;

import dev.brume.core.schema.EventStream;
import dev.brume.s3.api.SelectObjectContentEventStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way of the events from the thread that runs a query, a virtual one, to the response: it waits
 * while the client does not take them. What fails before the first event refuses the request, what
 * fails later ends the stream.
 */
final class EventChannel implements EventStream<SelectObjectContentEventStream>, Flow.Subscription {
  private final CompletableFuture<EventStream<SelectObjectContentEventStream>> ready =
      new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Flow.Subscriber<? super SelectObjectContentEventStream> subscriber;
  private long demand;
  private boolean cancelled;

  /** The client has gone: there is nobody to run for. */
  static final class ClientGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientGoneException() {
      super("The client has gone", null, false, false);
    }
  }

  /** This stream, as soon as there is an event; else what went wrong. */
  CompletionStage<EventStream<SelectObjectContentEventStream>> ready() {
    return ready;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super SelectObjectContentEventStream> given) {
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

  /** Hands an event over once it is asked for. */
  void send(SelectObjectContentEventStream event) {
    ready.complete(this);
    lock.lock();
    try {
      while (!cancelled && (subscriber == null || demand == 0)) {
        changed.awaitUninterruptibly();
      }
      if (cancelled) {
        throw new ClientGoneException();
      }
      demand--;
    } finally {
      lock.unlock();
    }
    subscriber.onNext(event);
  }

  /** All events have been sent, of which there is one at least. */
  void end() {
    subscriber.onComplete();
  }

  /** There will be no more events. */
  void fail(Throwable cause) {
    if (!ready.completeExceptionally(cause)) {
      subscriber.onError(cause);
    }
  }
}
