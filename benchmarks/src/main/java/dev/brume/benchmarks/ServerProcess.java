package dev.brume.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own, and what the operating system says of that process. */
final class ServerProcess implements AutoCloseable {
  private static final double TICKS_PER_SECOND = 100;
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 30;

  private final Process process;
  private final Path log;
  private final boolean byHeart;
  final int port;

  /** From the start of the process to its first answer. */
  final double startMillis;

  private Recording recording;

  private ServerProcess(Process process, Path log, boolean byHeart, int port, double startMillis) {
    this.process = process;
    this.log = log;
    this.byHeart = byHeart;
    this.port = port;
    this.startMillis = startMillis;
  }

  /**
   * Starts {@code command}, in which {@code {port}} stands for a free port, and awaits an answer.
   */
  static ServerProcess start(List<String> command) throws IOException, InterruptedException {
    int port = freePort();
    List<String> words = new ArrayList<>();
    command.forEach(word -> words.add(word.replace("{port}", Integer.toString(port))));
    Path log = Files.createTempFile("server", ".log");
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    byte[] request = SqsRequests.request("127.0.0.1:" + port, "ListQueues", "{}");
    while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(START_SECONDS)) {
      if (!process.isAlive()) {
        break;
      }
      try (HttpConnection connection = new HttpConnection(port, null)) {
        connection.call(request);
        double millis = (System.nanoTime() - began) / 1e6;
        boolean byHeart = command.contains(BareNetty.class.getName());
        return new ServerProcess(process, log, byHeart, port, millis);
      } catch (IOException notYet) {
        LockSupport.parkNanos(2_000_000);
      }
    }
    process.destroyForcibly().waitFor();
    String printed = Files.readString(log);
    Files.delete(log);
    throw new IOException("Does not answer: " + words + "\n" + printed);
  }

  /** Keeps what is answered on connections that are made from now on. */
  void record(Recording into) {
    recording = into;
  }

  boolean isRecorded() {
    return recording != null;
  }

  /** Whether it knows answers, and nothing else. */
  boolean saysByHeart() {
    return byHeart;
  }

  HttpConnection connect() throws IOException {
    return new HttpConnection(port, recording);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** User and system time so far, in seconds. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** Resident memory in MiB. */
  long residentMebibytes() throws IOException {
    return mebibytes("VmRSS:");
  }

  /** The most that it was. */
  long mostResidentMebibytes() throws IOException {
    return mebibytes("VmHWM:");
  }

  private long mebibytes(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return -1;
  }

  /** Ends it without a warning. */
  void kill() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    Files.deleteIfExists(log);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    Files.deleteIfExists(log);
  }
}
