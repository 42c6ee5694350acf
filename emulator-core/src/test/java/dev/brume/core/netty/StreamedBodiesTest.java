package dev.brume.core.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.netty.RawConnection.Answer;
import dev.brume.core.schema.ByteStream;
import dev.brume.testlog.ExpectsLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Bodies that come and go piece by piece, under back-pressure. Source: RFC 9112 (6, 7.1), RFC 9110
 * 10.1.1 (100-continue), the contract of java.util.concurrent.Flow.
 */
@Timeout(120)
class StreamedBodiesTest {
  /** Takes what it asks for, and keeps it. */
  private static final class Collector implements Flow.Subscriber<ByteBuffer> {
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final AtomicLong bytes = new AtomicLong();

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription.complete(given);
    }

    @Override
    public void onNext(ByteBuffer item) {
      bytes.addAndGet(item.remaining());
    }

    @Override
    public void onError(Throwable failure) {
      end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      end.complete(null);
    }
  }

  /** A body given by a publisher. */
  private record Stream(Flow.Publisher<ByteBuffer> publisher, long length) implements ByteStream {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      publisher.subscribe(subscriber);
    }
  }

  /** Publishes {@code number} buffers of {@code size} bytes as they are asked for; counts them. */
  private static final class Endless implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private final AtomicLong published = new AtomicLong();
    private final int size;
    private final long number;
    private Flow.Subscriber<? super ByteBuffer> subscriber;
    private long demand;
    private boolean publishing;

    Endless(int size, long number) {
      this.size = size;
      this.number = number;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> newcomer) {
      subscriber = newcomer;
      newcomer.onSubscribe(this);
    }

    @Override
    public void request(long n) {
      demand += n;
      if (publishing) {
        return;
      }
      publishing = true;
      while (demand > 0 && published.get() < number && !cancelled.isDone()) {
        demand--;
        published.incrementAndGet();
        subscriber.onNext(ByteBuffer.allocate(size));
      }
      publishing = false;
      if (published.get() == number && !cancelled.isDone()) {
        cancelled.complete(null);
        subscriber.onComplete();
      }
    }

    @Override
    public void cancel() {
      cancelled.complete(null);
    }
  }

  private static final String PUT = "PUT /k HTTP/1.1\r\nHost: h\r\n";

  @Test
  void readsNoFurtherThanTheSubscriberAsks() throws Exception {
    CompletableFuture<RequestBody.Streamed> body = new CompletableFuture<>();
    CompletableFuture<HttpResponse> response = new CompletableFuture<>();
    try (EchoServer server =
            new EchoServer(
                request -> {
                  body.complete((RequestBody.Streamed) request.body());
                  return response;
                });
        RawConnection client = server.connect()) {
      long length = 50_000_000;
      client.send(PUT + "Content-Length: " + length + "\r\n\r\n");
      Collector collector = new Collector();
      assertThat(body.get().length()).isEqualTo(length);
      body.get().subscribe(collector);
      Flow.Subscription subscription = collector.subscription.get();
      Thread sender = Thread.ofVirtual().start(() -> sendZeros(client, length));
      // What lies between is bounded by the sockets' buffers: the sender can't finish.
      assertThat(sender.join(Duration.ofMillis(300))).isFalse();
      assertThat(collector.bytes).hasValue(0);
      subscription.request(1);
      subscription.request(Long.MAX_VALUE);
      collector.end.get();
      assertThat(collector.bytes).hasValue(length);
      sender.join();
      response.complete(EchoServer.text("done"));
      assertThat(client.answer().text()).isEqualTo("done");
    }
  }

  private static void sendZeros(RawConnection client, long length) {
    try {
      byte[] piece = new byte[50_000];
      for (long sent = 0; sent < length; sent += piece.length) {
        client.send(piece);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void publishesNoFasterThanTheClientReads() throws Exception {
    Endless endless = new Endless(100_000, 1_000_000);
    try (EchoServer server =
        new EchoServer(
            request ->
                CompletableFuture.completedFuture(
                    HttpResponse.streaming(200, new Headers(), new Stream(endless, -1))))) {
      try (RawConnection client = server.connect()) {
        client.send("GET /endless HTTP/1.1\r\nHost: h\r\n\r\n");
        client.socket().getInputStream().readNBytes(100);
        // Other connections are served meanwhile, and the memory is bounded.
        try (RawConnection other = server.connect()) {
          other.send("HEAD /x HTTP/1.1\r\nHost: h\r\n\r\n");
          assertThat(other.answer(false).status()).isEqualTo(200);
        }
        assertThat(endless.published.get()).isLessThan(1_000);
      }
      endless.cancelled.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void sendsBodiesOfUnknownLengthInChunks() throws Exception {
    try (EchoServer server =
            new EchoServer(
                request ->
                    CompletableFuture.completedFuture(
                        HttpResponse.streaming(
                            200, new Headers(), new Stream(new Endless(1_000, 300), -1))));
        RawConnection client = server.connect()) {
      for (int i = 0; i < 2; i++) {
        client.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\n");
        Answer answer = client.answer();
        assertThat(answer.headers().first("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(answer.body()).hasSize(300_000);
      }
      client.send("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      Answer old = client.answer();
      assertThat(old.headers().contains("Transfer-Encoding")).isFalse();
      assertThat(old.headers().first("Connection")).isEqualTo("close");
      assertThat(old.body()).hasSize(300_000);
    }
  }

  @Test
  void sendsBodiesOfKnownLengthAsTheyAre() throws Exception {
    try (EchoServer server =
            new EchoServer(
                request ->
                    CompletableFuture.completedFuture(
                        HttpResponse.streaming(
                            200, new Headers(), new Stream(new Endless(1_000, 300), 300_000))));
        RawConnection client = server.connect()) {
      client.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\n");
      Answer answer = client.answer();
      assertThat(answer.headers().first("Content-Length")).isEqualTo("300000");
      assertThat(answer.body()).hasSize(300_000);
      client.send("HEAD /x HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.answer(false).headers().first("Content-Length")).isEqualTo("300000");
    }
  }

  @Test
  void sendsWhatIsPublishedFromOtherThreads() throws Exception {
    SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>();
    try (EchoServer server =
            new EchoServer(
                request ->
                    CompletableFuture.completedFuture(
                        HttpResponse.streaming(200, new Headers(), new Stream(publisher, -1))));
        RawConnection client = server.connect()) {
      client.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\n");
      byte[] head = client.socket().getInputStream().readNBytes(20);
      assertThat(new String(head, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200 OK");
      for (int i = 0; i < 1_000; i++) {
        publisher.submit(ByteBuffer.wrap(("event " + i + "\n").getBytes(StandardCharsets.UTF_8)));
      }
      publisher.close();
      StringBuilder all = new StringBuilder();
      byte[] piece = new byte[1_000];
      while (all.indexOf("event 999\n\r\n0\r\n\r\n") < 0) {
        int length = client.socket().getInputStream().read(piece);
        assertThat(length).isPositive();
        all.append(new String(piece, 0, length, StandardCharsets.UTF_8));
      }
      assertThat(all).contains("event 0\n", "event 500\n");
    }
  }

  @Test
  @ExpectsLog(from = HttpFrontEnd.class, text = "A response body broke off")
  void cutsTheConnectionWhenABodyIsShorterOrLongerThanSaidOrFails() throws Exception {
    Flow.Publisher<ByteBuffer> failing =
        subscriber ->
            new Endless(10, 1)
                .subscribe(
                    new Flow.Subscriber<>() {
                      @Override
                      public void onSubscribe(Flow.Subscription subscription) {
                        subscriber.onSubscribe(subscription);
                      }

                      @Override
                      public void onNext(ByteBuffer item) {
                        subscriber.onNext(item);
                        subscriber.onError(new IOException("made to fail"));
                      }

                      @Override
                      public void onError(Throwable failure) {}

                      @Override
                      public void onComplete() {}
                    });
    assertCutOff(new Stream(new Endless(10, 1), 11));
    assertCutOff(new Stream(new Endless(10, 2), 11));
    assertCutOff(new Stream(failing, 20));
    assertCutOff(new Stream(failing, -1));
  }

  private static void assertCutOff(Stream stream) throws IOException {
    try (EchoServer server =
            new EchoServer(
                request ->
                    CompletableFuture.completedFuture(
                        HttpResponse.streaming(200, new Headers(), stream)));
        RawConnection client = server.connect()) {
      client.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThatThrownBy(client::answer).isInstanceOf(IOException.class);
    }
  }

  @Test
  void tellsTheSubscriberThatTheClientWentAway() throws Exception {
    CompletableFuture<RequestBody.Streamed> body = new CompletableFuture<>();
    try (EchoServer server =
        new EchoServer(
            request -> {
              body.complete((RequestBody.Streamed) request.body());
              return new CompletableFuture<>();
            })) {
      Collector collector = new Collector();
      try (RawConnection client = server.connect()) {
        client.send(PUT + "Content-Length: 1000000\r\n\r\n1234567890");
        body.get().subscribe(collector);
        collector.subscription.get().request(Long.MAX_VALUE);
      }
      assertThatThrownBy(collector.end::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void answersAHalfClosedTruncatedBodyWith400() throws Exception {
    for (String framing :
        new String[] {
          "Content-Length: 10\r\n\r\n12345",
          "Content-Length: 1000000\r\n\r\n12345",
          "Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n"
        }) {
      try (EchoServer server = new EchoServer();
          RawConnection client = server.connect()) {
        client.send(PUT + framing);
        client.socket().shutdownOutput();
        assertThat(client.answer().status()).isEqualTo(400);
        assertThat(client.isAtEnd()).isTrue();
      }
    }
  }

  @Test
  void givesTrailersAtTheEnd() throws Exception {
    try (EchoServer server =
            new EchoServer(
                request -> {
                  RequestBody.Streamed body = (RequestBody.Streamed) request.body();
                  assertThat(body.length()).isEqualTo(-1);
                  return EchoServer.collect(body)
                      .thenApply(
                          bytes -> EchoServer.text(body.trailers().first("X-Amz-Checksum-Crc32")));
                });
        RawConnection client = server.connect()) {
      client.send(
          PUT
              + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n"
              + "x-amz-checksum-crc32: NSRBwg==\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("NSRBwg==");
    }
  }

  @Test
  void saysContinueWhenTheBodyIsAskedForAndNotBefore() throws Exception {
    CompletableFuture<RequestBody.Streamed> body = new CompletableFuture<>();
    CompletableFuture<HttpResponse> response = new CompletableFuture<>();
    try (EchoServer server =
            new EchoServer(
                request -> {
                  body.complete((RequestBody.Streamed) request.body());
                  return response;
                });
        RawConnection client = server.connect()) {
      client.send(PUT + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      RequestBody.Streamed streamed = body.get();
      client.socket().setSoTimeout(100);
      assertThatThrownBy(() -> client.socket().getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      client.socket().setSoTimeout(30_000);
      EchoServer.collect(streamed)
          .thenAccept(bytes -> response.complete(EchoServer.text("got " + bytes.length)));
      assertThat(client.answer().statusLine()).isEqualTo("HTTP/1.1 100 Continue");
      client.send("hello");
      assertThat(client.answer().text()).isEqualTo("got 5");
    }
  }

  /**
   * Who has no body must not wait for leave (RFC 9110, 10.1.1), but some clients do: boto3 until
   * 2026 hung in the request after the one that got none.
   */
  @Test
  void saysContinueAlsoWhereThereIsNoBody() throws Exception {
    try (EchoServer server = new EchoServer();
        RawConnection client = server.connect()) {
      for (String length : new String[] {"Content-Length: 0\r\n", ""}) {
        client.send(PUT + "Expect: 100-Continue\r\n" + length + "\r\n");
        assertThat(client.answer().statusLine()).isEqualTo("HTTP/1.1 100 Continue");
        assertThat(client.answer().text()).isEqualTo("PUT /k null\n");
      }
    }
  }

  /** "A server that receives a 100-continue expectation in an HTTP/1.0 request MUST ignore" it. */
  @Test
  void saysNoContinueInTheVersionThatHasNone() throws Exception {
    try (EchoServer server = new EchoServer();
        RawConnection client = server.connect()) {
      client.send("PUT /k HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab");
      assertThat(client.answer().text()).isEqualTo("PUT /k null\nab");
    }
  }

  @Test
  void closesAfterRefusingABodyThatWasNotSent() throws Exception {
    try (EchoServer server =
            new EchoServer(request -> CompletableFuture.completedFuture(HttpResponse.empty(403)));
        RawConnection client = server.connect()) {
      client.send(PUT + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.headers().first("Connection")).isEqualTo("close");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void readsOverAnUnwantedBodyThatIsShort() throws Exception {
    try (EchoServer server =
            new EchoServer(request -> CompletableFuture.completedFuture(HttpResponse.empty(403)));
        RawConnection client = server.connect()) {
      for (int i = 0; i < 3; i++) {
        client.send(PUT + "Content-Length: 100000\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(403);
        client.send(new byte[100_000]);
      }
    }
  }

  @Test
  void answersEvenAClientThatSendsOnAndOn() throws Exception {
    try (EchoServer server =
            new EchoServer(request -> CompletableFuture.completedFuture(HttpResponse.empty(403)));
        RawConnection client = server.connect()) {
      client.send(PUT + "Content-Length: 20000000\r\n\r\n");
      client.send(new byte[20_000_000]);
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.headers().first("Connection")).isEqualTo("close");
      assertThat(client.isAtEnd()).isTrue();
    }
  }
}
