package dev.brume.server.persistence;

import dev.brume.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An emulator in a process of its own, which can be killed. */
final class RealServer implements AutoCloseable {
  private final Process process;
  private final URI endpoint;

  private RealServer(Process process) throws IOException {
    this.process = process;
    this.endpoint = awaitEndpoint();
  }

  /**
   * Starts one on a free port and awaits that it is ready.
   *
   * @param jvmOptions options of its JVM beyond the usual ones
   * @param arguments arguments of {@code start}
   */
  static RealServer start(List<String> jvmOptions, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m"));
    command.addAll(jvmOptions);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "start"));
    command.addAll(List.of("--port", "0"));
    command.addAll(List.of(arguments));
    return new RealServer(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
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

  /** Ends it without a warning, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Asks it to end, where it has not yet. */
  @Override
  public void close() throws InterruptedException {
    process.toHandle().destroy();
    process.waitFor();
  }
}
