package dev.brume.server.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.brume.server.Brume;
import dev.brume.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands and programs that the documents show do what they say, as they stand: only the port
 * is another one. Commands that build, or that start a container, are not among them.
 *
 * <p>Source of truth: README.md, docs of this project. The AWS CLI is of version 1.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are those of a shell")
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path CLIENTS = Path.of("target", "clients").toAbsolutePath();
  private static final int SECONDS = 120;

  /** Blocks of these build the project, or need what this machine may lack. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("\\./mvnw|docker run|\\./brume (start|package|format)|(benchmarks|fuzz)/");

  /** Every command fails where the server refuses it. */
  private static final String BEFORE = "set -euo pipefail\ncurl() { command curl -fsS \"$@\"; }\n";

  /** Makes the queue that docs/admin.md looks into, which its resets delete. */
  private static final String QUEUE =
      "\ncurl \"$AWS_ENDPOINT_URL/?Action=CreateQueue&QueueName=orders\" >/dev/null\n";

  @TempDir private Path folder;

  private static Stream<String> blocks(String document, String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(ROOT.resolve(document)))
        .results()
        .map(block -> block.group(1));
  }

  private static String program(String language) throws IOException {
    return blocks("docs/index.md", language).reduce((first, last) -> last).orElseThrow();
  }

  /** Runs a command with the variables of clients, and returns what it prints. */
  private String run(Brume brume, Path where, List<String> command) throws Exception {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.putAll(
        Map.of(
            "AWS_ENDPOINT_URL", brume.endpoint().toString(),
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test",
            "AWS_REGION", "us-east-1",
            "AWS_DEFAULT_REGION", "us-east-1",
            "AWS_CONFIG_FILE", "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
            "GATEWAY_LISTEN", "127.0.0.1:" + brume.port()));
    environment.put("PATH", CLIENTS.resolve("python/bin") + ":" + environment.get("PATH"));
    Process process = builder.start();
    process.outputWriter().close();
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    String printed = Files.readString(output, UTF_8);
    assertThat(ended && process.exitValue() == 0).as(printed).isTrue();
    return printed;
  }

  private static void assumeClient(String path) {
    assumeTrue(Files.exists(CLIENTS.resolve(path)), "SKIPPED, no client: " + path);
  }

  private String run(Brume brume, Path where, String script) throws Exception {
    assumeClient("python/bin/aws");
    String own = (BEFORE + script).replace("4566", String.valueOf(brume.port()));
    return run(brume, where, List.of("bash", "-c", own));
  }

  static Stream<String> documents() throws IOException {
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs/services"))) {
      List<String> services =
          pages.map(page -> "docs/services/" + page.getFileName()).sorted().toList();
      return Stream.concat(
          Stream.of("README.md", "docs/index.md", "docs/admin.md"), services.stream());
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theCommandsOfADocumentSucceed(String document) throws Exception {
    List<String> commands =
        blocks(document, "bash").filter(block -> !ELSEWHERE.matcher(block).find()).toList();
    assertThat(commands).isNotEmpty();
    Path where = document.equals("README.md") ? ROOT : folder;
    try (Brume brume = Brume.builder().start()) {
      run(brume, where, String.join(document.equals("docs/admin.md") ? QUEUE : "\n", commands));
    }
  }

  /** Each ends in a server that runs until it is interrupted. */
  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/configuration.md"})
  void theServersOfADocumentStart(String document) throws Exception {
    assumeClient("python/bin/aws");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path launcher = folder.resolve("brume");
    Files.writeString(
        launcher,
        """
        #!/bin/bash
        export PATH="%s:$PATH"
        exec '%s' -cp '%s' %s "$@" --port 0
        """
            .formatted(
                CLIENTS.resolve("python/bin"),
                java,
                System.getProperty("java.class.path"),
                Main.class.getName()));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    List<String> starts =
        blocks(document, "bash")
            .filter(block -> block.strip().matches("(?s)(.*\n)?[^\n]*\\./brume start[^\n]*"))
            .toList();
    assertThat(starts).isNotEmpty();
    for (String start : starts) {
      Process process =
          new ProcessBuilder(
                  "bash", "-c", BEFORE + start.replace("./brume start", "exec ./brume start"))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      try {
        assertThat(linesUntilReady(process))
            .as(start)
            .endsWith("Ready.\n")
            .doesNotContain("ended with status", "can't be run");
      } finally {
        process.destroy();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  private static String linesUntilReady(Process process) throws IOException {
    StringBuilder lines = new StringBuilder();
    BufferedReader reader = process.inputReader();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.append(line).append('\n');
      if (line.equals("Ready.")) {
        break;
      }
    }
    return lines.toString();
  }

  @Test
  void theFirstPageShowsTheMessage() throws Exception {
    try (Brume brume = Brume.builder().start()) {
      assertThat(run(brume, folder, program("bash"))).endsWith("one coffee\n");
    }
  }

  @Test
  void theProgramInPythonRuns() throws Exception {
    assumeClient("python/bin/python");
    Path program = Files.writeString(folder.resolve("orders.py"), program("python"));
    assertPrintsTheMessage(
        List.of(CLIENTS.resolve("python/bin/python").toString(), program.toString()));
  }

  /** Imports are looked for in the folders above a program. */
  @Test
  void theProgramInJavaScriptRuns() throws Exception {
    assumeClient("node/node_modules");
    Path program = CLIENTS.resolve("node/documented-" + ProcessHandle.current().pid() + ".mjs");
    try {
      Files.writeString(program, program("javascript"));
      assertPrintsTheMessage(List.of("node", program.toString()));
    } finally {
      Files.deleteIfExists(program);
    }
  }

  @Test
  void theProgramInGoRuns() throws Exception {
    assertThat(program("go"))
        .isEqualTo(Files.readString(Path.of("src/test/clients/go/start/main.go")));
    assumeClient("go/start");
    assertPrintsTheMessage(List.of(CLIENTS.resolve("go/start").toString()));
  }

  @Test
  void theProgramInJavaRuns() throws Exception {
    Path program = Files.writeString(folder.resolve("Orders.java"), program("java"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertPrintsTheMessage(
        List.of(java, "-cp", System.getProperty("java.class.path"), program.toString()));
  }

  private void assertPrintsTheMessage(List<String> command) throws Exception {
    try (Brume brume = Brume.builder().start()) {
      assertThat(run(brume, folder, command)).endsWith("one coffee\n");
    }
  }
}
