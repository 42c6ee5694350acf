package dev.brume.server.clients.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.Brume;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Annotations last as their objects do. The AWS SDK for Java does not know them in the version that
 * the tests use, so requests are written by hand.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-overview.html">Annotating
 *     your objects</a>
 */
class AnnotationsTest {
  private static final String SMALL = "?annotation&annotationName=small";
  private static final String BIG = "?annotation&annotationName=big";

  /** Too much for the heap. */
  private static final String MUCH = "x".repeat(300_000);

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path directory;

  private HttpResponse<String> send(Brume brume, String method, String target, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(brume.endpoint().resolve(target))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=111122223333/20250101/us-east-1/s3/aws4_request,"
                    + " SignedHeaders=host, Signature=0")
            .header("X-Amz-Date", "20250101T000000Z")
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return response;
  }

  @Test
  void areThereAfterARestart() throws Exception {
    try (Brume brume = Brume.builder().data(directory.resolve("data")).port(0).start()) {
      send(brume, "PUT", "/bucket", "");
      send(brume, "PUT", "/bucket/key", "object");
      send(brume, "PUT", "/bucket/key" + SMALL, "note");
      send(brume, "PUT", "/bucket/key" + BIG, MUCH);
    }
    try (Brume brume = Brume.builder().data(directory.resolve("data")).port(0).start()) {
      assertThat(send(brume, "GET", "/bucket/key" + SMALL, null).body()).isEqualTo("note");
      assertThat(send(brume, "GET", "/bucket/key" + BIG, null).body()).isEqualTo(MUCH);
      send(brume, "DELETE", "/bucket/key" + SMALL, null);
      assertThat(send(brume, "GET", "/bucket/key?annotation", null).body())
          .contains("<AnnotationName>big</AnnotationName>")
          .doesNotContain("small");
    }
  }
}
