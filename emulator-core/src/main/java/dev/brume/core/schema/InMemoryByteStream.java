package dev.brume.core.schema;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** Bytes in memory, presented as a stream. */
public class InMemoryByteStream implements ByteStream {
  private final byte[] bytes;
  private final int offset;
  private final int length;
  private final AtomicBoolean subscribed = new AtomicBoolean();

  /** A stream of {@code bytes}, which must not be changed afterwards. */
  public InMemoryByteStream(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** A stream of a part of {@code bytes}, which must not be changed afterwards. */
  public InMemoryByteStream(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  @Override
  public final long length() {
    return length;
  }

  /** All bytes at once, for callers that know this class: no subscription is needed then. */
  public final ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes, offset, length).slice();
  }

  @Override
  public final void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    if (!subscribed.compareAndSet(false, true)) {
      throw new IllegalStateException("There is one subscriber already");
    }
    AtomicBoolean done = new AtomicBoolean();
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            if (!done.compareAndSet(false, true)) {
              return;
            }
            if (count <= 0) {
              subscriber.onError(new IllegalArgumentException("request(" + count + ")"));
              return;
            }
            if (length > 0) {
              subscriber.onNext(buffer());
            }
            subscriber.onComplete();
          }

          @Override
          public void cancel() {
            done.set(true);
          }
        });
  }
}
