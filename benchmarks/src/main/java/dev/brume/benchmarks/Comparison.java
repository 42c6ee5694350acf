package dev.brume.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One scenario on several servers, which take turns: what else the machine does meets all of them.
 * Of each server the turn with the median CPU is reported.
 */
final class Comparison {
  private static final int TURNS = 5;

  /** What is warm already at one number of connections needs less at the next. */
  private static final int FURTHER_WARM_UP = 4;

  private final Scenario scenario;
  private final double seconds;
  private final double warmUpCpuSeconds;
  private final Report report;

  Comparison(Scenario scenario, double seconds, double warmUpCpuSeconds, Report report) {
    this.scenario = scenario;
    this.seconds = seconds;
    this.warmUpCpuSeconds = warmUpCpuSeconds;
    this.report = report;
  }

  /**
   * Begins a table.
   *
   * @param first the server that the others are compared with
   */
  static void head(Report report, String first) throws IOException {
    report.line(
        "| scenario | connections | server | requests/s | p50 µs | p99 µs |"
            + " CPU s per 1,000 requests | times %s | resident, MiB |",
        first);
    report.line("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
  }

  /** Compares; what is named first is what the others are so many times of. */
  void run(Map<String, List<String>> commands) throws Exception {
    Map<String, ServerProcess> servers = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, List<String>> entry : commands.entrySet()) {
        try {
          servers.put(entry.getKey(), ServerProcess.start(entry.getValue()));
        } catch (IOException e) {
          failed(entry.getKey(), e);
        }
      }
      double warmUp = warmUpCpuSeconds;
      for (int connections : scenario.connections()) {
        compare(servers, connections, warmUp);
        warmUp = warmUpCpuSeconds / FURTHER_WARM_UP;
      }
    } finally {
      for (ServerProcess server : servers.values()) {
        server.close();
      }
    }
  }

  private void compare(Map<String, ServerProcess> servers, int connections, double warmUp)
      throws Exception {
    Map<String, Load> loads = new LinkedHashMap<>();
    for (Map.Entry<String, ServerProcess> entry : List.copyOf(servers.entrySet())) {
      try {
        Load load = new Load(entry.getValue(), scenario, connections);
        load.warmUp(warmUp);
        loads.put(entry.getKey(), load);
      } catch (IOException e) {
        failed(entry.getKey(), e);
        servers.remove(entry.getKey()).close();
      }
    }
    Map<String, List<Load.Result>> results = new LinkedHashMap<>();
    for (int turn = 0; turn < TURNS; turn++) {
      for (Map.Entry<String, Load> entry : List.copyOf(loads.entrySet())) {
        try {
          Load.Result result = entry.getValue().measure(seconds / TURNS);
          results.computeIfAbsent(entry.getKey(), name -> new ArrayList<>()).add(result);
        } catch (IOException e) {
          failed(entry.getKey(), e);
          loads.remove(entry.getKey());
          servers.remove(entry.getKey()).close();
        }
      }
    }
    tell(results, connections);
  }

  private void tell(Map<String, List<Load.Result>> results, int connections) throws IOException {
    double least = 0;
    for (Map.Entry<String, List<Load.Result>> entry : results.entrySet()) {
      List<Load.Result> turns = entry.getValue();
      turns.sort(Comparator.comparingDouble(Load.Result::cpuSecondsPerThousand));
      Load.Result result = turns.get(turns.size() / 2);
      least = least == 0 ? result.cpuSecondsPerThousand() : least;
      report.line(
          "| %s | %d | %s | %.0f | %.0f | %.0f | %.4f | %.1f | %d |",
          scenario.title(),
          connections,
          entry.getKey(),
          result.requestsPerSecond(),
          result.p50Micros(),
          result.p99Micros(),
          result.cpuSecondsPerThousand(),
          result.cpuSecondsPerThousand() / least,
          result.residentMebibytes());
    }
  }

  private void failed(String server, IOException failure) throws IOException {
    String reason = failure.getMessage().lines().findFirst().orElse("");
    report.line("| %s | | %s | left out: %s |", scenario.title(), server, reason);
  }
}
