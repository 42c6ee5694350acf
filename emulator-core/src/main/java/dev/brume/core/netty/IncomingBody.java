package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import dev.brume.core.http.RequestBody;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request body on its way from the connection to its subscriber. Everything runs on the
 * connection's loop; calls from other threads are moved there.
 */
final class IncomingBody implements RequestBody.Streamed, Flow.Subscription {
  /** The connection's side. Called on the loop. */
  interface Source {
    /** The demand may have changed: check {@link #wantsMore} and {@link #isAbandoned}. */
    void demandChanged();
  }

  private final EventLoop loop;
  private final Source source;
  private final long length;
  private final AtomicBoolean claimed = new AtomicBoolean();

  // Only used on the loop.
  private final ArrayDeque<ByteBuf> arrived = new ArrayDeque<>(4);
  private Flow.Subscriber<? super ByteBuffer> subscriber;
  private long demand;
  private boolean complete;
  private Throwable failure;
  private boolean finished;
  private boolean delivering;
  private volatile Headers trailers = new Headers(0);

  /**
   * @param length the announced length, or -1
   */
  IncomingBody(EventLoop loop, Source source, long length) {
    this.loop = loop;
    this.source = source;
    this.length = length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public Headers trailers() {
    return trailers;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> newcomer) {
    if (!claimed.compareAndSet(false, true)) {
      newcomer.onSubscribe(new Nothing());
      newcomer.onError(new IllegalStateException("The body was subscribed to before"));
      return;
    }
    onLoop(() -> begin(newcomer));
  }

  private void begin(Flow.Subscriber<? super ByteBuffer> newcomer) {
    subscriber = newcomer;
    newcomer.onSubscribe(this);
    deliver();
  }

  @Override
  public void request(long n) {
    onLoop(() -> more(n));
  }

  private void more(long n) {
    if (isAbandoned()) {
      return;
    }
    if (n <= 0) {
      fail(new IllegalArgumentException("Asked for " + n + " buffers"));
      return;
    }
    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
    deliver();
  }

  @Override
  public void cancel() {
    onLoop(this::abandon);
  }

  /** The rest is not wanted. */
  void abandon() {
    claimed.set(true);
    finished = true;
    release();
    source.demandChanged();
  }

  /** Whether somebody has subscribed, or nobody may any more. */
  boolean isClaimed() {
    return claimed.get();
  }

  /** Whether the rest is to be discarded. */
  boolean isAbandoned() {
    return finished || failure != null;
  }

  /** Whether the subscriber waits for bytes that have not arrived. */
  boolean wantsMore() {
    return !isAbandoned() && demand > 0 && arrived.isEmpty();
  }

  /** Takes over {@code bytes}. */
  void add(ByteBuf bytes) {
    keep(bytes);
    deliver();
  }

  /** Takes over the last bytes. */
  void addLast(ByteBuf bytes, Headers withTrailers) {
    keep(bytes);
    trailers = withTrailers;
    complete = true;
    deliver();
  }

  private void keep(ByteBuf bytes) {
    if (isAbandoned() || !bytes.isReadable()) {
      bytes.release();
    } else {
      arrived.add(bytes);
    }
  }

  /** The rest will not arrive; ignored if the subscriber has received all of it. */
  void fail(Throwable cause) {
    if (isAbandoned() || (complete && arrived.isEmpty() && subscriber != null)) {
      return;
    }
    failure = cause;
    release();
    deliver();
  }

  private void deliver() {
    if (delivering || subscriber == null) {
      return;
    }
    delivering = true;
    try {
      while (!finished && demand > 0 && !arrived.isEmpty()) {
        demand--;
        subscriber.onNext(copy(arrived.poll()));
      }
      if (!finished && failure != null) {
        finished = true;
        subscriber.onError(failure);
      } else if (!finished && complete && arrived.isEmpty()) {
        finished = true;
        subscriber.onComplete();
      }
    } catch (RuntimeException e) {
      finished = true;
      release();
      subscriber.onError(e);
    } finally {
      delivering = false;
    }
    source.demandChanged();
  }

  private static ByteBuffer copy(ByteBuf bytes) {
    try {
      byte[] copied = new byte[bytes.readableBytes()];
      bytes.readBytes(copied);
      return ByteBuffer.wrap(copied);
    } finally {
      bytes.release();
    }
  }

  private void release() {
    while (!arrived.isEmpty()) {
      arrived.poll().release();
    }
  }

  private void onLoop(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
      return;
    }
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      // The server has ended, with every connection and body.
    }
  }

  /** The subscription of a second subscriber. */
  private static final class Nothing implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}
