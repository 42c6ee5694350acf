package dev.brume.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.launcher.Distribution.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the {@code brume} script promises: it starts the server in the foreground or detached, tells
 * in one clear line what is wrong, and its exit code says how it went.
 *
 * <p>Source of truth: README.md and the script's own help text (docs of this project); exit codes
 * 130 and 143 are the shell's for SIGINT and SIGTERM.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherTest {

  /** A server that says it serves, prints its arguments and answers every request. */
  private static final String SERVES =
      """
      int port = Integer.parseInt(arguments[java.util.List.of(arguments).indexOf("--port") + 1]);
      var loopback = java.net.InetAddress.getLoopbackAddress();
      var server = com.sun.net.httpserver.HttpServer.create(
          new java.net.InetSocketAddress(loopback, port), 0);
      server.createContext("/", exchange -> {
        byte[] body = (exchange.getRequestMethod() + exchange.getRequestURI()).getBytes();
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
      });
      server.start();
      System.out.println(String.join("|", arguments));
      System.out.println("Ready.");
      """;

  private static final String DIES =
      """
      System.err.println("the disk is full");
      System.exit(3);
      """;

  @TempDir private Path folder;

  @Test
  void aDetachedServerIsStartedLookedAtResetAndStopped() throws Exception {
    Distribution brume = Distribution.withMain(folder, SERVES);
    String port = String.valueOf(Distribution.freePort());

    try {
      Result started = brume.run("start", "--detach", "--port", port, "--data", "my data");
      assertThat(started.exitCode()).as(started.errors()).isZero();
      assertThat(started.output()).endsWith("\nReady.\n");

      assertThat(brume.run("logs", "--port", port).output())
          .contains("start|--port|" + port + "|--data|" + folder.toRealPath() + "/my data\n");
      assertThat(brume.run("status", "--port=" + port).output()).contains("GET/_brume/health");
      assertThat(brume.run("reset", "--port", port).exitCode()).isZero();
    } finally {
      assertThat(brume.run("stop", "--port", port).exitCode()).isZero();
    }

    assertThat(brume.run("status", "--port", port).exitCode()).isEqualTo(3);
    assertThat(brume.run("stop", "--port", port).output())
        .isEqualTo("Nothing runs on port " + port + "\n");
  }

  /** The file's port is looked up by the launcher too, which waits there for the server. */
  @Test
  void aConfigurationFileIsHandedOnWithItsPort() throws Exception {
    Distribution brume = Distribution.withMain(folder, SERVES.replace("\"--port\"", "\"--auth\""));
    String port = String.valueOf(Distribution.freePort());
    Files.writeString(
        folder.resolve("my.env"), "export GATEWAY_LISTEN=\"127.0.0.1:" + port + "\"\n");

    try {
      // This server takes the value of --auth as its port.
      Result started =
          brume.run("start", "--detach", "--config", "my.env", "--enforce", "--auth", port);
      assertThat(started.exitCode()).as(started.errors()).isZero();
      assertThat(started.output()).contains("http://localhost:" + port + " ");
      assertThat(brume.run("logs", "--port", port).output())
          .contains(
              "start|--enforce|--auth|%s|--config|%s/my.env\n"
                  .formatted(port, folder.toRealPath()));
    } finally {
      assertThat(brume.run("stop", "--port", port).exitCode()).isZero();
    }
  }

  @Test
  void aServerThatDoesNotComeUpIsToldWithTheEndOfItsLog() throws Exception {
    Distribution brume = Distribution.withMain(folder, DIES);
    int port = Distribution.freePort();

    Result started = brume.run("start", "--detach", "--port", String.valueOf(port));

    assertThat(started.exitCode()).isEqualTo(1);
    assertThat(started.errorLines())
        .containsExactly(
            "the disk is full", "brume: the server did not start; its log is " + brume.log(port));
    assertThat(started.output()).isEmpty();
  }

  @Test
  void theForegroundServerEndsOnItsSignals() throws Exception {
    Distribution brume = Distribution.withMain(folder, SERVES);
    assertThat(exitCodeAfterSignal(brume, "TERM")).isEqualTo(143);
    assertThat(exitCodeAfterSignal(brume, "INT")).isEqualTo(130);
  }

  private static int exitCodeAfterSignal(Distribution brume, String signal) throws Exception {
    Process server = brume.start("start", "--port", String.valueOf(Distribution.freePort()));
    Distribution.awaitLine(server, "Ready.");
    new ProcessBuilder("bash", "-c", "kill -" + signal + " " + server.pid()).start().waitFor();
    try {
      assertThat(server.waitFor(1, TimeUnit.MINUTES))
          .as("a process that was started in the background may inherit that INT is ignored")
          .isTrue();
      return server.exitValue();
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void aPortInUseIsToldInOneLine() throws Exception {
    Distribution brume = Distribution.withMain(folder, SERVES);
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      Result started = brume.run("start", "--port", String.valueOf(port));
      assertThat(started.exitCode()).isEqualTo(1);
      assertThat(started.errorLines())
          .containsExactly("brume: port " + port + " is in use; choose another one with --port");
      assertThat(brume.run("stop", "--port", String.valueOf(port)).exitCode()).isEqualTo(1);
    }
  }

  @Test
  void whatIsMistypedIsToldInOneLine() throws Exception {
    Distribution brume = Distribution.withMain(folder, DIES);
    assertMisuse(brume, "there is no command 'strat'", "strat");
    assertMisuse(brume, "'start' does not take '--prot'", "start", "--prot", "1");
    assertMisuse(brume, "'start' does not take 'now'", "start", "now");
    assertMisuse(brume, "--port needs a value", "start", "--port");
    assertMisuse(brume, "--data needs a value", "start", "--data", "");
    assertMisuse(brume, "--config needs a value", "start", "--config=");
    assertMisuse(brume, "'check' takes a folder, the DIR of 'start --data DIR'", "check");
    assertMisuse(brume, "'check' takes a folder, the DIR of 'start --data DIR'", "check", "a", "b");
    assertMisuse(
        brume, "--port takes a number from 0 to 65535, not '65536'", "stop", "--port=65536");
    assertMisuse(brume, "--port takes a number from 0 to 65535, not '-1'", "logs", "--port", "-1");
    assertMisuse(
        brume,
        "--shell is one of bash, zsh, sh, fish, powershell, not 'cmd'",
        "env",
        "--shell",
        "cmd");
  }

  private static void assertMisuse(Distribution brume, String problem, String... arguments)
      throws Exception {
    Result result = brume.run(arguments);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.errorLines())
        .containsExactly("brume: " + problem + "; './brume help' lists what there is");
    assertThat(result.output()).isEmpty();
  }

  @Test
  void aFolderThatTakesNoLogIsToldInOneLine() throws Exception {
    Distribution brume = Distribution.withMain(folder, SERVES);
    Path file = Files.createFile(folder.resolve("file"));
    String port = String.valueOf(Distribution.freePort());

    Result started =
        brume.runWith("XDG_STATE_HOME", file.toString(), "start", "--detach", "--port", port);

    assertThat(started.exitCode()).isEqualTo(1);
    assertThat(started.errorLines())
        .containsExactly(
            "brume: can't write to %s/brume/%s, which is for the log; XDG_STATE_HOME names another folder"
                .formatted(file, port));
  }

  /** A service manager, such as systemd, may start it so. */
  @Test
  void noHomeIsNeeded() throws Exception {
    Distribution brume = Distribution.withMain(folder, DIES);

    assertThat(brume.runWithout("HOME", "start", "--port", "0").errorLines())
        .containsExactly("the disk is full");
  }

  @Test
  void aServerThatIsNotThereIsToldInOneLine() throws Exception {
    Distribution brume = Distribution.withMain(folder, DIES);
    String port = String.valueOf(Distribution.freePort());
    assertThat(brume.run("reset", "--port", port).errorLines())
        .containsExactly("brume: nothing runs on port " + port);
    assertThat(brume.run("logs", "--port", port).errorLines())
        .containsExactly("brume: there is no log of a detached server on port " + port);
    assertThat(brume.run("package").errorLines())
        .containsExactly("brume: 'package' works in a clone of the repository only");
  }

  @Test
  void aCheckEndsAsTheServersOneDoes() throws Exception {
    Distribution brume =
        Distribution.withMain(
            folder, "System.out.println(String.join(\" \", arguments)); System.exit(3);");
    Result result = brume.run("check", "kept");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output()).isEqualTo("check " + folder.toRealPath().resolve("kept") + "\n");
  }

  @Test
  void itIsFoundThroughSymbolicLinks() throws Exception {
    Distribution brume = Distribution.withMain(folder, DIES);
    Path link = Files.createSymbolicLink(folder.resolve("absolute"), brume.launcher());
    Path linkToLink = Files.createSymbolicLink(folder.resolve("relative"), Path.of("absolute"));
    assertThat(brume.run(link, "version").output()).isEqualTo("brume 1.2.3\n");
    assertThat(brume.run(linkToLink, "version").output()).isEqualTo("brume 1.2.3\n");
  }

  @Test
  void theEnvironmentIsPrintedForTheShell() throws Exception {
    Distribution brume = Distribution.withMain(folder, DIES);
    assertThat(brume.run("env").output())
        .isEqualTo(
            """
            export AWS_ENDPOINT_URL=http://localhost:4566
            export AWS_ACCESS_KEY_ID=test
            export AWS_SECRET_ACCESS_KEY=test
            export AWS_DEFAULT_REGION=us-east-1
            export AWS_REGION=us-east-1
            """);
    assertThat(brume.run("env", "--port", "4570", "--shell", "fish").output())
        .startsWith("set -gx AWS_ENDPOINT_URL http://localhost:4570;\n");
    assertThat(brume.run("env", "--host", "box", "--shell", "powershell").output())
        .startsWith("$Env:AWS_ENDPOINT_URL = 'http://box:4566'\n");
    assertThat(brume.run("env", "--host", "::1", "--port", "08").output())
        .startsWith("export AWS_ENDPOINT_URL=http://[::1]:8\n");
    assertThat(brume.runWith("GATEWAY_LISTEN", "0.0.0.0:4571,:443", "env").output())
        .startsWith("export AWS_ENDPOINT_URL=http://localhost:4571\n");
  }

  @Test
  void anOldJavaIsPassedOver() throws IOException, InterruptedException {
    Distribution brume = Distribution.withMain(folder, DIES);
    Path old = Files.createDirectories(folder.resolve("old/bin"));
    Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"17.0.1\"\n");
    assertThat(Files.createFile(old.resolve("java")).toFile().setExecutable(true)).isTrue();
    Result chosen = brume.runWith("JAVA_HOME", folder.resolve("old").toString(), "java");
    assertThat(chosen.exitCode()).isZero();
    assertThat(chosen.output()).isNotEmpty().doesNotContain(old.getParent().toString());
  }

  @Test
  void everyCommandExplainsItselfAndTakesNothingThatItDoesNotKnow() throws Exception {
    Distribution brume = Distribution.withMain(folder, DIES);
    String help = brume.run("help").output();
    assertThat(help).startsWith("usage: ./brume COMMAND");
    for (String command :
        new String[] {"start", "stop", "status", "logs", "reset", "check", "env", "version"}) {
      for (String asked : new String[] {"--help", "-h"}) {
        Result result = brume.run(command, asked);
        assertThat(result.output()).as(command).isEqualTo(help);
        assertThat(result.exitCode()).isZero();
      }
    }
    for (String command : new String[] {"stop", "status", "logs", "reset", "env", "version"}) {
      assertMisuse(brume, "'" + command + "' does not take 'surplus'", command, "surplus");
    }
  }
}
