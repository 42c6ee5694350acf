package dev.brume.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.server.Brume;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moves a server's time from outside. Source of truth: docs/admin.md of this project. */
class ClockTest {
  private static final String START = "2025-01-01T00:00:00Z";

  private Brume brume = Brume.builder().virtualTime(Instant.parse(START)).start();
  private AdminClient client = new AdminClient(brume.endpoint());

  private void runOnSystemTime() {
    brume.close();
    brume = Brume.builder().start();
    client = new AdminClient(brume.endpoint());
  }

  @AfterEach
  void stop() {
    brume.close();
  }

  private String now() {
    return client.get("/_brume/clock").json().get("now").asText();
  }

  @Test
  void virtualTimeStandsStill() {
    assertThat(client.get("/_brume/clock").text())
        .isEqualTo("{\"now\": \"2025-01-01T00:00:00Z\", \"frozen\": true}");
    assertThat(client.post("/_brume/clock/unfreeze", "").status()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"PT1H\"', 2025-01-01T01:00:00Z",
    "'\"P1DT0.5S\"', 2025-01-02T00:00:00.500Z",
    "90, 2025-01-01T00:01:30Z",
    "0.25, 2025-01-01T00:00:00.250Z",
    "0, 2025-01-01T00:00:00Z"
  })
  void timeAdvancesByADuration(String duration, String expected) {
    JsonNode clock =
        client.post("/_brume/clock/advance", "{\"duration\": " + duration + "}").json();

    assertThat(clock.get("now").asText()).isEqualTo(expected);
    assertThat(now()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"duration\": null}",
        "{\"duration\": \"soon\"}",
        "{\"duration\": -1}",
        "{\"duration\": \"-PT1S\"}",
        "{\"duration\": 1e300}",
        "{\"duration\": 1e400}",
        "{\"duration\": 1, \"duration\": 2}",
        "{\"duration\": 1, \"unit\": \"hours\"}",
        "{\"duration\": \"P9999999D\"}",
        "{\"duration\": true}",
        "{\"duration\": {}}"
      })
  void anImpossibleDurationIsRefused(String body) {
    assertThat(client.post("/_brume/clock/advance", body).status()).isEqualTo(400);
    assertThat(now()).isEqualTo(START);
  }

  @Test
  void timeCanBeSetForwardOnly() {
    client.post("/_brume/clock/set", "{\"now\": \"2025-06-01T12:00:00Z\"}");
    assertThat(now()).isEqualTo("2025-06-01T12:00:00Z");

    assertThat(client.post("/_brume/clock/set", "{\"now\": \"2025-05-01T12:00:00Z\"}").status())
        .isEqualTo(400);
    assertThat(client.post("/_brume/clock/set", "{\"now\": \"noon\"}").status()).isEqualTo(400);
    assertThat(client.post("/_brume/clock/set", "{\"now\": 5}").status()).isEqualTo(400);
    assertThat(
            client.post("/_brume/clock/set", "{\"now\": \"+999999999-01-01T00:00:00Z\"}").status())
        .isEqualTo(400);
    assertThat(now()).isEqualTo("2025-06-01T12:00:00Z");
  }

  /** Years have four digits in HTTP dates (RFC 9110, 5.6.7) and in AWS's timestamps. */
  @Test
  void timeEndsWithTheYear9999() {
    brume.close();
    brume = Brume.builder().virtualTime(Instant.parse("9999-12-31T23:00:00Z")).start();
    client = new AdminClient(brume.endpoint());

    assertThat(client.post("/_brume/clock/advance", "{\"duration\": \"PT1H\"}").status())
        .isEqualTo(400);
    assertThat(client.post("/_brume/clock/set", "{\"now\": \"+10000-01-01T00:00:00Z\"}").status())
        .isEqualTo(400);
    assertThat(client.post("/_brume/clock/advance", "{\"duration\": \"PT59M\"}").status())
        .isEqualTo(200);
  }

  @Test
  void theMachinesTimeCanBeFrozenAndMoved() {
    runOnSystemTime();
    assertThat(client.get("/_brume/clock").json().get("frozen").asBoolean()).isFalse();

    JsonNode frozen = client.post("/_brume/clock/freeze", "").json();
    assertThat(frozen.get("frozen").asBoolean()).isTrue();
    assertThat(now()).isEqualTo(frozen.get("now").asText());

    client.post("/_brume/clock/advance", "{\"duration\": \"PT24H\"}");
    assertThat(Instant.parse(now()))
        .isEqualTo(Instant.parse(frozen.get("now").asText()).plus(Duration.ofHours(24)));

    assertThat(client.post("/_brume/clock/unfreeze", "").json().get("frozen").asBoolean())
        .isFalse();
  }

  @Test
  void aResetBringsBackTheMachinesTime() {
    runOnSystemTime();
    Instant before = Instant.parse(now());
    assertThat(client.post("/_brume/reset", "").text()).isEqualTo("{\"reset\": [\"all\"]}");
    client.post("/_brume/clock/advance", "{\"duration\": \"P400D\"}");
    client.post("/_brume/clock/freeze", "");

    JsonNode reset = client.post("/_brume/reset", "").json();

    assertThat(Instant.parse(reset.get("now").asText()))
        .isBetween(before, before.plus(Duration.ofDays(1)));
    assertThat(client.get("/_brume/clock").json().get("frozen").asBoolean()).isFalse();
  }

  /**
   * A client knows the machine's clock alone: what it lets be uploaded for some minutes is judged
   * by both, as presigned addresses are.
   */
  @Test
  void formsOfClientsOnTheMachinesClockAreTakenBesideMovedTime() {
    runOnSystemTime();
    Instant machine = Instant.parse(now());
    client.post("/_brume/clock/advance", "{\"duration\": \"P400D\"}");
    assertThat(client.send("PUT", "/photos", "").status()).isEqualTo(200);

    assertThat(upload(machine.plus(Duration.ofMinutes(5))).status()).isEqualTo(204);
    assertThat(upload(machine.minus(Duration.ofMinutes(5))).text()).contains("Policy expired.");
  }

  private AdminClient.Answer upload(Instant until) {
    String policy = "{\"expiration\":\"" + until + "\",\"conditions\":[[\"eq\",\"$key\",\"k\"]]}";
    StringBuilder form = new StringBuilder();
    String[] fields = {
      "key", "k",
      "AWSAccessKeyId", "000000000000",
      "Signature", "x",
      "policy", Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8)),
      "file", "bytes"
    };
    for (int i = 0; i < fields.length; i += 2) {
      form.append("--b\r\nContent-Disposition: form-data; name=\"")
          .append(fields[i])
          .append("\"\r\n\r\n")
          .append(fields[i + 1])
          .append("\r\n");
    }
    return client.send(
        "POST",
        "/photos",
        form.append("--b--\r\n").toString(),
        "Content-Type",
        "multipart/form-data; boundary=b");
  }

  @Test
  void aResetOfOneServiceLeavesTheTime() {
    runOnSystemTime();
    client.post("/_brume/clock/advance", "{\"duration\": \"P400D\"}");
    Instant moved = Instant.parse(now());

    client.post("/_brume/reset?service=sqs", "");

    assertThat(Instant.parse(now())).isAfterOrEqualTo(moved);
  }

  @Test
  void theClockShowsInTheDateOfResponses() {
    client.post("/_brume/clock/set", "{\"now\": \"2025-06-01T12:00:00Z\"}");

    assertThat(client.get("/_brume/clock").header("Date"))
        .isEqualTo("Sun, 01 Jun 2025 12:00:00 GMT");
  }
}
