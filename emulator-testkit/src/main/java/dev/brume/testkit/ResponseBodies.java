package dev.brume.testkit;

import dev.brume.core.http.HttpResponse;
import dev.brume.core.schema.ByteStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Reads the bodies of responses to their ends, streams included. */
public final class ResponseBodies {
  private ResponseBodies() {}

  /** All bytes of a response; a stream must have as many as it says, where it does. */
  public static byte[] of(HttpResponse response) {
    return response.bytes() != null ? response.bytes() : bytes(response.stream());
  }

  private static byte[] bytes(ByteStream stream) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CompletableFuture<Void> end = new CompletableFuture<>();
    stream.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(ByteBuffer piece) {
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            bytes.writeBytes(copy);
          }

          @Override
          public void onError(Throwable failure) {
            end.completeExceptionally(failure);
          }

          @Override
          public void onComplete() {
            end.complete(null);
          }
        });
    end.join();
    if (stream.length() >= 0 && bytes.size() != stream.length()) {
      throw new AssertionError(
          "A stream of " + stream.length() + " bytes had " + bytes.size() + " of them");
    }
    return bytes.toByteArray();
  }
}
