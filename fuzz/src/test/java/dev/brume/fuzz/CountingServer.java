package dev.brume.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.netty.FrontEndOptions;
import dev.brume.core.netty.HttpFrontEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A front end whose handler says how long the body was. */
final class CountingServer {
  /** Long enough for any machine; only what never ends waits for it. */
  private static final int PATIENCE_MILLIS = 20_000;

  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1);

  private final int port;

  CountingServer() {
    HttpFrontEnd frontEnd =
        new HttpFrontEnd(CountingServer::count, () -> 0, FrontEndOptions.defaults());
    try {
      port = frontEnd.start("localhost", 0);
    } catch (BindException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompletionStage<HttpResponse> count(HttpRequest request) {
    if (request.body() instanceof RequestBody.Streamed streamed) {
      CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
      streamed.subscribe(new Counter(request, answer));
      return answer;
    }
    return CompletableFuture.completedFuture(response(request, request.body().length()));
  }

  private static HttpResponse response(HttpRequest request, long length) {
    Headers headers = new Headers().add("X-Method", "was " + request.method());
    return HttpResponse.of(200, headers, Long.toString(length).getBytes(ISO_8859_1));
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** Writes {@code bytes} and says that there are no more; the server may hang up meanwhile. */
  static void sendAll(Socket socket, byte[] bytes, int most) throws IOException {
    try {
      socket.getOutputStream().write(bytes, 0, Math.min(bytes.length, most));
      socket.shutdownOutput();
    } catch (SocketException e) {
      Refusals.check(!socket.isClosed(), "Closed by nobody");
    }
  }

  void checkAlive() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(REQUEST);
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      Refusals.check(answer.startsWith("HTTP/1.1 200 "), "The next request gets: " + answer);
    }
  }

  private static final class Counter implements Flow.Subscriber<ByteBuffer> {
    private final HttpRequest request;
    private final CompletableFuture<HttpResponse> answer;
    private long length;

    Counter(HttpRequest request, CompletableFuture<HttpResponse> answer) {
      this.request = request;
      this.answer = answer;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer piece) {
      length += piece.remaining();
    }

    @Override
    public void onError(Throwable failure) {
      answer.complete(HttpResponse.of(400, new Headers(), new byte[0]));
    }

    @Override
    public void onComplete() {
      answer.complete(response(request, length));
    }
  }
}
