package dev.brume.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.Operation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Reads whole responses. */
final class Answers {
  private Answers() {}

  /** The response, with its output undecoded. */
  static WireAnswer of(Operation<?, ?> operation, HttpResponse response) {
    byte[] body = response.bytes() != null ? response.bytes() : bytes(response.stream());
    return new WireAnswer(
        operation == null ? "the request" : operation.name(),
        response.status(),
        response.headers(),
        body,
        JsonNodeFactory.instance.missingNode(),
        null,
        null);
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
    return bytes.toByteArray();
  }
}
