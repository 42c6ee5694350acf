package dev.brume.core.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * HTTP/2 as the JDK's client speaks it: by ALPN over TLS, and by upgrade. Source: RFC 9113, RFC
 * 7540 3.2.
 */
@Timeout(120)
class Http2Test {
  private record Waiting(
      HttpRequest request, CompletableFuture<dev.brume.core.http.HttpResponse> response) {}

  private static final BlockingQueue<Waiting> ARRIVED = new LinkedBlockingQueue<>();
  private static EchoServer server;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    server = new EchoServer(Http2Test::handle);
    client =
        HttpClient.newBuilder().version(Version.HTTP_2).sslContext(TrustingTls.bundled()).build();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static CompletionStage<dev.brume.core.http.HttpResponse> handle(HttpRequest request) {
    if (request.path().equals("/wait")) {
      Waiting waiting = new Waiting(request, new CompletableFuture<>());
      ARRIVED.add(waiting);
      return waiting.response;
    }
    if (request.path().equals("/refuse")) {
      return CompletableFuture.completedFuture(
          dev.brume.core.http.HttpResponse.of(403, new Headers(), new byte[] {'n', 'o'}));
    }
    if (request.path().equals("/headers")) {
      return CompletableFuture.completedFuture(
          EchoServer.text(
              request.header("Host")
                  + " "
                  + request.connection().isSecure()
                  + " "
                  + request.connection().tlsVersion()
                  + " "
                  + request.connection().cipherSuite()
                  + " "
                  + request.connection().remoteAddress()));
    }
    return EchoServer.echo(request);
  }

  private static java.net.http.HttpRequest.Builder to(String scheme, String path) {
    return java.net.http.HttpRequest.newBuilder(
        URI.create(scheme + "://localhost:" + server.port() + path));
  }

  @Test
  void servesBothSchemesOnOnePort() throws Exception {
    for (String scheme : new String[] {"https", "http"}) {
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> response =
            client.send(to(scheme, "/a%20b?c=" + i).build(), BodyHandlers.ofString());
        assertThat(response.version()).isEqualTo(Version.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("GET /a%20b c=" + i + "\n");
        assertThat(response.headers().allValues("date"))
            .containsExactly("Thu, 29 Feb 2024 12:34:56 GMT");
        assertThat(response.headers().allValues("content-length")).hasSize(1);
      }
      HttpResponse<String> response =
          client.send(to(scheme, "/headers").build(), BodyHandlers.ofString());
      boolean secure = scheme.equals("https");
      assertThat(response.body())
          .isEqualTo(
              "localhost:"
                  + server.port()
                  + " "
                  + secure
                  + (secure ? " 1.3 TLS_AES_128_GCM_SHA256" : " null null")
                  + " 127.0.0.1");
    }
  }

  @Test
  void servesHttp1OverTls() throws Exception {
    try (HttpClient old =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .sslContext(TrustingTls.bundled())
            .build()) {
      HttpResponse<String> response =
          old.send(
              to("https", "/x").PUT(BodyPublishers.ofString("body")).build(),
              BodyHandlers.ofString());
      assertThat(response.version()).isEqualTo(Version.HTTP_1_1);
      assertThat(response.body()).isEqualTo("PUT /x null\nbody");
    }
  }

  @Test
  void takesBodiesOfEveryKind() throws Exception {
    for (String scheme : new String[] {"https", "http"}) {
      for (int size : new int[] {1, 65_536, 65_537, 3_000_000}) {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 'x');
        HttpResponse<byte[]> known =
            client.send(
                to(scheme, "/k").PUT(BodyPublishers.ofByteArray(body)).build(),
                BodyHandlers.ofByteArray());
        assertThat(known.body()).hasSize("PUT /k null\n".length() + size).endsWith(body);
        HttpResponse<byte[]> unknown =
            client.send(
                to(scheme, "/k")
                    .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)))
                    .build(),
                BodyHandlers.ofByteArray());
        assertThat(unknown.body()).isEqualTo(known.body());
      }
    }
  }

  @Test
  void answersHeadWithLengthButWithoutBody() throws Exception {
    HttpResponse<String> response =
        client.send(
            to("https", "/x").method("HEAD", BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    assertThat(response.headers().firstValueAsLong("content-length")).hasValue(13);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void saysContinueWhenTheBodyIsAskedFor() throws Exception {
    HttpResponse<String> response =
        client.send(
            to("https", "/x").expectContinue(true).PUT(BodyPublishers.ofString("body")).build(),
            BodyHandlers.ofString());
    assertThat(response.body()).isEqualTo("PUT /x null\nbody");
  }

  @Test
  void answersBeforeTheEndOfAnUnwantedBody() throws Exception {
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> response =
          client.send(
              to("https", "/refuse").PUT(BodyPublishers.ofByteArray(new byte[100_000])).build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).isEqualTo("no");
    }
  }

  @Test
  void carriesManyWaitingRequestsOnOneConnection() throws Exception {
    int before = server.frontEnd().connections();
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    client.send(to("https", "/first").build(), BodyHandlers.ofString());
    for (int i = 0; i < 500; i++) {
      all.add(client.sendAsync(to("https", "/wait").build(), BodyHandlers.ofString()));
    }
    for (int i = 0; i < 500; i++) {
      Waiting waiting = ARRIVED.poll(30, TimeUnit.SECONDS);
      waiting.response.complete(EchoServer.text("woken"));
    }
    for (CompletableFuture<HttpResponse<String>> one : all) {
      assertThat(one.get().body()).isEqualTo("woken");
    }
    assertThat(server.frontEnd().connections()).isLessThanOrEqualTo(before + 5);
  }

  @Test
  void tellsThatTheClientGaveUp() throws Exception {
    try (EchoServer own = new EchoServer(Http2Test::handle);
        HttpClient patient =
            HttpClient.newBuilder()
                .version(Version.HTTP_2)
                .sslContext(TrustingTls.bundled())
                .build()) {
      URI uri = URI.create("https://localhost:" + own.port() + "/wait");
      CompletableFuture<HttpResponse<String>> call =
          patient.sendAsync(
              java.net.http.HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      Waiting waiting = ARRIVED.poll(30, TimeUnit.SECONDS);
      CompletableFuture<Void> closed = new CompletableFuture<>();
      waiting.request.connection().onClose(() -> closed.complete(null));
      assertThat(waiting.request.connection().isOpen()).isTrue();
      call.cancel(true);
      closed.get(30, TimeUnit.SECONDS);
      assertThat(waiting.request.connection().isOpen()).isFalse();
    }
  }

  @Test
  void readsNoFurtherThanTheSubscriberAsks() throws Exception {
    long length = 30_000_000;
    CompletableFuture<HttpResponse<String>> call =
        client.sendAsync(
            to("https", "/wait").PUT(BodyPublishers.ofByteArray(new byte[(int) length])).build(),
            BodyHandlers.ofString());
    Waiting waiting = ARRIVED.poll(30, TimeUnit.SECONDS);
    RequestBody.Streamed body = (RequestBody.Streamed) waiting.request.body();
    assertThat(body.length()).isEqualTo(length);
    // Another stream of the connection is not held up by the one that waits.
    assertThat(client.send(to("https", "/x").build(), BodyHandlers.ofString()).body())
        .isEqualTo("GET /x null\n");
    EchoServer.collect(body)
        .thenAccept(bytes -> waiting.response.complete(EchoServer.text("got " + bytes.length)));
    assertThat(call.get().body()).isEqualTo("got " + length);
  }

  @Test
  void sendsWhatIsPublishedAsItComes() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> call =
        client.sendAsync(to("https", "/wait").build(), BodyHandlers.ofInputStream());
    Waiting waiting = ARRIVED.poll(30, TimeUnit.SECONDS);
    SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>();
    waiting.response.complete(
        dev.brume.core.http.HttpResponse.streaming(
            200,
            new Headers(),
            new dev.brume.core.schema.ByteStream() {
              @Override
              public long length() {
                return -1;
              }

              @Override
              public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
                publisher.subscribe(subscriber);
              }
            }));
    try (InputStream in = call.get().body()) {
      for (byte i = 0; i < 100; i++) {
        publisher.submit(ByteBuffer.wrap(new byte[] {i}));
        assertThat(in.read()).isEqualTo(i);
      }
      publisher.close();
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void letsStreamsFinishWhenItStops() throws Exception {
    try (EchoServer own = new EchoServer(Http2Test::handle);
        HttpClient second =
            HttpClient.newBuilder()
                .version(Version.HTTP_2)
                .sslContext(TrustingTls.bundled())
                .build()) {
      URI uri = URI.create("https://localhost:" + own.port() + "/wait");
      CompletableFuture<HttpResponse<String>> call =
          second.sendAsync(
              java.net.http.HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      Waiting waiting = ARRIVED.poll(30, TimeUnit.SECONDS);
      Thread stopping = Thread.ofVirtual().start(() -> own.frontEnd().stop(Duration.ofSeconds(30)));
      assertThat(waiting.request.connection().isOpen()).isTrue();
      waiting.response.complete(EchoServer.text("finished"));
      assertThat(call.get().body()).isEqualTo("finished");
      stopping.join();
      assertThat(own.frontEnd().connections()).isZero();
      assertThatThrownBy(
              () ->
                  second
                      .sendAsync(
                          java.net.http.HttpRequest.newBuilder(uri).build(),
                          BodyHandlers.ofString())
                      .get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IOException.class);
    }
  }
}
