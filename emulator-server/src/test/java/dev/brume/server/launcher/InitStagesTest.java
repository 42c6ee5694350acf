package dev.brume.server.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts of all four stages in the life of a server, on whatever port it gets: those that fail
 * stop neither the others nor the server. Source of truth: <a
 * href="https://docs.localstack.cloud/references/init-hooks/">LocalStack: initialization hooks</a>,
 * docs/configuration.md of this project.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are those of a shell")
class InitStagesTest {
  private static final int SECONDS = 60;
  private static final List<String> STAGES = List.of("boot", "start", "ready", "shutdown");

  @TempDir private Path folder;

  private void script(String path, String commands) throws IOException {
    Path file = folder.resolve("init").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + commands + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "start",
                "--port",
                "0")
            .redirectError(folder.resolve("errors.txt").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("BRUME_INIT_DIR", folder.resolve("init").toString());
    return builder.start();
  }

  private static List<String> linesUntilReady(BufferedReader output) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.equals("Ready.")) {
        break;
      }
    }
    return lines;
  }

  private static JsonNode get(String address) throws IOException {
    try (InputStream answer = URI.create(address).toURL().openStream()) {
      return new ObjectMapper().readTree(answer);
    }
  }

  @Test
  void failuresStopNeitherTheOtherScriptsNorTheServer() throws Exception {
    for (String stage : STAGES) {
      script(stage + ".d/1-fails.sh", "echo " + stage + " failed\nexit 3");
      script(stage + ".d/2-works.sh", "echo " + stage + " >> " + folder.resolve("ran"));
    }
    script("start.d/3-serves.sh", "curl -fsS \"$AWS_ENDPOINT_URL/_localstack/health\" && echo");
    script("ready.d/3-serves.sh", "curl -fsS -X PUT \"$AWS_ENDPOINT_URL/made-by-a-script\"");
    script("shutdown.d/3-serves.sh", "curl -fsS \"$AWS_ENDPOINT_URL/made-by-a-script\"");

    Process server = start();
    try {
      BufferedReader output = server.inputReader();
      List<String> lines = linesUntilReady(output);
      assertThat(lines).contains("boot failed", "start failed", "ready failed").endsWith("Ready.");
      String served = lines.get(lines.size() - 2);
      String address = served.substring(served.indexOf("http://"));

      JsonNode init = get(address + "/_localstack/init");
      assertThat(init.get("completed").toString())
          .isEqualTo("{\"BOOT\":true,\"START\":true,\"READY\":true,\"SHUTDOWN\":false}");
      assertThat(init.get("scripts").findValuesAsText("state"))
          .containsExactly(
              "ERROR",
              "SUCCESSFUL",
              "ERROR",
              "SUCCESSFUL",
              "SUCCESSFUL",
              "ERROR",
              "SUCCESSFUL",
              "SUCCESSFUL");

      server.toHandle().destroy(); // the process's own method closes its output
      String rest = String.join("\n", output.lines().toList());
      assertThat(server.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(rest).contains("shutdown failed", "<Name>made-by-a-script</Name>");
    } finally {
      server.destroyForcibly();
    }
    assertThat(Files.readAllLines(folder.resolve("ran"))).isEqualTo(STAGES);
    assertThat(Files.readString(folder.resolve("errors.txt"), UTF_8))
        .contains("boot.d/1-fails.sh ended with status 3", "shutdown.d/1-fails.sh ended with");
  }

  /** Source of truth: LocalStack's internal endpoints, docs/admin.md. */
  @Test
  void theServerEndsItselfWhenAsked() throws Exception {
    script("shutdown.d/1.sh", "echo shutdown >> " + folder.resolve("ran"));
    Process server = start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<String> lines = linesUntilReady(server.inputReader());
      String served = lines.get(lines.size() - 2);
      URI health = URI.create(served.substring(served.indexOf("http://")) + "/_localstack/health");
      HttpRequest kill =
          HttpRequest.newBuilder(health)
              .POST(HttpRequest.BodyPublishers.ofString("{\"action\": \"kill\"}"))
              .build();
      assertThat(client.send(kill, HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("ok");
      assertThat(server.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isZero();
    } finally {
      server.destroyForcibly();
    }
    assertThat(folder.resolve("ran")).hasContent("shutdown");
  }
}
