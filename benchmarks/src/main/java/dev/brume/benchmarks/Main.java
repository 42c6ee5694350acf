package dev.brume.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The price of a request, side by side in one run: Brume, a bare Netty server that says the same
 * bytes, and the peers that are there. CPU per 1,000 requests is the figure to compare: it holds on
 * a noisy machine. Prints a table and writes it to {@code benchmarks/target/report.md}.
 *
 * <p>Arguments: the distribution's folder; optionally seconds a measurement (10) and CPU seconds of
 * warm-up (20).
 */
public final class Main {
  private static final int[] CONNECTIONS = {1, 16};
  private static final int STARTS = 5;
  private static final int WAKEUPS = 500;

  private final StringBuilder report = new StringBuilder();
  private final double seconds;
  private final double warmUpCpuSeconds;

  private Main(double seconds, double warmUpCpuSeconds) {
    this.seconds = seconds;
    this.warmUpCpuSeconds = warmUpCpuSeconds;
  }

  public static void main(String[] arguments) throws Exception {
    double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 10;
    double warmUp = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 20;
    new Main(seconds, warmUp).run(Path.of(arguments[0]));
  }

  private void run(Path distribution) throws Exception {
    List<String> brume = Servers.brume(distribution);
    Path answers;
    try (ServerProcess server = ServerProcess.start(brume)) {
      answers = Recording.record(server);
    }
    Map<String, List<String>> servers = new LinkedHashMap<>();
    servers.put("bare Netty", Servers.bareNetty(answers));
    servers.put("Brume", brume);
    servers.putAll(Servers.peers());
    starts(servers);
    servers.put("Brume, verify", Servers.verifying(brume));
    requests(servers);
    servers.remove("Brume, verify");
    servers.remove("bare Netty");
    wakeups(servers);
    Files.writeString(Path.of("benchmarks", "target", "report.md"), report.toString());
  }

  private void starts(Map<String, List<String>> servers) throws Exception {
    line("| server | start to first answer, ms (median of %d) | resident, MiB |", STARTS);
    line("| --- | --- | --- |");
    for (Map.Entry<String, List<String>> entry : servers.entrySet()) {
      List<Double> millis = new ArrayList<>();
      long resident = 0;
      for (int i = 0; i < STARTS; i++) {
        try (ServerProcess server = ServerProcess.start(entry.getValue())) {
          millis.add(server.startMillis);
          resident = server.residentMebibytes();
        }
      }
      millis.sort(null);
      line("| %s | %.0f | %d |", entry.getKey(), millis.get(STARTS / 2), resident);
    }
    line("");
  }

  private void requests(Map<String, List<String>> servers) throws Exception {
    line(
        "| scenario | connections | server | requests/s | p50 µs | p99 µs |"
            + " CPU s per 1,000 requests | times bare Netty | resident, MiB |");
    line("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (Scenario scenario : Scenario.values()) {
      for (int connections : CONNECTIONS) {
        compare(servers, scenario, connections);
      }
    }
    line("");
  }

  private void compare(Map<String, List<String>> servers, Scenario scenario, int connections)
      throws Exception {
    double least = 0;
    for (Map.Entry<String, List<String>> entry : servers.entrySet()) {
      try (ServerProcess server = ServerProcess.start(entry.getValue())) {
        Load load = new Load(server, scenario, connections);
        load.warmUp(warmUpCpuSeconds);
        Load.Result result = load.measure(seconds);
        least = least == 0 ? result.cpuSecondsPerThousand() : least;
        line(
            "| %s | %d | %s | %.0f | %.0f | %.0f | %.4f | %.1f | %d |",
            scenario.title,
            connections,
            entry.getKey(),
            result.requestsPerSecond(),
            result.p50Micros(),
            result.p99Micros(),
            result.cpuSecondsPerThousand(),
            result.cpuSecondsPerThousand() / least,
            result.residentMebibytes());
      } catch (IOException e) {
        line("| %s | %d | %s | %s |", scenario.title, connections, entry.getKey(), e.getMessage());
      }
    }
  }

  private void wakeups(Map<String, List<String>> servers) throws Exception {
    line("| server | send to waiting consumer, p50 µs | p99 µs |");
    line("| --- | --- | --- |");
    for (Map.Entry<String, List<String>> entry : servers.entrySet()) {
      try (ServerProcess server = ServerProcess.start(entry.getValue())) {
        Wakeup.measure(server, WAKEUPS);
        double[] micros = Wakeup.measure(server, WAKEUPS);
        line("| %s | %.0f | %.0f |", entry.getKey(), micros[0], micros[1]);
      }
    }
  }

  private void line(String format, Object... values) {
    String text = String.format(Locale.ROOT, format, values);
    System.out.println(text);
    report.append(text).append('\n');
  }
}
