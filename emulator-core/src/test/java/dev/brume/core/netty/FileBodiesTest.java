package dev.brume.core.netty;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.brume.core.blob.BodyWriter;
import dev.brume.core.blob.SpillingBodyStore;
import dev.brume.core.blob.StoredBody;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bodies in files reach clients whole, in every protocol, and are let go of by those that go away.
 * Source of truth: RFC 9112, 6, and RFC 9113, 8.1: a message is as long as it says.
 */
@Timeout(120)
final class FileBodiesTest {
  private static final int FILE_BYTES = 5_000_001;
  private static final byte[] SMALL = {1, 2, 3};

  @TempDir private Path directory;

  private SpillingBodyStore store;
  private StoredBody body;
  private byte[] whole;

  @BeforeEach
  void makeBody() {
    store = SpillingBodyStore.in(directory, false);
    byte[] bytes = new byte[FILE_BYTES];
    new Random(1).nextBytes(bytes);
    BodyWriter writer = store.open(-1);
    writer.write(ByteBuffer.wrap(bytes));
    body = writer.finish().toCompletableFuture().join();
    store.addReference(body);
    whole = Arrays.copyOf(bytes, 2 * FILE_BYTES + SMALL.length);
    System.arraycopy(SMALL, 0, whole, FILE_BYTES, SMALL.length);
    System.arraycopy(bytes, 0, whole, FILE_BYTES + SMALL.length, FILE_BYTES);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private EchoServer server(boolean nativeTransport) throws IOException {
    return new EchoServer(
        this::handle, FrontEndOptions.defaults().withNativeTransport(nativeTransport));
  }

  /** The path says which part of the file, a few bytes and the file again. */
  private CompletionStage<HttpResponse> handle(dev.brume.core.http.HttpRequest request) {
    String[] range = request.path().substring(1).split("-");
    long offset = Long.parseLong(range[0]);
    long length = Long.parseLong(range[1]) - offset;
    List<StoredBody> bodies = List.of(body, StoredBody.of(SMALL), body);
    return CompletableFuture.completedFuture(
        HttpResponse.streaming(200, new Headers(), StoredBody.stream(bodies, offset, length)));
  }

  private static HttpRequest request(String scheme, EchoServer server, long from, long to) {
    return HttpRequest.newBuilder(
            URI.create(scheme + "://localhost:" + server.port() + "/" + from + "-" + to))
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "http, HTTP_1_1, true",
    "http, HTTP_1_1, false",
    "http, HTTP_2, true",
    "https, HTTP_1_1, true",
    "https, HTTP_2, true"
  })
  void arriveWholeAndInParts(String scheme, Version version, boolean nativeTransport)
      throws Exception {
    try (EchoServer server = server(nativeTransport);
        HttpClient client =
            HttpClient.newBuilder().version(version).sslContext(TrustingTls.bundled()).build()) {
      long[][] ranges = {
        {0, whole.length},
        {0, 1},
        {FILE_BYTES - 1, FILE_BYTES + 1},
        {FILE_BYTES, FILE_BYTES + 2},
        {4_000_000, 7_000_000},
        {whole.length - 70_000, whole.length},
        {5, 5}
      };
      for (long[] range : ranges) {
        var response =
            client.send(request(scheme, server, range[0], range[1]), BodyHandlers.ofByteArray());
        assertThat(response.version()).isEqualTo(version);
        assertThat(response.body())
            .isEqualTo(Arrays.copyOfRange(whole, (int) range[0], (int) range[1]));
      }
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws Exception {
    try (EchoServer server = server(true);
        RawConnection connection = server.connect()) {
      String host = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      connection.send("GET /0-3000000" + host + "HEAD /0-9" + host + "GET /1-2000000" + host);
      assertThat(connection.answer().body()).isEqualTo(Arrays.copyOf(whole, 3_000_000));
      assertThat(connection.answer(false).headers().first("Content-Length")).isEqualTo("9");
      assertThat(connection.answer().body()).isEqualTo(Arrays.copyOfRange(whole, 1, 2_000_000));
    }
  }

  @ParameterizedTest
  @CsvSource({"http, HTTP_1_1", "http, HTTP_2", "https, HTTP_1_1", "https, HTTP_2"})
  void areLetGoOfByClientsThatGoAway(String scheme, Version version) throws Exception {
    try (EchoServer server = server(true)) {
      try (HttpClient client =
          HttpClient.newBuilder().version(version).sslContext(TrustingTls.bundled()).build()) {
        var response =
            client.send(request(scheme, server, 0, whole.length), BodyHandlers.ofInputStream());
        try (InputStream some = response.body()) {
          assertThat(some.readNBytes(100)).isEqualTo(Arrays.copyOf(whole, 100));
          store.removeReference(body);
          assertThat(files()).isNotEmpty();
        }
        client.shutdownNow();
      }
      await().atMost(30, SECONDS).until(() -> files().isEmpty());
    }
  }

  /** Those that have no file go the way of bodies that are there as a whole. */
  @ParameterizedTest
  @CsvSource({"http, HTTP_1_1", "https, HTTP_2"})
  void bodiesOnTheHeapArriveToo(String scheme, Version version) throws Exception {
    StoredBody small = StoredBody.of(Arrays.copyOf(whole, 100_000));
    try (EchoServer server =
            new EchoServer(
                request ->
                    CompletableFuture.completedFuture(
                        HttpResponse.streaming(
                            200,
                            new Headers(),
                            small.stream(7, Integer.parseInt(request.path().substring(1))))));
        HttpClient client =
            HttpClient.newBuilder().version(version).sslContext(TrustingTls.bundled()).build()) {
      for (int length : new int[] {0, 1, 1_000, 99_993}) {
        URI uri = URI.create(scheme + "://localhost:" + server.port() + "/" + length);
        var response = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValueAsLong("content-length")).hasValue(length);
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(whole, 7, 7 + length));
      }
    }
  }

  @Test
  void isCutOffWhereTheFileBecomesShorter() throws Exception {
    try (EchoServer server = server(true);
        RawConnection connection = server.connect()) {
      connection.send("GET /0-10000000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      connection.socket().getInputStream().read();
      Files.write(files().getFirst(), new byte[1]);
      assertThatThrownBy(connection::answer).isInstanceOf(IOException.class);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }
}
