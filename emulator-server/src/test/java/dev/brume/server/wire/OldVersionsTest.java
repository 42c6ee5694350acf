package dev.brume.server.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.RequestBody;
import dev.brume.server.Brume;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/**
 * A key of very many versions, of which as many are deleted as one request takes: the oldest, which
 * once took seconds. Nobody else waits for it: what is done for a request keeps its event loop and
 * its section of the store no longer than this. Source of truth: ARCHITECTURE.md, "What holds"; <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>.
 */
class OldVersionsTest {
  /** CPU time of the longest step; the former way took 5.7 seconds. */
  private static final Duration LIMIT = Duration.ofMillis(250);

  private static final int VERSIONS = 100_000;
  private static final int DELETED = 1_000;

  private static dev.brume.core.http.HttpResponse put(Brume brume, String path, String query) {
    byte[] body =
        query == null
            ? new byte[0]
            : "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
                .getBytes(UTF_8);
    return brume
        .handle(
            new dev.brume.core.http.HttpRequest(
                "PUT",
                path,
                query,
                new Headers()
                    .add("Host", "localhost")
                    .add("Content-Length", Integer.toString(body.length)),
                new RequestBody.Whole(body),
                ClientConnection.INTERNAL))
        .toCompletableFuture()
        .join();
  }

  @Test
  void aThousandOfTheOldestKeepNobodyWaiting() throws Exception {
    Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
    try (Brume brume =
            Brume.builder()
                .watchLoops(LIMIT)
                .onFailure((requestId, request, failure) -> bugs.add(failure))
                .start();
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(put(brume, "/many", null).status()).isEqualTo(200);
      assertThat(put(brume, "/many", "versioning").status()).isEqualTo(200);
      List<String> oldest = new ArrayList<>();
      for (int i = 0; i < VERSIONS; i++) {
        String id = put(brume, "/many/key", null).headers().first("x-amz-version-id");
        if (i < DELETED) {
          oldest.add(id);
        }
      }
      client.send(
          HttpRequest.newBuilder(brume.endpoint().resolve("/many/key")).build(),
          BodyHandlers.discarding());
      bugs.clear(); // The first request loads classes.

      StringBuilder document = new StringBuilder("<Delete>");
      oldest.forEach(
          id ->
              document
                  .append("<Object><Key>key</Key><VersionId>")
                  .append(id)
                  .append("</VersionId></Object>"));
      byte[] body = document.append("</Delete>").toString().getBytes(UTF_8);
      String digest =
          Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
      String answer =
          client
              .send(
                  HttpRequest.newBuilder(brume.endpoint().resolve("/many?delete"))
                      .header("Content-MD5", digest)
                      .POST(BodyPublishers.ofByteArray(body))
                      .build(),
                  BodyHandlers.ofString())
              .body();

      assertThat(answer.split("<Deleted>", -1)).hasSize(DELETED + 1);
      assertThat(bugs).isEmpty();
    }
  }
}
