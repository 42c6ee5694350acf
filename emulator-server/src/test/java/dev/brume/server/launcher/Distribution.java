package dev.brume.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * An unpacked distribution in a folder of its own, as the archive lays it out: {@code brume} beside
 * {@code lib}. The one library in it holds a {@code Main} that the test chooses, so that a server
 * can be made to fail at will.
 */
final class Distribution {

  /** How a command ended: its exit code and what it printed. */
  record Result(int exitCode, String output, String errors) {

    /** The lines of the error output. */
    List<String> errorLines() {
      return errors.lines().toList();
    }
  }

  private static final long COMMAND_SECONDS = 60;

  private final Path folder;

  private Distribution(Path folder) {
    this.folder = folder;
  }

  /** A distribution whose server is this body of {@code main(String[] arguments)}. */
  static Distribution withMain(Path folder, String mainBody) throws IOException {
    Path home = Files.createDirectories(folder.resolve("brume home"));
    Files.copy(
        repository().resolve("brume"), home.resolve("brume"), StandardCopyOption.COPY_ATTRIBUTES);
    Path classes = compile(folder.resolve("classes"), mainBody);
    Path library = Files.createDirectories(home.resolve("lib"));
    pack(classes, library.resolve("emulator-server-1.2.3.jar"));
    return new Distribution(folder);
  }

  static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve(".mvn"))) {
      here = here.getParent();
    }
    return here;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  Path launcher() {
    return folder.resolve("brume home").resolve("brume");
  }

  Path log(int port) {
    return folder.resolve("state").resolve("brume").resolve(String.valueOf(port)).resolve("log");
  }

  /** Runs the launcher to its end. */
  Result run(String... arguments) throws IOException, InterruptedException {
    return run(launcher(), arguments);
  }

  Result run(Path launcher, String... arguments) throws IOException, InterruptedException {
    return run(builder(launcher, arguments));
  }

  /** Runs the launcher with one more variable in its environment. */
  Result runWith(String variable, String value, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = builder(launcher(), arguments);
    builder.environment().put(variable, value);
    return run(builder);
  }

  /** Runs the launcher without one variable in its environment. */
  Result runWithout(String variable, String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = builder(launcher(), arguments);
    builder.environment().remove(variable);
    return run(builder);
  }

  private Result run(ProcessBuilder builder) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", "");
    Path errors = Files.createTempFile(folder, "errors", "");
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    assertThat(process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)).as("ends").isTrue();
    return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  /** Starts the launcher; it runs until the test ends it. */
  Process start(String... arguments) throws IOException {
    return builder(launcher(), arguments).redirectErrorStream(true).start();
  }

  private ProcessBuilder builder(Path launcher, String... arguments) {
    List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().remove("BRUME_JAVA_OPTS");
    return builder;
  }

  private static Path compile(Path classes, String mainBody) throws IOException {
    Path source = Files.createDirectories(classes).resolve("Main.java");
    Files.writeString(
        source,
        """
        package dev.brume.server;
        public final class Main {
          public static void main(String[] arguments) throws Exception {
            %s
          }
        }
        """
            .formatted(mainBody));
    int outcome =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "21",
                "-proc:none",
                "-d",
                classes.toString(),
                source.toString());
    assertThat(outcome).isZero();
    return classes;
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file);
        Stream<Path> compiled = Files.walk(classes)) {
      for (Path type : compiled.filter(path -> path.toString().endsWith(".class")).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(type).toString().replace('\\', '/')));
        entries.write(Files.readAllBytes(type));
      }
    }
  }

  /** Waits until a process prints this line. */
  static void awaitLine(Process process, String line) throws IOException {
    StringBuilder printed = new StringBuilder();
    int character;
    while ((character = process.getInputStream().read()) >= 0) {
      printed.append((char) character);
      if (printed.toString().endsWith(line + "\n")) {
        return;
      }
    }
    throw new AssertionError(
        "ended without '%s': %s"
            .formatted(
                line,
                new String(
                    printed.toString().getBytes(StandardCharsets.ISO_8859_1),
                    StandardCharsets.UTF_8)));
  }
}
