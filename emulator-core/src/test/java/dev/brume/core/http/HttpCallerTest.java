package dev.brume.core.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Servers that do what they should not. Source of truth: the contract of {@link HttpCaller}, and
 * RFC 9112 for what an answer is.
 */
class HttpCallerTest {
  private static final Duration TIMEOUT = Duration.ofMillis(500);
  private static final long PATIENCE_SECONDS = 20;
  private static final int MAX_BYTES = 8;

  private final HttpCaller caller = new HttpCaller(TIMEOUT);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ServerSocket server;

  /** What the server does with a connection once something has come. */
  private interface Behaviour {
    void serve(Socket client) throws Exception;
  }

  HttpCallerTest() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    closed.countDown();
    server.close();
  }

  private CompletableFuture<HttpCaller.Answer> call(Behaviour behaviour) {
    return caller.post(serve(behaviour), Map.of("A", "b"), new byte[] {1, 2, 3});
  }

  private CompletableFuture<HttpCaller.Document> fetch(Behaviour behaviour) {
    return caller.get(serve(behaviour), MAX_BYTES);
  }

  private URI serve(Behaviour behaviour) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (Socket client = server.accept()) {
                client.getInputStream().read(new byte[8_192]);
                behaviour.serve(client);
              } catch (Exception e) {
                // The caller has gone, which is what most tests want.
              }
            });
    return URI.create("http://localhost:" + server.getLocalPort() + "/");
  }

  private static HttpCaller.Answer answerOf(CompletableFuture<HttpCaller.Answer> call)
      throws Exception {
    return call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static void assertFails(CompletableFuture<?> call) {
    assertThat(call)
        .failsWithin(Duration.ofSeconds(PATIENCE_SECONDS))
        .withThrowableOfType(ExecutionException.class);
  }

  private static Behaviour saying(String text) {
    return client -> client.getOutputStream().write(text.getBytes(US_ASCII));
  }

  @Test
  void tellsStatusAndChallenges() throws Exception {
    HttpCaller.Answer answer =
        answerOf(
            call(
                saying(
                    "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\nWWW-Authenticate: Digest a=b\r\n"
                        + "Content-Length: 2\r\n\r\nno")));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenges()).containsExactly("Basic", "Digest a=b");
  }

  @Test
  void doesNotFollowRedirects() throws Exception {
    String loop =
        "HTTP/1.1 302 Found\r\nLocation: http://localhost:"
            + server.getLocalPort()
            + "/\r\nContent-Length: 0\r\n\r\n";
    assertThat(answerOf(call(saying(loop))).status()).isEqualTo(302);
  }

  @Test
  void doesNotReadAnEndlessBody() throws Exception {
    HttpCaller.Answer answer =
        answerOf(
            call(
                client -> {
                  OutputStream out = client.getOutputStream();
                  out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
                  while (true) {
                    out.write(new byte[16_384]);
                  }
                }));
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void fetchesADocument() {
    assertThat(fetch(saying("HTTP/1.1 404 No\r\nContent-Length: 8\r\n\r\n12345678")))
        .succeedsWithin(Duration.ofSeconds(PATIENCE_SECONDS))
        .isEqualTo(new HttpCaller.Document(404, "12345678"));
  }

  @Test
  void refusesADocumentThatIsTooLong() {
    assertFails(fetch(saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123456789")));
  }

  @Test
  void givesUpADocumentThatDoesNotEnd() {
    assertFails(
        fetch(
            client -> {
              saying("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf").serve(client);
              closed.await();
            }));
  }

  @Test
  void givesUpAServerThatIsSilent() {
    assertFails(call(client -> closed.await()));
  }

  @Test
  void givesUpAServerThatDoesNotEndItsBody() {
    assertFails(
        call(
            client -> {
              saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf").serve(client);
              closed.await();
            }));
  }

  @Test
  void givesUpAServerThatDoesNotEndItsHead() {
    assertFails(
        call(
            client -> {
              saying("HTTP/1.1 200 OK\r\nA: b\r\n").serve(client);
              closed.await();
            }));
  }

  @Test
  void failsWhereTheConnectionIsReset() {
    assertFails(call(client -> client.setSoLinger(true, 0)));
  }

  @Test
  void failsWhereTheAnswerIsCut() {
    assertFails(call(saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")));
  }

  @Test
  void failsWhereItIsNoHttp() {
    assertFails(call(saying("SSH-2.0-OpenSSH_9.6\r\n\r\n")));
  }

  @Test
  void failsWhereNobodyListens() throws IOException {
    server.close();
    URI uri = URI.create("http://localhost:" + server.getLocalPort() + "/");
    assertFails(caller.post(uri, Map.of(), new byte[0]));
  }
}
