package dev.brume.server.persistence;

import dev.brume.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An emulator in a process of its own, which can be killed. */
final class RealServer implements AutoCloseable {
  private final Process process;
  private final Path temporary;
  private final URI endpoint;

  private RealServer(Process process, Path temporary) throws IOException {
    this.process = process;
    this.temporary = temporary;
    this.endpoint = awaitEndpoint();
  }

  /**
   * Starts one on a free port and awaits that it is ready.
   *
   * @param jvmOptions options of its JVM beyond the usual ones
   * @param arguments arguments of {@code start}
   */
  static RealServer start(List<String> jvmOptions, String... arguments) throws IOException {
    Path temporary = Files.createTempDirectory("brume-real-server");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-Djava.io.tmpdir=" + temporary));
    command.addAll(jvmOptions);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "start"));
    command.addAll(List.of("--port", "0"));
    command.addAll(List.of(arguments));
    return new RealServer(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start(),
        temporary);
  }

  private URI awaitEndpoint() throws IOException {
    BufferedReader reader = process.inputReader();
    String found = null;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      int url = line.indexOf("http://");
      found = url >= 0 ? line.substring(url) : found;
      if (line.equals("Ready.")) {
        return URI.create(found);
      }
    }
    throw new IOException("The server did not start");
  }

  URI endpoint() {
    return endpoint;
  }

  long pid() {
    return process.pid();
  }

  /** The names of the files in its temporary directory, at this moment. */
  List<String> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Ends it without a warning, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    awaitEnd();
  }

  /** What a killed process leaves in its temporary folder, nobody else deletes. */
  private void awaitEnd() throws InterruptedException {
    process.waitFor();
    try (Stream<Path> files = Files.exists(temporary) ? Files.walk(temporary) : Stream.of()) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end, where it has not yet. */
  @Override
  public void close() throws InterruptedException {
    process.toHandle().destroy();
    awaitEnd();
  }
}
