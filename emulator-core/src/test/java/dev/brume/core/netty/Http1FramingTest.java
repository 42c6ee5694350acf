package dev.brume.core.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.netty.RawConnection.Answer;
import dev.brume.testlog.ExpectsLog;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How HTTP/1 messages are taken apart and put together. Source: RFC 9112. */
@Timeout(120)
class Http1FramingTest {
  private static EchoServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new EchoServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answersRequestsOfOneConnectionOneAfterTheOther() throws IOException {
    try (RawConnection client = server.connect()) {
      for (int i = 0; i < 3; i++) {
        client.send("GET /a%20b/c?x=" + i + "&y HTTP/1.1\r\nHost: h\r\n\r\n");
        Answer answer = client.answer();
        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(answer.text()).isEqualTo("GET /a%20b/c x=" + i + "&y\n");
        assertThat(answer.headers().contains("Connection")).isFalse();
        assertThat(answer.headers().all("Date")).containsExactly("Thu, 29 Feb 2024 12:34:56 GMT");
        assertThat(answer.headers().all("Content-Length")).hasSize(1);
      }
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws IOException {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      requests.append("POST /" + i + " HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
    }
    try (RawConnection client = server.connect()) {
      client.send(requests.toString());
      for (int i = 0; i < 2_000; i++) {
        assertThat(client.answer().text()).isEqualTo("POST /" + i + " null\nabc");
      }
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrderWhenTheAnswersComeInAnother() throws IOException {
    CompletableFuture<HttpResponse> first = new CompletableFuture<>();
    try (EchoServer late =
            new EchoServer(
                request -> request.path().equals("/first") ? first : EchoServer.echo(request));
        RawConnection client = late.connect()) {
      client.send(
          "GET /first HTTP/1.1\r\nHost: h\r\n\r\nGET /second HTTP/1.1\r\nHost: h\r\n\r\n"
              + "POST /third HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      try (RawConnection other = late.connect()) {
        other.send("GET /other HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(other.answer().text()).isEqualTo("GET /other null\n");
      }
      first.complete(EchoServer.text("at last"));
      assertThat(client.answer().text()).isEqualTo("at last");
      assertThat(client.answer().text()).isEqualTo("GET /second null\n");
      client.send("3\r\nxyz\r\n0\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("POST /third null\nxyz");
    }
  }

  @Test
  void takesRequestsThatComeByteByByte() throws IOException {
    try (RawConnection client = server.connect()) {
      client.trickle("PUT /k?v HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
      assertThat(client.answer().text()).isEqualTo("PUT /k v\nhello");
      client.trickle(
          "PUT /k HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "3;name=value\r\nhel\r\n2\r\nlo\r\n0\r\nX-Trailer: t\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("PUT /k null\nhello");
    }
  }

  @Test
  void takesTwoRequestsCutAtEveryPlace() throws IOException {
    String requests =
        "POST /1 HTTP/1.1\r\n"
            + "Host: h\r\n"
            + "Content-Length: 2\r\n\r\n"
            + "abPOST /2 HTTP/1.1\r\n"
            + "Host: h\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "2\r\n"
            + "cd\r\n"
            + "0\r\n\r\n";
    try (RawConnection client = server.connect()) {
      for (int cut = 1; cut < requests.length(); cut++) {
        client.send(requests.substring(0, cut));
        client.send(requests.substring(cut));
        assertThat(client.answer().text()).as("cut at %d", cut).isEqualTo("POST /1 null\nab");
        assertThat(client.answer().text()).as("cut at %d", cut).isEqualTo("POST /2 null\ncd");
      }
    }
  }

  @Test
  void streamsBodiesBeyondTheWholeSize() throws IOException {
    byte[] body = new byte[3_000_000];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) ('a' + i % 26);
    }
    try (RawConnection client = server.connect()) {
      client.send("PUT /big HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length + "\r\n\r\n");
      client.send(body);
      byte[] echoed = client.answer().body();
      assertThat(echoed).hasSize(body.length + "PUT /big null\n".length()).endsWith(body);
    }
  }

  @Test
  void answersHeadWithLengthButWithoutBody() throws IOException {
    try (RawConnection client = server.connect()) {
      client.send("HEAD /x HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.answer(false).headers().first("Content-Length")).isEqualTo("13");
      client.send("GET /y HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("GET /y null\n");
    }
  }

  @Test
  void sendsTheLengthThatTheHandlerGivesForHead() throws IOException {
    Headers headers = new Headers().add("Content-Length", "12345");
    try (EchoServer objects =
            new EchoServer(
                request ->
                    CompletableFuture.completedFuture(HttpResponse.of(200, headers, new byte[0])));
        RawConnection client = objects.connect()) {
      client.send("HEAD /x HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.answer(false).headers().all("Content-Length")).containsExactly("12345");
    }
  }

  @Test
  void closesAfterARequestOfHttp10() throws IOException {
    try (RawConnection client = server.connect()) {
      client.send("GET /x HTTP/1.0\r\n\r\n");
      Answer answer = client.answer();
      assertThat(answer.text()).isEqualTo("GET /x null\n");
      assertThat(answer.headers().first("Connection")).isEqualTo("close");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void keepsAConnectionOfHttp10OpenWhenAsked() throws IOException {
    try (RawConnection client = server.connect()) {
      for (int i = 0; i < 2; i++) {
        client.send("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(client.answer().headers().first("Connection")).isEqualTo("keep-alive");
      }
    }
  }

  @Test
  void closesWhenTheClientSaysSo() throws IOException {
    try (RawConnection client = server.connect()) {
      client.send("GET /x HTTP/1.1\r\nHost: h\r\nConnection: foo, Close\r\n\r\n");
      assertThat(client.answer().headers().first("Connection")).isEqualTo("close");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void takesAbsoluteTargets() throws IOException {
    try (EchoServer hosts =
            new EchoServer(
                request ->
                    CompletableFuture.completedFuture(
                        EchoServer.text(request.header("Host") + " " + request.path())));
        RawConnection client = hosts.connect()) {
      client.send("GET http://sqs.localhost:4566/q HTTP/1.1\r\nHost: other\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("sqs.localhost:4566 /q");
      client.send("GET https://sqs.localhost HTTP/1.1\r\nHost: other\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("sqs.localhost /");
    }
  }

  @Test
  void readsRawBytesOfAPathAsPercentEncoded() throws IOException {
    try (RawConnection client = server.connect()) {
      client.send("GET /caf\u00c3\u00a9 HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("GET /caf%C3%A9 null\n");
    }
  }

  @Test
  void overlooksEmptyLinesBeforeARequest() throws IOException {
    try (RawConnection client = server.connect()) {
      client.send(
          "\r\n\r\nGET /x HTTP/1.1\r\nHost: h\r\n\r\n\r\nGET /y HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("GET /x null\n");
      assertThat(client.answer().text()).isEqualTo("GET /y null\n");
    }
  }

  @Test
  @ExpectsLog(from = HttpFrontEnd.class, text = "with the invalid name 'Bad Name'")
  void keepsAValueFromBreakingOutOfItsLine() throws IOException {
    Headers headers =
        new Headers()
            .add("X-Split", "a\r\nSet-Cookie: b\u0000\u007f")
            .add("X-Wide", "\u010a\u20ac")
            .add("Bad Name", "c")
            .add("Transfer-Encoding", "chunked");
    try (EchoServer evil =
            new EchoServer(
                request ->
                    CompletableFuture.completedFuture(HttpResponse.of(200, headers, new byte[0])));
        RawConnection client = evil.connect()) {
      client.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\n");
      Answer answer = client.answer();
      assertThat(answer.headers().first("X-Split")).isEqualTo("a  Set-Cookie: b  ");
      assertThat(answer.headers().first("X-Wide")).isEqualTo("\u00c4\u008a\u00e2\u0082\u00ac");
      assertThat(answer.headers().size()).isEqualTo(4);
    }
  }

  @Test
  @ExpectsLog(from = HttpFrontEnd.class, text = "a bug made on purpose")
  @ExpectsLog(from = HttpFrontEnd.class, text = "another bug made on purpose")
  void answersABugOfTheHandlerWith500() throws IOException {
    try (EchoServer broken =
            new EchoServer(
                request -> {
                  if (request.path().equals("/throws")) {
                    throw new IllegalStateException("a bug made on purpose");
                  }
                  return CompletableFuture.failedFuture(
                      new IllegalStateException("another bug made on purpose"));
                });
        RawConnection client = broken.connect()) {
      client.send("GET /throws HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.answer().statusLine()).isEqualTo("HTTP/1.1 500 Internal Server Error");
      client.send("GET /fails HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(500);
    }
  }

  @Test
  @ExpectsLog(from = HttpFrontEnd.class, text = "no HTTP status: 10")
  void closesWhereAResponseIsNone() throws IOException {
    try (EchoServer broken =
        new EchoServer(
            request ->
                CompletableFuture.supplyAsync(
                    () -> HttpResponse.of(request.path().length(), new Headers(), new byte[0])))) {
      try (RawConnection client = broken.connect()) {
        client.send("GET /no-status HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.isAtEnd()).isTrue();
      }
      try (RawConnection client = broken.connect()) {
        client.send("GET /" + "a".repeat(203) + " HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(204);
      }
    }
  }
}
