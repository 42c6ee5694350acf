package dev.brume.core.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.netty.RawConnection.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * What is no valid HTTP, could be read in two ways, or is too big: a bare status, then the end of
 * the connection, and nothing that follows is taken for a request. Source: RFC 9112 (sections 2.2,
 * 3, 5, 6, 7, 11), RFC 9110 15.5. The size limits are those of AWS's Application Load Balancer; the
 * statuses are those of the RFCs.
 */
@Timeout(120)
class RefusedRequestsTest {
  private static final AtomicInteger HANDLED = new AtomicInteger();
  private static EchoServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        new EchoServer(
            request -> {
              if (request.path().equals("/smuggled")) {
                HANDLED.incrementAndGet();
              }
              return EchoServer.echo(request);
            });
  }

  @AfterAll
  static void stop() {
    server.close();
    assertThat(HANDLED).as("requests hidden in a refused one").hasValue(0);
  }

  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

  private static final Map<String, String> MALFORMED =
      Map.ofEntries(
          Map.entry("no version", "GET /\r\nHost: h\r\n\r\n"),
          Map.entry("no target", "GET HTTP/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("words", "hello world, how are you\r\n\r\n"),
          Map.entry("binary", "\u0001\u0002\u0003\u0004\r\n\r\n"),
          Map.entry("blank in target", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("two blanks", "GET  / HTTP/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("tab", "GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("blank at end", "GET / HTTP/1.1 \r\nHost: h\r\n\r\n"),
          Map.entry("control in target", "GET /\u0001 HTTP/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("fragment", "GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("relative target", "GET a HTTP/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("authority form", "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("asterisk form", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("other scheme", "GET ftp://h/a HTTP/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("method no token", "G(T / HTTP/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("lower case http", "GET / http/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("no host", "GET / HTTP/1.1\r\n\r\n"),
          Map.entry("two hosts", "GET / HTTP/1.1\r\nHost: h\r\nHost: i\r\n\r\n"),
          Map.entry("blank in host", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
          Map.entry("path in host", "GET / HTTP/1.1\r\nHost: localhost/a\r\n\r\n"),
          Map.entry("fragment in host", "GET / HTTP/1.1\r\nHost: localhost#a\r\n\r\n"),
          Map.entry("user in host", "GET / HTTP/1.1\r\nHost: a@localhost\r\n\r\n"),
          Map.entry("user in target", "GET http://a:b@h/ HTTP/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("two ports", "GET / HTTP/1.1\r\nHost: h:80:81\r\n\r\n"),
          Map.entry("port too big", "GET / HTTP/1.1\r\nHost: h:99999\r\n\r\n"),
          Map.entry("port no number", "GET / HTTP/1.1\r\nHost: h:http\r\n\r\n"),
          Map.entry("open bracket in host", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"),
          Map.entry("empty brackets in host", "GET / HTTP/1.1\r\nHost: []\r\n\r\n"),
          Map.entry("host not of ASCII", "GET / HTTP/1.1\r\nHost: h\u00fc\r\n\r\n"),
          Map.entry("line without colon", "GET / HTTP/1.1\r\nHost: h\r\nabc\r\n\r\n"),
          Map.entry("empty name", "GET / HTTP/1.1\r\nHost: h\r\n: v\r\n\r\n"),
          Map.entry("space before colon", "GET / HTTP/1.1\r\nHost: h\r\nA : v\r\n\r\n"),
          Map.entry("tab before colon", "GET / HTTP/1.1\r\nHost: h\r\nA\t: v\r\n\r\n"),
          Map.entry("name no token", "GET / HTTP/1.1\r\nHost: h\r\nA(b): v\r\n\r\n"),
          Map.entry("folded line", "GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n c\r\n\r\n"),
          Map.entry("folded by tab", "GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n\tc\r\n\r\n"),
          Map.entry("blank first line", "GET / HTTP/1.1\r\n Host: h\r\n\r\n"),
          Map.entry("nul in value", "GET / HTTP/1.1\r\nHost: h\r\nA: b\u0000c\r\n\r\n"),
          Map.entry("bare line feed", "GET / HTTP/1.1\nHost: h\n\n"),
          Map.entry("bare line feed in headers", "GET / HTTP/1.1\r\nHost: h\nA: b\r\n\r\n"),
          Map.entry("bare return in value", "GET / HTTP/1.1\r\nHost: h\r\nA: b\rC: d\r\n\r\n"),
          Map.entry("bare return in line", "GET /\r HTTP/1.1\r\nHost: h\r\n\r\n"),
          Map.entry("length and chunks", post("Content-Length: 4", "Transfer-Encoding: chunked")),
          Map.entry("chunks and length", post("Transfer-Encoding: chunked", "Content-Length: 4")),
          Map.entry("two lengths", post("Content-Length: 4", "Content-Length: 5")),
          Map.entry("length twice", post("Content-Length: 4", "Content-Length: 4")),
          Map.entry("list of lengths", post("Content-Length: 4, 5")),
          Map.entry("negative length", post("Content-Length: -1")),
          Map.entry("signed length", post("Content-Length: +4")),
          Map.entry("hexadecimal length", post("Content-Length: 0x4")),
          Map.entry("empty length", post("Content-Length:")),
          Map.entry("huge length", post("Content-Length: 99999999999999999999")),
          Map.entry("chunked not last", post("Transfer-Encoding: chunked, identity")),
          Map.entry("chunked twice", post("Transfer-Encoding: chunked, chunked")),
          Map.entry("unknown coding", post("Transfer-Encoding: xchunked")),
          Map.entry("quoted coding", post("Transfer-Encoding: \"chunked\"")),
          Map.entry(
              "chunks in HTTP/1.0",
              "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
          Map.entry("chunk size no number", chunked("xyz\r\nabc\r\n0\r\n\r\n")),
          Map.entry("chunk size empty", chunked("\r\nabc\r\n0\r\n\r\n")),
          Map.entry("chunk size negative", chunked("-3\r\nabc\r\n0\r\n\r\n")),
          Map.entry("chunk size hexadecimal mark", chunked("0x3\r\nabc\r\n0\r\n\r\n")),
          Map.entry("chunk size with blank", chunked("3 \r\nabc\r\n0\r\n\r\n")),
          Map.entry("chunk size too big", chunked("ffffffffffffffff\r\nabc\r\n0\r\n\r\n")),
          Map.entry("chunk longer than size", chunked("3\r\nabcd\r\n0\r\n\r\n")),
          Map.entry("chunk without line end", chunked("3\r\nabc0\r\n\r\n")),
          Map.entry("chunk size with bare line feed", chunked("3\nabc\r\n0\r\n\r\n")),
          Map.entry("chunk extension with bare line feed", chunked("3;a=\nb\r\nabc\r\n0\r\n\r\n")),
          Map.entry("trailer without colon", chunked("3\r\nabc\r\n0\r\ntrailer\r\n\r\n")));

  private static String post(String... fields) {
    return "POST / HTTP/1.1\r\nHost: h\r\n" + String.join("\r\n", fields) + "\r\n\r\n0\r\n\r\n";
  }

  private static String chunked(String body) {
    return "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
  }

  @TestFactory
  Stream<DynamicTest> answersMalformedRequestsWith400() {
    return MALFORMED.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> assertRefused(entry.getValue(), 400)));
  }

  private static void assertRefused(String request, int status) throws IOException {
    try (RawConnection client = server.connect()) {
      client.send(request + SMUGGLED);
      Answer answer = client.answer();
      assertThat(answer.status()).as(request).isEqualTo(status);
      assertThat(answer.headers().first("Connection")).isEqualTo("close");
      assertThat(client.isAtEnd()).isTrue();
    }
    try (RawConnection client = server.connect()) {
      client.trickle(request);
      assertThat(client.answer().status()).as("byte by byte").isEqualTo(status);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void takesEveryFormOfHost() throws IOException {
    for (String host :
        new String[] {
          "", "h", "h:", "h:4566", "my_bucket.s3.h", "[::1]", "[::1]:4566", "127.0.0.1:1"
        }) {
      try (RawConnection client = server.connect()) {
        client.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        assertThat(client.answer().status()).as(host).isEqualTo(200);
      }
    }
  }

  @Test
  void answersOtherVersionsWith505() throws IOException {
    assertRefused("GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505);
    assertRefused("GET / HTTP/1.2\r\nHost: h\r\n\r\n", 505);
    assertRefused("GET / HTTP/0.9\r\nHost: h\r\n\r\n", 505);
  }

  @Test
  void answersUnknownCodingsAndExpectations() throws IOException {
    assertRefused(post("Transfer-Encoding: gzip, chunked"), 501);
    assertRefused("GET / HTTP/1.1\r\nHost: h\r\nExpect: the unexpected\r\n\r\n", 417);
  }

  @Test
  void limitsTheRequestLine() throws IOException {
    String longest = "a".repeat(16 * 1024 - "GET / HTTP/1.1".length());
    try (RawConnection client = server.connect()) {
      client.send("GET /" + longest + " HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("GET /" + longest + " null\n");
    }
    assertTooLong("GET /" + longest + "a HTTP/1.1\r\nHost: h\r\n\r\n", 414);
    assertTooLong("GET /" + "a".repeat(5_000_000), 414);
  }

  @Test
  void limitsTheHeaders() throws IOException {
    String head = "GET / HTTP/1.1\r\nHost: h\r\nA: ";
    String longest = "v".repeat(64 * 1024 - "Host: hA: ".length());
    try (RawConnection client = server.connect()) {
      client.send(head + longest + "\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(200);
    }
    assertTooLong(head + longest + "v\r\n\r\n", 431);
    assertTooLong(head + "v".repeat(5_000_000), 431);
  }

  @Test
  void limitsTheNumberOfHeaders() throws IOException {
    String head = "GET / HTTP/1.1\r\nHost: h\r\n";
    try (RawConnection client = server.connect()) {
      client.send(head + "A: b\r\n".repeat(255) + "\r\n");
      assertThat(client.answer().status()).isEqualTo(200);
    }
    assertTooLong(head + "A: b\r\n".repeat(256) + "\r\n", 431);
  }

  @Test
  void limitsTheLineOfAChunk() throws IOException {
    assertTooLong(chunked("3;" + "a".repeat(5_000_000)), 400);
  }

  @Test
  void limitsTrailers() throws IOException {
    assertTooLong(chunked("0\r\nA: " + "v".repeat(70_000) + "\r\n\r\n"), 400);
  }

  private static void assertTooLong(String request, int status) throws IOException {
    try (RawConnection client = server.connect()) {
      try {
        client.send(request);
      } catch (IOException e) {
        // The server may have had enough before all was sent; its answer is there all the same.
      }
      assertThat(client.answer().status()).isEqualTo(status);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void answersWhatCameBeforeAMalformedRequest() throws IOException {
    try (RawConnection client = server.connect()) {
      client.send(
          "GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost : h\r\n\r\n" + SMUGGLED);
      assertThat(client.answer().text()).isEqualTo("GET /a null\n");
      assertThat(client.answer().status()).isEqualTo(400);
      assertThat(client.isAtEnd()).isTrue();
    }
  }
}
