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
 * What the emulator's own paths answer to good and bad requests. Source of truth: for {@code
 * /_brume} docs/admin.md of this project.
 */
class AdminPathsTest {
  private static Brume brume;
  private static AdminClient client;

  @BeforeAll
  static void start() {
    brume = Brume.builder().virtualTime().start();
    client = new AdminClient(brume.endpoint());
  }

  @AfterAll
  static void stop() {
    brume.close();
  }

  @Test
  void healthNamesStatusVersionAndServices() {
    JsonNode health = client.get("/_brume/health").json();

    assertThat(health.get("status").asText()).isEqualTo("running");
    assertThat(health.get("version").asText()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(health.get("services").size()).isGreaterThan(25);
  }

  @Test
  void infoNamesVersionAndSettings() {
    JsonNode info = client.get("/_brume/info").json();

    assertThat(info.get("version").asText()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(info.get("now").asText()).startsWith("20");
    assertThat(info.get("process").asLong()).isEqualTo(ProcessHandle.current().pid());
    assertThat(info.get("settings").get("ALLOW_NONSTANDARD_REGIONS").asBoolean()).isFalse();
  }

  @Test
  void coverageListsWhatIsDoneAndMissing() {
    JsonNode coverage = client.get("/_brume/coverage").json();

    JsonNode iam = coverage.get("services").get("iam");
    assertThat(iam.get("name").asText()).isEqualTo("IAM");
    assertThat(iam.get("done").toString()).contains("\"CreateUser\"");
    assertThat(iam.get("missing").toString()).contains("\"GetDelegationRequest\"");
    assertThat(coverage.get("services").get("route53").get("done")).isEmpty();
    assertThat(coverage.get("missing").asInt()).isGreaterThan(1_000);

    assertThat(client.get("/_brume/coverage?service=iam").json()).isEqualTo(iam);
    assertThat(client.get("/_brume/coverage?service=nothing").status()).isEqualTo(404);
  }

  @Test
  void resetTakesAllOrAServiceOrAnAccount() {
    assertThat(client.post("/_brume/reset", "").json().get("reset").toString())
        .isEqualTo("[\"all\"]");
    assertThat(client.post("/_brume/reset?service=sqs", "").status()).isEqualTo(200);
    assertThat(client.post("/_brume/reset?account=123456789012", "").status()).isEqualTo(200);

    assertThat(client.post("/_brume/reset?service=nothing", "").status()).isEqualTo(404);
    assertThat(client.post("/_brume/reset?account=12", "").status()).isEqualTo(400);
    assertThat(client.post("/_brume/reset?account=123456789012&service=sqs", "").status())
        .isEqualTo(400);
  }

  /** What is not known is refused: a reset of one service that was misspelt would be one of all. */
  @ParameterizedTest
  @CsvSource({
    "POST, /_brume/reset, '{\"service\": \"sqs\"}', service",
    "POST, /_brume/reset, not json, JSON",
    "POST, /_brume/reset?servise=sqs, '', servise",
    "POST, /_brume/clock/freeze, '{\"now\": 1}', now",
    "POST, /_brume/clock/freeze?x=1, '', x",
    "POST, /_brume/snapshots, '{\"name\": \"a\", \"service\": \"s3\"}', service",
    "POST, /_brume/snapshots/a/restore?service=s3, '', service",
    "DELETE, /_brume/requests?service=s3, '', service",
    "GET, /_brume/clock?at=1, '', at",
    "GET, /_brume/health?service=s3, '', service",
    "GET, /_brume/state?service=s3, '', service",
    "PUT, /_brume/state?service=s3, 'x', service",
    "PUT, /_brume/requests/settings, '{\"body\": true}', body"
  })
  void whatIsNotKnownIsRefused(String method, String path, String body, String named) {
    Answer answer = client.send(method, path, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("error").asText()).contains(named);
  }

  @Test
  void anEmptyObjectSaysNothing() {
    assertThat(client.post("/_brume/reset", "{}").status()).isEqualTo(200);
  }

  @Test
  void snapshotsAreTakenListedRestoredAndReleased() {
    String path = "/_brume/snapshots";
    assertThat(client.post(path, "{\"name\": \"empty\"}").text())
        .isEqualTo("{\"name\": \"empty\", \"created\": \"2025-01-01T00:00:00Z\"}");

    assertThat(client.get(path).text()).contains("\"name\": \"empty\"");
    assertThat(client.post(path + "/empty/restore", "").status()).isEqualTo(200);
    assertThat(client.send("DELETE", path + "/empty", "").status()).isEqualTo(200);
    assertThat(client.post(path + "/empty/restore", "").status()).isEqualTo(404);
    assertThat(client.send("DELETE", path + "/empty", "").status()).isEqualTo(404);
    assertThat(client.get(path).text()).isEqualTo("{\"snapshots\": []}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"name\": 1}", "{\"name\": \"\"}", "{\"name\": \"a/b\"}"})
  void aSnapshotNeedsAName(String body) {
    assertThat(client.post("/_brume/snapshots", body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/_brume/nothing", "/_brume/health/more", "/_localstack/nothing", "/_aws/nothing"})
  void anUnknownPathIsNotFound(String path) {
    Answer answer = client.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("error").asText()).isEqualTo("There is no " + path);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /_brume/health, GET",
    "GET, /_brume/reset, POST",
    "PUT, /_brume/clock/advance, POST",
    "DELETE, /_localstack/health, 'GET, POST, PUT'",
    "PATCH, /health, 'GET, POST, PUT'"
  })
  void anotherMethodIsNotAllowed(String method, String path, String allowed) {
    Answer answer = client.send(method, path, "");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo(allowed);
    assertThat(answer.json().get("error").asText()).contains(method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "1", "{} {}", "{\"duration\"", "not json"})
  void aBodyThatIsNoObjectIsRefused(String body) {
    Answer answer = client.post("/_brume/clock/advance", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("error").asText()).contains("body");
  }

  @Test
  void aDeeplyNestedBodyIsRefused() {
    Answer answer = client.post("/_brume/clock/advance", "{\"a\":".repeat(100_000));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(client.get("/_brume/health").status()).isEqualTo(200);
  }
}
