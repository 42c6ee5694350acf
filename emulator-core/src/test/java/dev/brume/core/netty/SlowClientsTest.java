package dev.brume.core.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.HttpLimits;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.testlog.ExpectsLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients that take their time. The limits are configured to be tiny; nothing but the server's own
 * action is waited for. Source: RFC 9110 15.5.9 (408), RFC 9112 9.5 (idle connections).
 */
@Timeout(120)
class SlowClientsTest {
  /** The limit under test, beside others that don't matter. */
  private static final long SOON = 100;

  private static final long NEVER = 600_000;

  private static FrontEndOptions times(long head, long bodyIdle, long idle, long linger) {
    return FrontEndOptions.defaults()
        .withLimits(HttpLimits.DEFAULT.withTimes(head, bodyIdle, idle, linger));
  }

  @Test
  void closesConnectionsWithoutRequests() throws IOException {
    try (EchoServer server = new EchoServer(EchoServer::echo, times(NEVER, NEVER, SOON, NEVER))) {
      try (RawConnection client = server.connect()) {
        assertThat(client.isAtEnd()).isTrue();
      }
      try (RawConnection client = server.connect()) {
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(200);
        assertThat(client.isAtEnd()).isTrue();
      }
    }
  }

  @Test
  void endsHeadersThatDoNotEnd() throws IOException {
    try (EchoServer server = new EchoServer(EchoServer::echo, times(SOON, NEVER, NEVER, NEVER));
        RawConnection client = server.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HT");
      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(client.answer().status()).isEqualTo(408);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void endsHeadersThatComeInDrops() throws IOException {
    try (EchoServer server = new EchoServer(EchoServer::echo, times(SOON, NEVER, NEVER, NEVER));
        RawConnection client = server.connect();
        RawConnection pace = server.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\nA: ");
      // Goes on for as long as the server lets it, a byte for each answer that another client gets.
      while (client.socket().getInputStream().available() == 0) {
        client.send("a");
        pace.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(pace.answer().status()).isEqualTo(200);
      }
      assertThat(client.answer().status()).isEqualTo(408);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void endsBodiesThatDoNotCome() throws IOException {
    try (EchoServer server = new EchoServer(EchoServer::echo, times(NEVER, SOON, NEVER, NEVER))) {
      for (String length : new String[] {"10", "100000"}) {
        try (RawConnection client = server.connect()) {
          client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\nabc");
          assertThat(client.answer().status()).isEqualTo(408);
          assertThat(client.isAtEnd()).isTrue();
        }
      }
    }
  }

  /** A byte for each answer that another client gets is too little, though it never stops. */
  @Test
  void endsBodiesThatComeInDrops() throws IOException {
    HttpLimits limits =
        HttpLimits.DEFAULT.withTimes(NEVER, NEVER, NEVER, NEVER).withBodyRate(1_000_000, SOON);
    try (EchoServer server =
        new EchoServer(EchoServer::echo, FrontEndOptions.defaults().withLimits(limits))) {
      for (String length : new String[] {"60000", "100000"}) {
        for (String method : new String[] {"PUT", "DELETE"}) {
          try (RawConnection client = server.connect();
              RawConnection pace = server.connect()) {
            client.send(
                method + " / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n");
            while (client.socket().getInputStream().available() == 0) {
              client.send("a");
              pace.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
              assertThat(pace.answer().status()).isEqualTo(200);
            }
            assertThat(client.answer().status()).isEqualTo(408);
            assertThat(client.isAtEnd()).isTrue();
          }
        }
      }
    }
  }

  /** Who is asked in vain for the rest of a body may say so in words of its own. */
  @Test
  void letsTheHandlerTellThatABodyDoesNotCome() throws IOException {
    try (EchoServer server =
        new EchoServer(
            request ->
                EchoServer.collect((RequestBody.Streamed) request.body())
                    .handle(
                        (bytes, failure) ->
                            EchoServer.text(failure.getCause() + "" + failure.getClass())),
            times(NEVER, SOON, NEVER, NEVER))) {
      for (String length : new String[] {"10", "100000"}) {
        try (RawConnection client = server.connect()) {
          client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\nabc");
          assertThat(client.answer().text()).contains("RequestTimeoutException");
          assertThat(client.isAtEnd()).isTrue();
        }
      }
    }
  }

  @Test
  @ExpectsLog(from = HttpFrontEnd.class, text = "3 connections are open, as many as there can be")
  void closesWhatIsIdleBeyondTheLimit() throws IOException {
    CompletableFuture<HttpResponse> response = new CompletableFuture<>();
    try (EchoServer server =
            new EchoServer(
                request -> request.path().equals("/wait") ? response : EchoServer.echo(request),
                FrontEndOptions.defaults()
                    .withIoThreads(1)
                    .withLimits(HttpLimits.DEFAULT.withConnections(3)));
        RawConnection idle = server.connect();
        RawConnection waiting = server.connect();
        RawConnection silent = server.connect()) {
      idle.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(idle.answer().status()).isEqualTo(200);
      waiting.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
      for (int i = 0; i < 2; i++) {
        try (RawConnection further = server.connect()) {
          further.send("GET /further HTTP/1.1\r\nHost: h\r\n\r\n");
          assertThat(further.answer().status()).isEqualTo(200);
        }
      }
      assertThat(server.frontEnd().connections()).isLessThanOrEqualTo(3);
      response.complete(EchoServer.text("at last"));
      assertThat(waiting.answer().text()).isEqualTo("at last");
    }
  }

  @Test
  void letsRequestsWaitForTheirAnswerAsLongAsItTakes() throws Exception {
    CountDownLatch outlived = new CountDownLatch(1);
    CompletableFuture<HttpResponse> response = new CompletableFuture<>();
    try (EchoServer server =
            new EchoServer(
                request -> request.path().equals("/wait") ? response : EchoServer.echo(request),
                times(SOON, SOON, SOON, SOON).withIoThreads(1));
        RawConnection client = server.connect();
        RawConnection idle = server.connect()) {
      client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
      idle.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(idle.answer().status()).isEqualTo(200);
      // The idle connection reaches its limit on the same clock, after the waiting one would have.
      assertThat(idle.isAtEnd()).isTrue();
      outlived.countDown();
      response.complete(EchoServer.text("at last"));
      assertThat(client.answer().text()).isEqualTo("at last");
    }
  }

  @Test
  void letsHandlersTakeTheirTimeOverABody() throws Exception {
    CompletableFuture<RequestBody.Streamed> body = new CompletableFuture<>();
    CompletableFuture<HttpResponse> response = new CompletableFuture<>();
    try (EchoServer server =
            new EchoServer(
                request -> {
                  if (request.body() instanceof RequestBody.Streamed streamed) {
                    body.complete(streamed);
                    return response;
                  }
                  return EchoServer.echo(request);
                },
                times(SOON, SOON, SOON, SOON).withIoThreads(1));
        RawConnection client = server.connect();
        RawConnection idle = server.connect()) {
      client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n");
      client.send(new byte[100_000]);
      RequestBody.Streamed streamed = body.get();
      idle.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(idle.answer().status()).isEqualTo(200);
      assertThat(idle.isAtEnd()).isTrue();
      EchoServer.collect(streamed)
          .thenAccept(bytes -> response.complete(EchoServer.text("got " + bytes.length)));
      assertThat(client.answer().text()).isEqualTo("got 100000");
    }
  }

  @Test
  void dropsClientsThatDoNotTakeTheirAnswer() throws Exception {
    try (EchoServer server =
            new EchoServer(
                request ->
                    CompletableFuture.completedFuture(EchoServer.text("a".repeat(50_000_000))),
                times(NEVER, SOON, NEVER, NEVER));
        RawConnection client = server.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      while (server.frontEnd().connections() > 0) {
        Thread.onSpinWait();
      }
      assertThat(server.frontEnd().connections()).isZero();
    }
  }

  @Test
  @ExpectsLog(from = HttpFrontEnd.class, text = "2 connections are open, as many as there can be")
  void makesConnectionsWaitBeyondTheLimit() throws IOException {
    try (EchoServer server =
        new EchoServer(
            EchoServer::echo,
            FrontEndOptions.defaults().withLimits(HttpLimits.DEFAULT.withConnections(2)))) {
      List<RawConnection> clients = new ArrayList<>();
      try {
        for (int i = 0; i < 60; i++) {
          clients.add(server.connect().send("GET /" + i + " HTTP/1.1\r\nHost: h\r\n\r\n"));
        }
        for (int i = 0; i < 60; i++) {
          assertThat(clients.get(i).answer().text()).isEqualTo("GET /" + i + " null\n");
          // Two, and what one turn of the accepting loop takes.
          assertThat(server.frontEnd().connections()).isLessThanOrEqualTo(2 + 16);
          clients.get(i).close();
        }
      } finally {
        for (RawConnection client : clients) {
          client.close();
        }
      }
    }
  }
}
