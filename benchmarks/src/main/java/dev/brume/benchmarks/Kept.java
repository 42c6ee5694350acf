package dev.brume.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What it costs to keep the state. First what a request costs with persistence off, at intervals
 * and always; then what a message costs while a queue grows, and how long the server takes to come
 * back with it after it was killed.
 *
 * <p>Arguments: the distribution's folder; optionally seconds a measurement (5), CPU seconds of
 * warm-up (10) and the number of messages (1,000,000).
 */
public final class Kept {
  private static final int[] CONNECTIONS = {1, 16};

  /** The last so many messages of a stage are what is measured. */
  private static final int MEASURED = 10_000;

  private static final int ROUNDS = 10_000;

  private static final List<Scenario> SCENARIOS =
      List.of(SqsScenario.SEND, SqsScenario.SEND_BATCH, SqsScenario.SEND_RECEIVE_DELETE);

  private final Report report = new Report("kept.md");
  private final List<String> brume;
  private final Path directory;

  private Kept(Path distribution) throws IOException {
    brume = new Servers(distribution).brume();
    Scratch.clear();
    directory = Scratch.folder("kept");
  }

  public static void main(String[] arguments) throws Exception {
    double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 5;
    double warmUp = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 10;
    int messages = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1_000_000;
    Kept kept = new Kept(Path.of(arguments[0]));
    kept.requests(seconds, warmUp);
    kept.growth(messages);
    Scratch.clear();
  }

  /** The command for each mode, with a data directory of its own. */
  private Map<String, List<String>> modes(String run) {
    Map<String, List<String>> modes = new LinkedHashMap<>();
    for (String mode : List.of("off", "interval", "always")) {
      String variable = "PERSISTENCE=" + (mode.equals("off") ? "0" : mode);
      List<String> command = new ArrayList<>(List.of("env", variable));
      command.addAll(brume);
      if (!mode.equals("off")) {
        command.addAll(List.of("--data", directory.resolve(run + "-" + mode).toString()));
      }
      modes.put(mode, command);
    }
    return modes;
  }

  private void requests(double seconds, double warmUpCpuSeconds) throws Exception {
    report.line(
        "| scenario | connections | persistence | requests/s | p50 µs | p99 µs |"
            + " CPU s per 1,000 requests | times off |");
    report.line("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (Scenario scenario : SCENARIOS) {
      for (int connections : CONNECTIONS) {
        double off = 0;
        for (Map.Entry<String, List<String>> mode : modes(scenario.id() + connections).entrySet()) {
          try (ServerProcess server = ServerProcess.start(mode.getValue())) {
            Load load = new Load(server, scenario, connections);
            load.warmUp(warmUpCpuSeconds);
            Load.Result result = load.measure(seconds);
            off = off == 0 ? result.cpuSecondsPerThousand() : off;
            report.line(
                "| %s | %d | %s | %.0f | %.0f | %.0f | %.4f | %.1f |",
                scenario.title(),
                connections,
                mode.getKey(),
                result.requestsPerSecond(),
                result.p50Micros(),
                result.p99Micros(),
                result.cpuSecondsPerThousand(),
                result.cpuSecondsPerThousand() / off);
          }
        }
      }
    }
    report.line("");
  }

  private void growth(int messages) throws Exception {
    report.line(
        "| persistence | messages | CPU s per 1,000 messages sent in tens | CPU s per 1,000 rounds"
            + " of send, receive, delete | resident, MiB | on disk, MiB | killed; answers again"
            + " after, s | resident, MiB |");
    report.line("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (Map.Entry<String, List<String>> mode : modes("growth").entrySet()) {
      ServerProcess server = ServerProcess.start(mode.getValue());
      try {
        fill(server, "warm-up", messages / 10);
        int sent = 0;
        for (int size = messages / 100; size <= messages; size *= 10) {
          fill(server, "growing", size - MEASURED - sent);
          double send = cpuPerThousand(server, MEASURED, () -> fill(server, "growing", MEASURED));
          sent = size;
          double rounds = cpuPerThousand(server, ROUNDS, () -> rounds(server, "growing"));
          report.line(
              "| %s | %d | %.4f | %.4f | %d | %.0f | | |",
              mode.getKey(),
              size,
              send,
              rounds,
              server.residentMebibytes(),
              mebibytesOnDisk("growth-" + mode.getKey()));
        }
        server.kill();
      } finally {
        server.close();
      }
      if (!mode.getKey().equals("off")) {
        restart(mode);
      }
    }
  }

  /** Comes back with what was killed. */
  private void restart(Map.Entry<String, List<String>> mode) throws Exception {
    try (ServerProcess server = ServerProcess.start(mode.getValue())) {
      long resident = server.residentMebibytes();
      rounds(server, "growing");
      report.line(
          "| %s, restarted | | | %.4f | %d | | %.1f | %d |",
          mode.getKey(),
          cpuPerThousand(server, ROUNDS, () -> rounds(server, "growing")),
          server.residentMebibytes(),
          server.startMillis / 1000,
          resident);
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static double cpuPerThousand(ServerProcess server, int count, Work work)
      throws IOException {
    double before = server.cpuSeconds();
    work.run();
    return (server.cpuSeconds() - before) / count * 1000;
  }

  private static SqsRequests queue(ServerProcess server, HttpConnection connection, String name)
      throws IOException {
    String answer = connection.call(SqsRequests.createQueue(server.port, name)).ok().text();
    return new SqsRequests(server.port, SqsRequests.member(answer, "QueueUrl"));
  }

  private static void fill(ServerProcess server, String name, int messages) throws IOException {
    try (HttpConnection connection = server.connect()) {
      byte[] batch = queue(server, connection, name).sendBatchOfTen();
      for (int sent = 0; sent < messages; sent += 10) {
        connection.call(batch).ok();
      }
    }
  }

  private static void rounds(ServerProcess server, String name) throws IOException {
    try (HttpConnection connection = server.connect()) {
      SqsRequests requests = queue(server, connection, name);
      Scenario.Round round = SqsScenario.SEND_RECEIVE_DELETE.round(connection, requests);
      for (int i = 0; i < ROUNDS; i++) {
        round.run();
      }
    }
  }

  private double mebibytesOnDisk(String run) throws IOException {
    Path folder = directory.resolve(run);
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    double bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes / (1 << 20);
  }
}
