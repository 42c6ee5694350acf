package dev.brume.server.clients.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import dev.brume.server.ListenAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a stranger's page can make its visitor's browser send reaches neither services nor the
 * emulator's own paths: what it embeds, and what it sends to a name that it points here. Sources of
 * truth: <a href="https://www.w3.org/TR/fetch-metadata/">Fetch metadata</a> and <a
 * href="https://www.rfc-editor.org/rfc/rfc6761">RFC 6761</a>; AWS knows nothing of the kind.
 */
class ForeignPagesTest {
  private static final String LIST = "/?Action=ListQueues&Version=2012-11-05";
  private static final String FOREIGN_HOST = "evil.example:4566";
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=key/20250101/us-east-1/s3/aws4_request,"
          + " SignedHeaders=host, Signature=0a";
  private static final String PRESIGNED =
      "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=key%2F20250101%2Fus-east-1%2Fs3%2F"
          + "aws4_request&X-Amz-Date=20250101T000000Z&X-Amz-Expires=604800"
          + "&X-Amz-SignedHeaders=host&X-Amz-Signature=0a";

  private static final Brume BRUME = start(Map.of());

  private static Brume start(Map<String, String> environment) {
    return Brume.builder()
        .configuration(
            Configuration.of(environment, "127.0.0.1")
                .withListen(List.of(new ListenAddress("127.0.0.1", 0))))
        .start();
  }

  @AfterAll
  static void stop() {
    BRUME.close();
  }

  private static RawHttp.Answer get(Brume server, String target, Map<String, String> headers) {
    return RawHttp.exchange(
        URI.create("http://127.0.0.1:" + server.port()), "GET", target, headers, new byte[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", LIST, "/_brume/requests", "/_localstack/health"})
  void whatOtherSitesEmbedIsRefused(String target) {
    assertThat(get(BRUME, target, Map.of("Sec-Fetch-Site", "cross-site")).status()).isEqualTo(403);
    assertThat(get(BRUME, target, Map.of("Sec-Fetch-Site", "same-site")).status()).isEqualTo(200);
    assertThat(get(BRUME, target, Map.of("Sec-Fetch-Site", "none")).status()).isEqualTo(200);
  }

  @Test
  void signedAddressesOfObjectsMayBeEmbedded() {
    Map<String, String> embedded = Map.of("Sec-Fetch-Site", "cross-site");
    String version2 = "?AWSAccessKeyId=key&Signature=0a&Expires=4102444800";
    // The bucket is missing, or it is too late: either is told only to who was let in.
    for (String target : List.of("/bucket/key" + PRESIGNED, "/bucket/key" + version2)) {
      assertThat(get(BRUME, target, embedded).text()).as(target).contains("<Error>");
    }
    for (String target :
        List.of(
            LIST + "&" + PRESIGNED.substring(1),
            "/?%41ction=ListQueues&" + PRESIGNED.substring(1),
            "/_brume/requests" + PRESIGNED,
            "/bucket/key")) {
      RawHttp.Answer refused = get(BRUME, target, embedded);
      assertThat(refused.status()).as(target).isEqualTo(403);
      assertThat(refused.text()).as(target).isEmpty();
    }
  }

  @Test
  void theSettingsForOriginsLetPagesEmbed() {
    Map<String, String> embedded =
        Map.of("Sec-Fetch-Site", "cross-site", "Referer", "https://tool.example/page");
    assertThat(get(BRUME, "/", embedded).status()).isEqualTo(403);
    try (Brume open = start(Map.of("EXTRA_CORS_ALLOWED_ORIGINS", "https://tool.example"))) {
      assertThat(get(open, "/", embedded).status()).isEqualTo(200);
      assertThat(get(open, "/", Map.of("Sec-Fetch-Site", "cross-site")).status()).isEqualTo(403);
    }
    try (Brume open = start(Map.of("DISABLE_CORS_CHECKS", "1"))) {
      assertThat(get(open, "/", Map.of("Sec-Fetch-Site", "cross-site")).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", LIST})
  void unsignedRequestsUnderForeignNamesAreRefused(String target) {
    RawHttp.Answer refused = get(BRUME, target, Map.of("Host", FOREIGN_HOST));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("AccessDenied", "LOCALSTACK_HOST", "evil.example");
    for (String host : List.of("127.0.0.1", "localhost:4566", "brume:4566", "aws.test")) {
      assertThat(get(BRUME, target, Map.of("Host", host)).status()).as(host).isEqualTo(200);
    }
  }

  @Test
  void signedRequestsUnderForeignNamesAreServed() {
    Map<String, String> signed =
        Map.of(
            "Host",
            FOREIGN_HOST,
            "Authorization",
            AUTHORIZATION,
            "X-Amz-Date",
            "20250101T000000Z",
            "X-Amz-Content-Sha256",
            "UNSIGNED-PAYLOAD");
    assertThat(get(BRUME, "/", signed).status()).isEqualTo(200);
    // The bucket is missing, which only a request that was let in is told (or that it is too late).
    assertThat(get(BRUME, "/bucket/key" + PRESIGNED, Map.of("Host", FOREIGN_HOST)).text())
        .doesNotContain("LOCALSTACK_HOST");
  }

  @Test
  void aConfiguredNameIsServedUnsigned() {
    try (Brume named = start(Map.of("LOCALSTACK_HOST", "aws.example.com:4566"))) {
      assertThat(get(named, "/", Map.of("Host", "aws.example.com:4566")).status()).isEqualTo(200);
      assertThat(get(named, "/", Map.of("Host", FOREIGN_HOST)).status()).isEqualTo(403);
    }
  }
}
