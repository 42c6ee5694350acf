package dev.brume.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import dev.brume.server.ListenAddress;
import dev.brume.server.UsageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Callers from other machines need the token for the emulator's own paths, where there is one.
 * Source of truth: docs/admin.md of this project; for status and scheme <a
 * href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a>.
 */
class AdminTokenTest {
  private static final String TOKEN = "s3cret+/=";

  private final Brume brume = start(Map.of("BRUME_ADMIN_TOKEN", TOKEN));

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

  private record From(String remoteAddress) implements ClientConnection {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void onClose(Runnable action) {}

    @Override
    public boolean isSecure() {
      return false;
    }
  }

  private HttpResponse send(String from, String method, String path, String authorization) {
    Headers headers = new Headers().add("Host", "10.0.0.7:4566");
    if (authorization != null) {
      headers.add("Authorization", authorization);
    }
    return brume
        .handle(new HttpRequest(method, path, null, headers, RequestBody.EMPTY, new From(from)))
        .toCompletableFuture()
        .join();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /_brume/reset",
    "GET, /_brume/state",
    "PUT, /_brume/state",
    "GET, /_brume/requests",
    "GET, /_brume/info",
    "POST, /_localstack/state/reset",
    "POST, /_localstack/health",
    "GET, /_brume/nothing"
  })
  void othersNeedIt(String method, String path) {
    for (String shown : new String[] {null, "Bearer s3cret", "Bearer ", "Basic " + TOKEN, TOKEN}) {
      HttpResponse refused = send("192.168.1.20", method, path, shown);
      assertThat(refused.status()).as("with %s", shown).isEqualTo(401);
      assertThat(refused.headers().first("WWW-Authenticate")).isEqualTo("Bearer");
    }
  }

  @Test
  void whoShowsItIsServed() {
    assertThat(send("192.168.1.20", "POST", "/_brume/reset", "Bearer " + TOKEN).status())
        .isEqualTo(200);
    assertThat(send("2001:db8::1", "GET", "/_brume/info", "bearer  " + TOKEN).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"})
  void thisMachineNeedsNone(String address) {
    assertThat(send(address, "GET", "/_brume/info", null).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/_brume/health", "/_localstack/health", "/health"})
  void everybodyMayAskWhetherItIsWell(String path) {
    assertThat(send("192.168.1.20", "GET", path, null).status()).isEqualTo(200);
  }

  @Test
  void itIsShownNowhereAndNotNeededWhereThereIsNone() {
    HttpResponse info = send("127.0.0.1", "GET", "/_brume/info", null);
    assertThat(new String(info.bytes(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"BRUME_ADMIN_TOKEN\": \"***\"");
    try (Brume open = start(Map.of())) {
      HttpRequest request =
          new HttpRequest(
              "GET",
              "/_brume/info",
              null,
              new Headers().add("Host", "10.0.0.7"),
              RequestBody.EMPTY,
              new From("192.168.1.20"));
      assertThat(open.handle(request).toCompletableFuture().join().status()).isEqualTo(200);
    }
  }

  @Test
  void aTokenThatNoHeaderCanCarryEndsTheStart() {
    assertThatThrownBy(() -> Configuration.of(Map.of("BRUME_ADMIN_TOKEN", "a b"), "127.0.0.1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("BRUME_ADMIN_TOKEN");
  }
}
