package dev.brume.core.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpLimits;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many clients, each of which asks for a long answer and does not read it. Source of truth:
 * docs/robustness.md of this project, as no page says what a server is to do with them.
 */
@Timeout(120)
class UnreadAnswersTest {
  /** More than a system keeps of it on its own, in the buffers of a connection's two ends. */
  private static final byte[] LONG = new byte[32 * 1024 * 1024];

  private static final long MOST_UNSENT = 8 * 1024 * 1024;
  private static final long NEVER = 600_000;

  private final AtomicInteger answered = new AtomicInteger();
  private final List<RawConnection> clients = new ArrayList<>();

  private CompletionStage<HttpResponse> answer(HttpRequest request) {
    if (request.path().equals("/fine")) {
      return EchoServer.echo(request);
    }
    answered.incrementAndGet();
    return CompletableFuture.completedFuture(HttpResponse.of(200, new Headers(), LONG));
  }

  private EchoServer server(long bodyIdleMillis) throws IOException {
    return new EchoServer(
        this::answer,
        FrontEndOptions.defaults()
            .withLimits(
                HttpLimits.DEFAULT
                    .withTimes(NEVER, bodyIdleMillis, NEVER, NEVER)
                    .withUnsentBytes(MOST_UNSENT)));
  }

  private void ask(EchoServer server, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      RawConnection client = server.connect();
      clients.add(client);
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    }
  }

  @AfterEach
  void close() throws IOException {
    for (RawConnection client : clients) {
      client.close();
    }
  }

  @Test
  void othersWaitUntilEnoughIsTaken() throws IOException {
    int oneOnEachLoop = Runtime.getRuntime().availableProcessors();
    try (EchoServer server = server(NEVER)) {
      ask(server, 3 * oneOnEachLoop + 6);
      for (int taken = 0; taken < clients.size(); taken++) {
        assertThat(answered.get()).isLessThanOrEqualTo(taken + 1 + oneOnEachLoop);
        RawConnection client = awaitAnswered();
        assertThat(client.answer().body()).hasSize(LONG.length);
        assertThat(client.send("GET /fine HTTP/1.1\r\nHost: h\r\n\r\n")).isNotNull();
      }
      for (RawConnection client : clients) {
        assertThat(client.answer().status()).isEqualTo(200);
      }
    }
  }

  private final List<RawConnection> read = new ArrayList<>();

  /** A client that has been sent something, and has not read it. */
  private RawConnection awaitAnswered() {
    return Awaitility.await()
        .until(
            () -> {
              for (RawConnection client : clients) {
                if (!read.contains(client) && client.socket().getInputStream().available() > 0) {
                  read.add(client);
                  return client;
                }
              }
              return null;
            },
            client -> client != null);
  }

  /** A thirtieth of what is waited for otherwise: a fifth of a second here. */
  @Test
  void whoTakesNothingMakesRoom() throws IOException {
    try (EchoServer server = server(6_000)) {
      ask(server, 4);
      Awaitility.await().until(() -> answered.get() > 0);
      try (RawConnection other = server.connect()) {
        other.send("GET /fine HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(other.answer().status()).isEqualTo(200);
      }
    }
  }
}
