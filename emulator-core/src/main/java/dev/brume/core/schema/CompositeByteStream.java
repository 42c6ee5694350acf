package dev.brume.core.schema;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A stream made up of pieces, accessible as pieces and as one stream. */
public final class CompositeByteStream implements FileStream {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final long length;
  private final Pieces pieces;
  private final AtomicBoolean taken = new AtomicBoolean();

  /**
   * A stream of {@code pieces}, which it closes.
   *
   * @param length of all pieces together, in bytes
   */
  public CompositeByteStream(long length, Pieces pieces) {
    this.length = length;
    this.pieces = pieces;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public Pieces pieces() {
    take();
    return pieces;
  }

  @Override
  public boolean awaitsVerification() {
    return pieces.awaitsVerification();
  }

  @Override
  public void verify() {
    try {
      pieces.verify();
    } catch (RuntimeException e) {
      pieces.close();
      throw e;
    }
  }

  private void take() {
    if (!taken.compareAndSet(false, true)) {
      throw new IllegalStateException("The stream was taken before");
    }
  }

  /** Pieces are read on request, by the requesting thread. */
  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    take();
    subscriber.onSubscribe(new Reading(pieces, length, subscriber));
  }

  private static final class Reading implements Flow.Subscription {
    private final Pieces pieces;
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean cancelled;

    // Used by the reading thread.
    private long left;
    private Region region;
    private long read;
    private boolean over;

    Reading(Pieces pieces, long length, Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.pieces = pieces;
      this.left = length;
      this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
      if (count <= 0) {
        cancelled = true;
        fail(new IllegalArgumentException("Asked for " + count + " buffers"));
      } else {
        ask(count);
      }
    }

    private void ask(long count) {
      long before =
          demand.getAndAccumulate(
              count, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
      if (before == 0) {
        publish();
      }
    }

    /** Only the caller that raised the demand from 0 gets here, until it is 0 again. */
    private void publish() {
      long asked = demand.get();
      while (asked > 0 && !over) {
        for (long served = 0; served < asked && !over; served++) {
          serve();
        }
        asked = demand.addAndGet(-asked);
      }
    }

    private void serve() {
      if (cancelled) {
        end();
        return;
      }
      try {
        if (left > 0) {
          ByteBuffer piece = next();
          left -= piece.remaining();
          subscriber.onNext(piece);
        }
        if (left == 0 && !cancelled) {
          end();
          subscriber.onComplete();
        }
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }

    private ByteBuffer next() throws IOException {
      if (region == null || read == region.count()) {
        read = 0;
        region = null;
        switch (pieces.next()) {
          case Bytes bytes -> {
            return bytes.buffer();
          }
          case Region next -> region = next;
        }
      }
      int size = (int) Math.min(region.count() - read, BUFFER_BYTES);
      ByteBuffer piece = ByteBuffer.allocate(size);
      while (piece.hasRemaining()) {
        int more = region.channel().read(piece, region.position() + read + piece.position());
        if (more < 0) {
          throw new EOFException("A file that is being read has become shorter");
        }
      }
      read += size;
      return piece.flip();
    }

    private void fail(Throwable cause) {
      if (!over) {
        end();
        subscriber.onError(cause);
      }
    }

    private void end() {
      over = true;
      pieces.close();
    }

    /** Closes at once if nobody is reading; otherwise the reader closes. */
    @Override
    public void cancel() {
      cancelled = true;
      ask(1);
    }
  }
}
