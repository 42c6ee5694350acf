package dev.brume.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole server, configured by a file and told by a flag to log its requests. Source of truth:
 * docs/configuration.md and docs/admin.md of this project.
 */
class RequestLogOutputTest {
  @TempDir private Path folder;

  private Process start(String file, String... flags) throws IOException {
    Path path = Files.writeString(folder.resolve("brume.env"), file);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "start",
                "--config",
                path.toString()));
    command.addAll(List.of(flags));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  void aLineARequestGoesToStandardOutputWithoutSecrets() throws Exception {
    Process server =
        start(
            "GATEWAY_LISTEN=127.0.0.1:0\nBRUME_LOG_REQUESTS=line\nDANCE=1\n",
            "--log-requests",
            "json");
    try {
      BufferedReader output = server.inputReader();
      assertThat(output.readLine()).contains("are not known: DANCE");
      String serves = output.readLine();
      assertThat(output.readLine()).isEqualTo("Ready.");
      AdminClient client = new AdminClient(URI.create(serves.substring(serves.indexOf("http://"))));
      client.get("/_brume/health");
      client.send(
          "GET",
          "/?Action=ListQueues&Version=2012-11-05&X-Amz-Signature=5ec2e7",
          "",
          "X-Amz-Security-Token",
          "t0ken");
      JsonNode line = new ObjectMapper().readTree(output.readLine());

      assertThat(line.get("service").asText()).isEqualTo("sqs");
      assertThat(line.get("operation").asText()).isEqualTo("ListQueues");
      assertThat(line.toString()).doesNotContain("5ec2e7").doesNotContain("t0ken");
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  @Test
  void aFileThatCanNotBeUsedEndsTheStartInOneLine() throws Exception {
    Process server = start("LS_LOG\n");

    assertThat(server.inputReader().lines())
        .containsExactly(
            "brume: " + folder.resolve("brume.env") + ", line 1: not of the form NAME=value");
    assertThat(server.waitFor()).isEqualTo(1);
  }
}
