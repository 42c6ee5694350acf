package dev.brume.core.blob;

import dev.brume.core.schema.FileStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A part of the bytes of several bodies in a row. */
final class BodyStream implements FileStream {
  private static final int PIECE_BYTES = 64 * 1024;

  private final long length;
  private final BodySlices slices;
  private final AtomicBoolean taken = new AtomicBoolean();

  /**
   * A stream of {@code slices}, which it closes.
   *
   * @param length of all of them together
   */
  BodyStream(long length, BodySlices slices) {
    this.length = length;
    this.slices = slices;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public Pieces pieces() {
    take();
    return slices;
  }

  private void take() {
    if (!taken.compareAndSet(false, true)) {
      throw new IllegalStateException("The stream was taken before");
    }
  }

  /** What is published is read when it is asked for, by who asks. */
  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    take();
    subscriber.onSubscribe(new Reading(slices, length, subscriber));
  }

  private static final class Reading implements Flow.Subscription {
    private final BodySlices slices;
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean cancelled;

    // Used by the one that reads.
    private long left;
    private Region region;
    private long read;
    private boolean over;

    Reading(BodySlices slices, long length, Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.slices = slices;
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

    /** Only the caller that raised the demand from 0 is here, until it is 0 again. */
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
      } catch (IOException | BodyStoreException e) {
        fail(e);
      }
    }

    private ByteBuffer next() throws IOException {
      if (region == null || read == region.count()) {
        read = 0;
        region = null;
        switch (slices.next()) {
          case Bytes bytes -> {
            return bytes.buffer();
          }
          case Region next -> region = next;
        }
      }
      int size = (int) Math.min(region.count() - read, PIECE_BYTES);
      ByteBuffer piece = ByteBuffer.allocate(size);
      while (piece.hasRemaining()) {
        int more = region.channel().read(piece, region.position() + read + piece.position());
        if (more < 0) {
          throw new EOFException("A body's file has become shorter");
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
      slices.close();
    }

    /** Closes at once where nobody is reading; who is reading sees it and closes. */
    @Override
    public void cancel() {
      cancelled = true;
      ask(1);
    }
  }
}
