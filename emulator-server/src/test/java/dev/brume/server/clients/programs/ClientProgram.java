package dev.brume.server.clients.programs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.brume.server.clients.SharedBrume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A test program in another language, written with that language's test library. It is run once;
 * each of its tests becomes a test of this build, so that they are counted, and a failed one shows
 * what the program printed.
 *
 * @param client the client it needs, as {@code src/test/clients/setup.sh} names it
 * @param command how it is run, from {@code src/test/clients}
 * @param result finds the outcome of one test in its output, by the groups {@code name} and {@code
 *     passed}, the latter matching only where it did
 */
record ClientProgram(String client, List<String> command, Pattern result) {
  private static final Path SOURCES = Path.of("src", "test", "clients").toAbsolutePath();
  private static final Path INSTALLED = Path.of("target", "clients").toAbsolutePath();
  private static final int MINUTES = 5;

  static String installed(String path) {
    return INSTALLED.resolve(path).toString();
  }

  /** Runs it; the tests that it ran. */
  Stream<DynamicTest> tests(Map<String, String> environment) throws Exception {
    skipWhereUnavailable();
    Path log = Files.createTempFile(client, ".log");
    int exitCode = run(environment, log);
    String output = Files.readString(log, UTF_8);
    Files.delete(log);

    List<DynamicTest> tests = new ArrayList<>();
    boolean allPassed = true;
    Matcher found = result.matcher(output);
    while (found.find()) {
      boolean passed = found.group("passed") != null;
      allPassed &= passed;
      tests.add(
          dynamicTest(
              found.group("name"), () -> assertThat(passed).withFailMessage(output).isTrue()));
    }
    boolean ended = exitCode == 0 && !tests.isEmpty();
    if (allPassed && !ended) {
      tests.add(dynamicTest("the program", () -> fail("exit code " + exitCode + "\n" + output)));
    }
    return tests.stream();
  }

  private void skipWhereUnavailable() throws IOException {
    Path reason = INSTALLED.resolve(client + ".unavailable");
    if (Files.exists(reason)) {
      abort("SKIPPED, no client: " + Files.readString(reason).strip());
    }
    if (!Files.isDirectory(INSTALLED.resolve(client))) {
      abort("SKIPPED, no client: run src/test/clients/setup.sh target/clients");
    }
  }

  private int run(Map<String, String> environment, Path log) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(SOURCES.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // Nothing of this machine's AWS configuration may reach the program.
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("AWS_ENDPOINT_URL", SharedBrume.endpoint().toString());
    builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.outputWriter().close();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    return process.exitValue();
  }
}
