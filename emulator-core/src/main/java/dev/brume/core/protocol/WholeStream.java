package dev.brume.core.protocol;

import dev.brume.core.schema.ByteStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** Bytes that are there already, for those who expect a stream. */
final class WholeStream implements ByteStream {
  private final byte[] bytes;
  private final AtomicBoolean subscribed = new AtomicBoolean();

  WholeStream(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
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
            if (bytes.length > 0) {
              subscriber.onNext(ByteBuffer.wrap(bytes));
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
