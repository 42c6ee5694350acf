package dev.brume.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.gateway.Gateway;
import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import dev.brume.testlog.ExpectsLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Objects whose bytes have changed on the disk. Source of truth: docs/robustness.md of this
 * project, for the answer <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: Error
 * responses</a> (InternalError).
 */
final class DamagedBodiesTest {
  private static final int SHORT = 100_000;
  private static final int LONG = 3_000_000;

  @TempDir private Path directory;

  private Brume start(Map<String, String> variables) {
    return Brume.builder()
        .configuration(Configuration.of(variables, "127.0.0.1"))
        .port(0)
        .data(directory)
        .start();
  }

  private static HttpResponse<String> get(URI endpoint, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private void keep(int length) throws Exception {
    try (Brume brume = start(Map.of());
        ObjectCalls calls = new ObjectCalls(brume.endpoint())) {
      calls.put("/kept", new byte[0]);
      calls.put("/kept/whole", ObjectCalls.contents(1, length + 1));
      calls.put("/kept/damaged", ObjectCalls.contents(2, length));
    }
    try (Stream<Path> found = Files.walk(directory.resolve("bodies"))) {
      damage(found.filter(file -> file.toFile().length() == length).findFirst().orElseThrow());
    }
  }

  private static void damage(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(bytes.length() / 2);
      int former = bytes.read();
      bytes.seek(bytes.length() / 2);
      bytes.write(former ^ 0x10);
    }
  }

  private static void isInternalError(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .contains(
            "<Code>InternalError</Code>",
            "<Message>We encountered an internal error. Please try again.</Message>");
  }

  @Test
  @ExpectsLog(from = Gateway.class, text = "is damaged: its bytes are not those that were written")
  void shortOnesAreNeverSent() throws Exception {
    keep(SHORT);
    try (Brume brume = start(Map.of());
        ObjectCalls calls = new ObjectCalls(brume.endpoint())) {
      isInternalError(get(brume.endpoint(), "/kept/damaged"));
      assertThat(ObjectCalls.numberOf(calls.get("/kept/whole"))).isEqualTo(1);
    }
  }

  @Test
  @ExpectsLog(from = Gateway.class, text = "is damaged: its bytes are not those that were written")
  void longOnesAreNotSentAsAWholeWhereThatIsWanted() throws Exception {
    keep(LONG);
    try (Brume brume = start(Map.of("BRUME_VERIFY_BODIES", "1"));
        ObjectCalls calls = new ObjectCalls(brume.endpoint())) {
      isInternalError(get(brume.endpoint(), "/kept/damaged"));
      assertThat(ObjectCalls.numberOf(calls.get("/kept/whole"))).isEqualTo(1);
      assertThat(get(brume.endpoint(), "/kept/damaged", "Range", "bytes=0-9").statusCode())
          .isEqualTo(206);
    }
  }
}
