package dev.brume.core.netty;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpHandler;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A front end on a free port whose handler says what it was asked. */
final class EchoServer implements AutoCloseable {
  /** 2024-02-29T12:34:56.789Z. */
  static final long NOW_MILLIS = 1_709_210_096_789L;

  private final HttpFrontEnd frontEnd;
  private final int port;

  EchoServer() throws IOException {
    this(EchoServer::echo, FrontEndOptions.defaults());
  }

  EchoServer(HttpHandler handler) throws IOException {
    this(handler, FrontEndOptions.defaults());
  }

  EchoServer(HttpHandler handler, FrontEndOptions options) throws IOException {
    frontEnd = new HttpFrontEnd(handler, () -> NOW_MILLIS, options);
    port = frontEnd.start("localhost", 0);
  }

  HttpFrontEnd frontEnd() {
    return frontEnd;
  }

  int port() {
    return port;
  }

  RawConnection connect() throws IOException {
    return new RawConnection(port);
  }

  /** Method, path, query, then the body, whichever way it comes. */
  static CompletionStage<HttpResponse> echo(HttpRequest request) {
    String line = request.method() + " " + request.path() + " " + request.query() + "\n";
    byte[] start = line.getBytes(StandardCharsets.UTF_8);
    return switch (request.body()) {
      case RequestBody.Whole whole -> CompletableFuture.completedFuture(text(start, whole.bytes()));
      case RequestBody.Streamed streamed ->
          collect(streamed).thenApply(bytes -> text(start, bytes));
    };
  }

  static HttpResponse text(String text) {
    return text(text.getBytes(StandardCharsets.UTF_8), new byte[0]);
  }

  private static HttpResponse text(byte[] start, byte[] rest) {
    byte[] all = new byte[start.length + rest.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(rest, 0, all, start.length, rest.length);
    return HttpResponse.of(200, new Headers().add("Content-Type", "text/plain"), all);
  }

  /** All bytes of a body. */
  static CompletableFuture<byte[]> collect(RequestBody.Streamed body) {
    CompletableFuture<byte[]> whole = new CompletableFuture<>();
    body.subscribe(
        new Flow.Subscriber<ByteBuffer>() {
          private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          private Flow.Subscription subscription;

          @Override
          public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            subscription.request(1);
          }

          @Override
          public void onNext(ByteBuffer item) {
            bytes.write(item.array(), item.arrayOffset() + item.position(), item.remaining());
            subscription.request(1);
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
    return whole;
  }

  @Override
  public void close() {
    frontEnd.close();
  }
}
