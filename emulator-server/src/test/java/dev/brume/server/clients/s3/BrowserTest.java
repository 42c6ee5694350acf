package dev.brume.server.clients.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.clients.wire.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * What those do who have no SDK but an address: presigned requests, pages of other origins,
 * websites.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html">Presigned
 *     URLs</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">CORS</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html">Hosting
 *     a static website</a>
 */
class BrowserTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final S3Account account = S3Account.fresh();
  private final String bucket = account.createBucket("browser");

  @AfterAll
  static void close() {
    HTTP.close();
  }

  private static HttpResponse<String> call(String method, URL url, String body, String... headers)
      throws IOException, InterruptedException, URISyntaxException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.toURI()).method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void presignedRequestsNeedNoSdk() throws Exception {
    try (S3Presigner presigner = account.presigner()) {
      for (String key : S3Account.ODD_KEYS) {
        URL put =
            presigner
                .presignPutObject(
                    p ->
                        p.signatureDuration(TEN_MINUTES)
                            .putObjectRequest(o -> o.bucket(bucket).key(key)))
                .url();
        URL get =
            presigner
                .presignGetObject(
                    p ->
                        p.signatureDuration(TEN_MINUTES)
                            .getObjectRequest(
                                o -> o.bucket(bucket).key(key).responseContentType("text/x")))
                .url();
        URL delete =
            presigner
                .presignDeleteObject(
                    p ->
                        p.signatureDuration(TEN_MINUTES)
                            .deleteObjectRequest(o -> o.bucket(bucket).key(key)))
                .url();

        assertThat(call("PUT", put, "text of " + key).statusCode()).isEqualTo(200);
        assertThat(account.read(bucket, key)).isEqualTo("text of " + key);
        HttpResponse<String> got = call("GET", get, "");
        assertThat(got.body()).isEqualTo("text of " + key);
        assertThat(got.headers().firstValue("Content-Type")).hasValue("text/x");
        assertThat(call("DELETE", delete, "").statusCode()).isEqualTo(204);
        assertThat(call("GET", get, "").body()).contains("<Code>NoSuchKey</Code>");
      }
    }
    assertThat(account.s3.listObjectsV2(l -> l.bucket(bucket)).keyCount()).isZero();
  }

  @Test
  void pagesOfAllowedOriginsMayCall() throws Exception {
    account.put(bucket, "key", "text");
    URL url = account.endpoint.resolve("/" + bucket + "/key").toURL();
    String[] preflight = {
      "Origin", "https://app.example.com",
      "Access-Control-Request-Method", "PUT",
      "Access-Control-Request-Headers", "x-amz-meta-a"
    };
    CORSRule rule =
        CORSRule.builder()
            .allowedOrigins("https://*.example.com")
            .allowedMethods("GET", "PUT")
            .allowedHeaders("x-amz-*")
            .exposeHeaders("ETag")
            .maxAgeSeconds(60)
            .build();
    account.s3.putBucketCors(p -> p.bucket(bucket).corsConfiguration(c -> c.corsRules(rule)));

    HttpResponse<String> allowed = call("OPTIONS", url, "", preflight);
    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://app.example.com");
    assertThat(allowed.headers().firstValue("Access-Control-Max-Age")).hasValue("60");
    HttpResponse<String> read = call("GET", url, "", "Origin", "https://app.example.com");
    assertThat(read.headers().firstValue("Access-Control-Expose-Headers")).hasValue("ETag");
    assertThat(read.body()).isEqualTo("text");
    preflight[1] = "https://example.org";
    assertThat(call("OPTIONS", url, "", preflight).statusCode()).isEqualTo(403);
  }

  @Test
  void bucketsAreWebsites() {
    account.s3.putBucketWebsite(
        p ->
            p.bucket(bucket)
                .websiteConfiguration(
                    w ->
                        w.indexDocument(i -> i.suffix("index.html"))
                            .errorDocument(e -> e.key("lost.html"))));
    account.put(bucket, "docs/index.html", "the docs");
    account.put(bucket, "lost.html", "lost");

    assertThat(visit("/docs/").text()).isEqualTo("the docs");
    assertThat(visit("/docs").status()).isEqualTo(302);
    assertThat(visit("/docs").header("Location")).isEqualTo("/docs/");
    RawHttp.Answer lost = visit("/nowhere");
    assertThat(lost.status()).isEqualTo(404);
    assertThat(lost.text()).isEqualTo("lost");
  }

  private RawHttp.Answer visit(String path) {
    URI server = account.endpoint;
    String host = bucket + ".s3-website-us-east-1.amazonaws.com";
    return RawHttp.exchange(server, "GET", path, Map.of("Host", host), "".getBytes(UTF_8));
  }
}
