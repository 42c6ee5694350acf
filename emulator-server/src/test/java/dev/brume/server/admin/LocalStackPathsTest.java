package dev.brume.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.server.Brume;
import dev.brume.server.admin.AdminClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What LocalStack's clients and scripts rely on. Source of truth: <a
 * href="https://docs.localstack.cloud/references/internal-endpoints/">LocalStack's internal
 * endpoints</a>.
 */
class LocalStackPathsTest {
  private static Brume brume;
  private static AdminClient client;

  @BeforeAll
  static void start() {
    brume = Brume.builder().start();
    client = new AdminClient(brume.endpoint());
  }

  @AfterAll
  static void stop() {
    brume.close();
  }

  /** Scripts look for {@code "sqs": "running"} with just this spacing. */
  @ParameterizedTest
  @ValueSource(strings = {"/_localstack/health", "/health"})
  void healthHasTheSpacingThatScriptsLookFor(String path) {
    Answer health = client.get(path);

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.header("Content-Type")).isEqualTo("application/json");
    assertThat(health.header("x-localstack")).isEqualTo("true");
    assertThat(health.text())
        .startsWith("{\"services\": {\"acm\": \"")
        .contains("\", \"sqs\": \"")
        .contains("}, \"edition\": \"community\", \"version\": \"4.14.1\"");
  }

  @Test
  void healthAnswersHead() {
    Answer answer = client.send("HEAD", "/_localstack/health", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEmpty();
  }

  @Test
  void healthKeepsWhatIsPut() {
    client.send("PUT", "/_localstack/health", "{\"features\": {\"mine\": \"initialized\"}}");
    client.send("PUT", "/health", "{\"features\": {\"other\": \"failed\"}}");

    JsonNode health = client.get("/_localstack/health").json();
    assertThat(health.get("features").toString())
        .isEqualTo("{\"mine\":\"initialized\",\"other\":\"failed\"}");
    assertThat(health.get("edition").asText()).isEqualTo("community");
  }

  @Test
  void restartForgetsTheState() {
    assertThat(client.post("/_localstack/health", "{\"action\": \"restart\"}").status())
        .isEqualTo(200);
    assertThat(client.post("/_localstack/health", "{\"action\": \"dance\"}").status())
        .isEqualTo(400);
    assertThat(client.post("/_localstack/health", "{}").status()).isEqualTo(400);
  }

  @Test
  void infoNamesVersionAndEdition() {
    JsonNode info = client.get("/_localstack/info").json();

    assertThat(info.get("version").asText()).isEqualTo("4.14.1");
    assertThat(info.get("edition").asText()).isEqualTo("community");
    assertThat(info.get("is_license_activated").asBoolean()).isFalse();
    assertThat(info.get("uptime").asLong()).isNotNegative();
    assertThat(info.get("is_docker").isBoolean()).isTrue();
  }

  @Test
  void initNamesTheStages() {
    JsonNode init = client.get("/_localstack/init").json();
    assertThat(init.get("completed").fieldNames())
        .toIterable()
        .containsExactly("BOOT", "START", "READY", "SHUTDOWN");
    assertThat(init.get("scripts")).isEmpty();

    JsonNode ready = client.get("/_localstack/init/ready").json();
    assertThat(ready.get("completed").isBoolean()).isTrue();
    assertThat(client.get("/_localstack/init/later").status()).isEqualTo(404);
  }

  @Test
  void stateIsResetAsAWholeOrByService() {
    assertThat(client.post("/_localstack/state/reset", "").status()).isEqualTo(200);
    assertThat(client.post("/_localstack/state/sqs/reset", "").status()).isEqualTo(200);
    assertThat(client.post("/_localstack/state/nothing/reset", "").status()).isEqualTo(404);
  }

  /** Nothing is answered with success that was not done. */
  @ParameterizedTest
  @CsvSource({"save", "load", "sqs/save", "sqs/load"})
  void stateIsNotSaved(String what) {
    assertThat(client.post("/_localstack/state/" + what, "").status()).isEqualTo(501);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plugins", "config", "diagnose"})
  void theRestIsThere(String path) {
    assertThat(client.get("/_localstack/" + path).json().isObject()).isTrue();
  }

  @Test
  void runtimesOfFunctionsAreListed() {
    JsonNode supported = client.get("/_aws/lambda/runtimes").json().get("Runtimes");
    assertThat(supported.toString()).contains("\"python3.13\"").doesNotContain("\"python2.7\"");
    assertThat(client.get("/_aws/lambda/runtimes?filter=supported").json().get("Runtimes"))
        .isEqualTo(supported);
    assertThat(client.get("/_aws/lambda/runtimes?filter=deprecated").text())
        .contains("\"python2.7\"")
        .doesNotContain("\"python3.13\"");
    assertThat(client.get("/_aws/lambda/runtimes?filter=all").text())
        .contains("\"python2.7\"", "\"python3.13\"");
    assertThat(client.get("/_aws/lambda/runtimes?filter=none").status()).isEqualTo(400);
  }
}
