package dev.brume.core.blob;

import dev.brume.core.schema.ByteStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of several bodies on the heap, one after the other. */
final class JoinedStream implements ByteStream {
  private final long length;
  private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
  private final AtomicBoolean subscribed = new AtomicBoolean();

  private JoinedStream(long length) {
    this.length = length;
  }

  /** What lies from {@code offset} on in {@code bodies} as a whole. */
  static JoinedStream of(List<StoredBody> bodies, long offset, long length) {
    JoinedStream stream = new JoinedStream(length);
    long start = 0;
    for (StoredBody body : bodies) {
      long from = Math.max(offset, start) - start;
      long to = Math.min(offset + length, start + body.length()) - start;
      if (from < to) {
        stream.pieces.add(ByteBuffer.wrap(body.bytes(), (int) from, (int) (to - from)).slice());
      }
      start += body.length();
    }
    Objects.checkFromIndexSize(offset, length, start);
    return stream;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    if (!subscribed.compareAndSet(false, true)) {
      throw new IllegalStateException("There is one subscriber already");
    }
    subscriber.onSubscribe(new Publication(subscriber));
  }

  /** Publishes as many pieces as are asked for; only one thread at a time does. */
  private final class Publication implements Flow.Subscription {
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean over;

    Publication(Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
      if (count <= 0) {
        over = true;
        subscriber.onError(new IllegalArgumentException("Asked for " + count + " buffers"));
      } else if (demand.getAndAccumulate(count, Publication::sum) == 0) {
        publish();
      }
    }

    private static long sum(long had, long more) {
      return had + more < 0 ? Long.MAX_VALUE : had + more;
    }

    private void publish() {
      long asked = demand.get();
      while (asked > 0 && !over) {
        for (long served = 0; served < asked && !over; served++) {
          subscriber.onNext(pieces.poll());
          if (pieces.isEmpty() && !over) {
            over = true;
            subscriber.onComplete();
          }
        }
        asked = demand.addAndGet(-asked);
      }
    }

    @Override
    public void cancel() {
      over = true;
    }
  }
}
