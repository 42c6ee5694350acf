package dev.brume.server.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.Brume;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An import that is no state file is refused by its first bytes. Source of truth: docs/admin.md of
 * this project; for the beginning of a file <a
 * href="https://www.sqlite.org/fileformat2.html">SQLite: database file format</a>.
 */
@Timeout(60)
class ForeignImportTest {
  private final Brume brume = Brume.builder().start();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    http.close();
    brume.close();
  }

  /** Sends the head of a request for {@code announced} bytes and no more than {@code sent}. */
  private String answerTo(long announced, byte[] sent) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", brume.endpoint().getPort())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "PUT /_brume/state HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
              + announced
              + "\r\n\r\n";
      out.write(head.getBytes(US_ASCII));
      out.write(sent);
      out.flush();
      byte[] answer = new byte[2_000];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, length, US_ASCII);
    }
  }

  /** What is announced never comes: the answer does not wait for it. */
  @ParameterizedTest
  @ValueSource(strings = {"a letter to my aunt", "SQLite format 3\0", "PK\3\4"})
  void gigabytesOfSomethingElseAreNotReceived(String beginning) throws IOException {
    byte[] sent = ByteBuffer.allocate(72).put(beginning.getBytes(US_ASCII)).array();

    assertThat(answerTo(50_000_000_000L, sent))
        .startsWith("HTTP/1.1 400 Bad Request")
        .contains("Connection: close")
        .contains("This is no state file");
  }

  /** A state file says how long it is: what is more than that is refused, and not received. */
  @Test
  void whatIsLongerThanItSaysIsRefused() throws Exception {
    byte[] whole =
        http.send(
                HttpRequest.newBuilder(brume.endpoint().resolve("/_brume/state")).build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body();

    assertThat(answerTo(50_000_000_000L, Arrays.copyOf(whole, 72)))
        .startsWith("HTTP/1.1 400 Bad Request")
        .contains("The file is longer than it says: " + whole.length + " bytes");
    assertThat(assertNamesNoFile(Arrays.copyOf(whole, whole.length + 1))).contains("longer");
    assertThat(assertNamesNoFile(whole)).isEqualTo("{}");
  }

  /** RFC 9110, 14.5: what does not support partial PUT refuses it. */
  @Test
  void aPartIsRefused() throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(brume.endpoint().resolve("/_brume/state"))
                .header("Content-Range", "bytes 0-99/200")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[100]))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("A part of a state can't be replaced");
  }

  @Test
  void whatIsShorterThanTheBeginningIsRefusedToo() throws IOException {
    assertThat(answerTo(3, "abc".getBytes(US_ASCII)))
        .startsWith("HTTP/1.1 400 Bad Request")
        .contains("This is no state file");
    assertThat(answerTo(0, new byte[0])).startsWith("HTTP/1.1 400 Bad Request");
  }

  /**
   * Damaged here and there, of a newer version, cut: whoever sent it knows no other name for it.
   */
  @Test
  void noAnswerNamesAFileOfTheServer() throws Exception {
    byte[] whole =
        http.send(
                HttpRequest.newBuilder(brume.endpoint().resolve("/_brume/state")).build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body();
    for (int at = 0; at < whole.length; at += 61) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x55;
      assertNamesNoFile(damaged);
      assertNamesNoFile(Arrays.copyOf(whole, at));
    }
    byte[] newer = whole.clone();
    newer[63] = 99;
    assertThat(assertNamesNoFile(newer)).contains("needs a newer version");
  }

  private String assertNamesNoFile(byte[] state) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(brume.endpoint().resolve("/_brume/state"))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(state))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isIn(200, 400, 409);
    assertThat(answer.body()).doesNotContain(System.getProperty("java.io.tmpdir"));
    return answer.body();
  }

  @Test
  void whatOtherPathsTakeIsBounded() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", brume.endpoint().getPort())) {
      socket
          .getOutputStream()
          .write(
              "PUT /_brume/requests/settings HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n"
                  .getBytes(US_ASCII));
      byte[] answer = new byte[2_000];
      int length = socket.getInputStream().read(answer);
      assertThat(new String(answer, 0, length, US_ASCII))
          .startsWith("HTTP/1.1 413 ")
          .contains("{\"error\": \"The request is larger than the limit of 16777216 bytes.\"}");
    }
  }
}
