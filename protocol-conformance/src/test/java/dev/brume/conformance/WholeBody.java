package dev.brume.conformance;

import dev.brume.core.http.Headers;
import dev.brume.core.http.RequestBody;
import dev.brume.core.schema.ByteStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Bytes at hand in the guise of bytes that arrive: published in one buffer as soon as asked for.
 */
record WholeBody(byte[] bytes) implements RequestBody.Streamed {

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public Headers trailers() {
    return new Headers();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          private boolean done;

          @Override
          public void request(long count) {
            if (!done) {
              done = true;
              if (bytes.length > 0) {
                subscriber.onNext(ByteBuffer.wrap(bytes));
              }
              subscriber.onComplete();
            }
          }

          @Override
          public void cancel() {
            done = true;
          }
        });
  }

  /** Everything that {@code stream} holds; it has to be there already. */
  static byte[] read(ByteStream stream) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CompletableFuture<byte[]> whole = new CompletableFuture<>();
    stream.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(ByteBuffer buffer) {
            byte[] piece = new byte[buffer.remaining()];
            buffer.get(piece);
            bytes.writeBytes(piece);
          }

          @Override
          public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
          }

          @Override
          public void onComplete() {
            whole.complete(bytes.toByteArray());
          }
        });
    if (!whole.isDone()) {
      throw new AssertionError("the stream does not end: " + stream);
    }
    return whole.join();
  }
}
