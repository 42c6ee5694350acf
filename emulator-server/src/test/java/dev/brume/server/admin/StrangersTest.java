package dev.brume.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import dev.brume.server.ListenAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No page of a stranger's site can use the emulator's own paths through its visitor's browser, be
 * it under its own origin or under a name that it points here. Source of truth: <a
 * href="https://fetch.spec.whatwg.org/#origin-header">Fetch</a> and <a
 * href="https://www.rfc-editor.org/rfc/rfc6761">RFC 6761</a>.
 */
class StrangersTest {
  private final Brume brume = start(Map.of());

  private static Brume start(Map<String, String> environment) {
    return Brume.builder()
        .configuration(
            Configuration.of(environment, "127.0.0.1")
                .withListen(List.of(new ListenAddress("127.0.0.1", 0))))
        .start();
  }

  @AfterEach
  void stop() {
    brume.close();
  }

  private static HttpResponse reset(Brume server, String host, String origin) {
    Headers headers = new Headers().add("Host", host);
    if (origin != null) {
      headers.add("Origin", origin);
    }
    return server
        .handle(
            new HttpRequest(
                "POST",
                "/_brume/reset",
                null,
                headers,
                RequestBody.EMPTY,
                ClientConnection.INTERNAL))
        .toCompletableFuture()
        .join();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:4566",
        "localhost.:4566",
        "127.0.0.1:4566",
        "172.17.0.2:4566",
        "[::1]:4566",
        "brume:4566",
        "localhost.localstack.cloud:4566",
        "sqs.us-east-1.localhost.localstack.cloud:4566",
        "host.docker.internal:4566",
        "brume.default.svc.cluster.local:4566"
      })
  void privateNamesAndAddressesAreServed(String host) {
    assertThat(reset(brume, host, null).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:4566",
        "127.0.0.1.nip.io",
        "evil.example.",
        "localhost.evil.example",
        "evil.cloud"
      })
  void namesThatAnybodyCouldOwnAreNot(String host) {
    HttpResponse response = reset(brume, host, null);

    assertThat(response.status()).isEqualTo(403);
    assertThat(new String(response.bytes(), UTF_8)).contains("LOCALSTACK_HOST");
  }

  @Test
  void aConfiguredNameIsServed() {
    try (Brume named = start(Map.of("LOCALSTACK_HOST", "aws.example.com:4566"))) {
      assertThat(reset(named, "aws.example.com:4566", null).status()).isEqualTo(200);
      assertThat(reset(named, "other.example.com", null).status()).isEqualTo(403);
    }
  }

  @Test
  void pagesOfStrangersAreRefused() {
    assertThat(reset(brume, "localhost:4566", "https://evil.example").status()).isEqualTo(403);
    assertThat(reset(brume, "localhost:4566", "null").status()).isEqualTo(403);
    assertThat(reset(brume, "localhost:4566", "http://localhost:3000").status()).isEqualTo(200);
  }

  @Test
  void aConfiguredOriginIsLetIn() {
    try (Brume open = start(Map.of("EXTRA_CORS_ALLOWED_ORIGINS", "https://tool.example"))) {
      assertThat(reset(open, "localhost:4566", "https://tool.example").status()).isEqualTo(200);
      assertThat(reset(open, "localhost:4566", "https://evil.example").status()).isEqualTo(403);
    }
  }
}
