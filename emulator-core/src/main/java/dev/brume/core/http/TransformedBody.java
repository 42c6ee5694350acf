package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.DigestedBody;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A body passed through a {@link BodyTransform}, with the original's back-pressure. */
final class TransformedBody implements RequestBody.Streamed, DigestedBody {
  private final RequestBody.Streamed source;
  private final BodyTransform transform;
  private final long length;
  private final PayloadDigests digests;

  private TransformedBody(
      RequestBody.Streamed source, BodyTransform transform, long length, PayloadDigests digests) {
    this.source = source;
    this.transform = transform;
    this.length = length;
    this.digests = digests;
  }

  /**
   * Transforms a whole body at once, and a streamed one as it arrives: its errors are signalled by
   * onError.
   *
   * @param length the number of output bytes, or -1
   * @param digests the checksums that the transform computes
   */
  static RequestBody of(
      RequestBody body, BodyTransform transform, long length, PayloadDigests digests) {
    return switch (body) {
      case RequestBody.Whole whole -> whole(whole.bytes(), transform, length, digests);
      case RequestBody.Streamed streamed ->
          new TransformedBody(streamed, transform, length, digests);
    };
  }

  private static RequestBody whole(
      byte[] bytes, BodyTransform transform, long length, PayloadDigests digests) {
    Pieces out = new Pieces(bytes, (int) Math.min(length, bytes.length));
    transform.accept(ByteBuffer.wrap(bytes), out);
    transform.finish(out);
    return new RequestBody.Whole(out.bytes(), digests);
  }

  /** Joins the output for a whole body, unless the output is the input itself. */
  private static final class Pieces implements Consumer<ByteBuffer> {
    private final byte[] original;
    private final int length;
    private byte[] bytes;
    private int filled;

    Pieces(byte[] original, int length) {
      this.original = original;
      this.length = length;
    }

    @Override
    public void accept(ByteBuffer piece) {
      if (bytes == null
          && piece.hasArray()
          && piece.array() == original
          && piece.remaining() == original.length) {
        bytes = original;
        filled = original.length;
        return;
      }
      int more = piece.remaining();
      if (bytes == null) {
        bytes = new byte[Math.max(length, more)];
      } else if (filled + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, filled + more));
      }
      piece.get(bytes, filled, more);
      filled += more;
    }

    byte[] bytes() {
      if (bytes == null) {
        return new byte[0];
      }
      return filled == bytes.length ? bytes : Arrays.copyOf(bytes, filled);
    }
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public Headers trailers() {
    return source.trailers();
  }

  @Override
  public boolean computes(ChecksumAlgorithm algorithm) {
    return digests.computes(algorithm);
  }

  @Override
  public byte[] digestOf(ChecksumAlgorithm algorithm) {
    return digests.valueOf(algorithm);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    source.subscribe(new Passage(transform, subscriber));
  }

  /**
   * Links the source and its subscriber: requests one more piece when everything received has been
   * forwarded.
   */
  private static final class Passage implements Flow.Subscriber<ByteBuffer>, Flow.Subscription {
    private final BodyTransform transform;
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final Queue<ByteBuffer> ready = new ConcurrentLinkedQueue<>();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger drains = new AtomicInteger();
    private Flow.Subscription source;
    private volatile boolean asked;
    private volatile boolean done;
    private volatile Throwable failure;
    private volatile boolean over;

    Passage(BodyTransform transform, Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.transform = transform;
      this.subscriber = subscriber;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      subscriber.onSubscribe(this);
    }

    @Override
    public void onNext(ByteBuffer piece) {
      if (done) {
        return;
      }
      try {
        transform.accept(piece, this::add);
      } catch (RuntimeException e) {
        source.cancel();
        fail(e);
        return;
      }
      asked = false;
      drain();
    }

    private void add(ByteBuffer piece) {
      if (piece.hasRemaining()) {
        ready.add(piece);
      }
    }

    @Override
    public void onError(Throwable cause) {
      if (!done) {
        fail(cause);
      }
    }

    @Override
    public void onComplete() {
      if (done) {
        return;
      }
      try {
        transform.finish(this::add);
        done = true;
        drain();
      } catch (RuntimeException e) {
        fail(e);
      }
    }

    private void fail(Throwable cause) {
      failure = cause;
      done = true;
      drain();
    }

    @Override
    public void request(long n) {
      if (n <= 0) {
        source.cancel();
        fail(new IllegalArgumentException("Asked for " + n + " buffers"));
        return;
      }
      demand.accumulateAndGet(n, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
      drain();
    }

    @Override
    public void cancel() {
      over = true;
      source.cancel();
    }

    /** Forwards the available and requested pieces; only one thread at a time does. */
    private void drain() {
      if (drains.getAndIncrement() != 0) {
        return;
      }
      int seen = 1;
      while (seen != 0) {
        handOn();
        seen = drains.addAndGet(-seen);
      }
    }

    private void handOn() {
      while (!over && demand.get() > 0 && !ready.isEmpty()) {
        if (demand.get() != Long.MAX_VALUE) {
          demand.decrementAndGet();
        }
        subscriber.onNext(ready.poll());
      }
      if (over) {
        return;
      }
      boolean ended = done;
      if (failure != null) {
        over = true;
        subscriber.onError(failure);
      } else if (ended && ready.isEmpty()) {
        over = true;
        subscriber.onComplete();
      } else if (!ended && ready.isEmpty() && demand.get() > 0 && !asked) {
        asked = true;
        source.request(1);
      }
    }
  }
}
