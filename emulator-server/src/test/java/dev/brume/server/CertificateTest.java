package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.http.ServerCertificate;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TLS on the port that serves clear text, and the file that clients trust it by. Source of truth:
 * docs/decisions/0010-front-end.md; for CUSTOM_SSL_CERT_PATH
 * https://docs.localstack.cloud/references/configuration/
 */
class CertificateTest {
  private static Brume start(Map<String, String> environment) {
    return Brume.builder()
        .configuration(
            Configuration.of(environment, "127.0.0.1")
                .withListen(List.of(new ListenAddress("127.0.0.1", 0))))
        .start();
  }

  private static HttpResponse<String> get(HttpClient client, String scheme, Brume brume)
      throws Exception {
    URI uri = URI.create(scheme + "://localhost:" + brume.port() + "/_brume/certificate");
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static HttpClient trusting(X509Certificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("server", certificate);
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private static X509Certificate certificate(String pem) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void theBundledOneIsServedWithoutItsKeyAndTrusted() throws Exception {
    try (Brume brume = start(Map.of());
        HttpClient plain = HttpClient.newHttpClient()) {
      String pem = get(plain, "http", brume).body();
      assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----").doesNotContain("PRIVATE");
      X509Certificate bundled = certificate(pem);
      assertThat(bundled.getSubjectAlternativeNames().toString())
          .contains("localhost", "*.localhost.localstack.cloud", "*.s3.localhost", "127.0.0.1");
      assertThat(bundled.getNotAfter().toInstant()).isAfter("2045-01-01T00:00:00Z");
      try (HttpClient secure = trusting(bundled)) {
        assertThat(get(secure, "https", brume).body()).isEqualTo(pem);
      }
      assertThatThrownBy(() -> get(plain, "https", brume))
          .isInstanceOf(SSLHandshakeException.class);
      assertThat(get(plain, "http", brume).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anotherOneIsTakenFromAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("server.pem");
    try (var in = CertificateTest.class.getResourceAsStream("custom.pem")) {
      Files.write(file, in.readAllBytes());
    }
    try (Brume brume = start(Map.of("CUSTOM_SSL_CERT_PATH", file.toString()));
        HttpClient client =
            trusting(certificate(ServerCertificate.ofFile(file).certificatesPem()))) {
      HttpResponse<String> response = get(client, "https", brume);
      assertThat(certificate(response.body()).getSubjectX500Principal().getName())
          .isEqualTo("CN=custom");
    }
  }

  @Test
  void aWrongFileIsOneClearLine(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing.pem");
    assertThatThrownBy(() -> start(Map.of("CUSTOM_SSL_CERT_PATH", missing.toString())))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("CUSTOM_SSL_CERT_PATH", "missing.pem");
    Path keyless = folder.resolve("keyless.pem");
    Files.writeString(keyless, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertThatThrownBy(() -> start(Map.of("CUSTOM_SSL_CERT_PATH", keyless.toString())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("PRIVATE KEY");
  }
}
