package dev.brume.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The price of a request, side by side in one run: Brume, a bare Netty server that says the same
 * bytes, and the peers that are there. CPU per 1,000 requests is the figure to compare: it holds on
 * a noisy machine. Prints tables and writes them to {@code benchmarks/target/report.md}.
 *
 * <p>Arguments: the distribution's folder; optionally what to measure ({@code start}, {@code sqs},
 * {@code sns}, {@code dynamodb}, {@code kinesis}, {@code enforce}, {@code s3}, {@code sdk} or names
 * of scenarios; all of it without), seconds a measurement (10) and CPU seconds of warm-up (20).
 */
public final class Main {
  private static final int STARTS = 7;
  private static final int WAKEUPS = 500;
  private static final String NETTY = "bare Netty";

  private final Report report = new Report("report.md");
  private final Servers servers;
  private final List<String> wanted = new ArrayList<>();
  private final List<Double> numbers = new ArrayList<>(List.of(10.0, 20.0));

  private Main(String[] arguments) {
    servers = new Servers(Path.of(arguments[0]));
    int number = 0;
    for (int i = 1; i < arguments.length; i++) {
      if (Character.isDigit(arguments[i].charAt(0))) {
        numbers.set(number++, Double.valueOf(arguments[i]));
      } else {
        wanted.add(arguments[i]);
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    Main main = new Main(arguments);
    Scratch.clear();
    main.run();
    Scratch.clear();
  }

  private void run() throws Exception {
    if (isWanted("start")) {
      starts();
    }
    compare(chosen("sqs", SqsScenario.values()), servers.peersOfSqs(), true);
    if (isWanted("sqs")) {
      wakeups();
    }
    for (SnsScenario scenario : SnsScenario.values()) {
      compare(chosen("sns", new Scenario[] {scenario}), Map.of(), true);
    }
    if (isWanted("sns") || wanted.contains("publish-to-consumer")) {
      publishing();
    }
    List<Scenario> ofDynamoDb = chosen("dynamodb", DynamoDbScenario.values());
    compare(
        ofDynamoDb.stream().filter(each -> ((DynamoDbScenario) each).isForPeers()).toList(),
        servers.peersOfDynamoDb(),
        true);
    compare(
        ofDynamoDb.stream().filter(each -> !((DynamoDbScenario) each).isForPeers()).toList(),
        Map.of(),
        false);
    compare(chosen("kinesis", KinesisScenario.values()), servers.peersOfKinesis(), true);
    if (isWanted("kinesis") || wanted.contains("shard-push")) {
      pushes();
    }
    enforcement(chosen("enforce", AccessScenario.values()));
    List<Scenario> ofS3 = chosen("s3", S3Scenario.values());
    compare(ofS3.stream().filter(Main::isForPeers).toList(), servers.peersOfS3(), false);
    compare(ofS3.stream().filter(one -> !isForPeers(one)).toList(), Map.of(), false);
    compare(chosen("sdk", SdkScenario.all(false)), Map.of(), true);
    compare(chosen("sdk", SdkScenario.all(true)), Map.of(), false);
  }

  private static boolean isForPeers(Scenario scenario) {
    return ((S3Scenario) scenario).isForPeers();
  }

  private boolean isWanted(String name) {
    return wanted.isEmpty() || wanted.contains(name);
  }

  private List<Scenario> chosen(String group, Scenario[] scenarios) {
    List<Scenario> chosen = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      if (isWanted(group) || wanted.contains(scenario.id())) {
        chosen.add(scenario);
      }
    }
    return chosen;
  }

  private void starts() throws Exception {
    report.line(
        "| server | start to first answer, ms (median of %d, after one) | CPU s | resident, MiB |",
        STARTS);
    report.line("| --- | --- | --- | --- |");
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("Brume, `./brume start`", servers.installed());
    commands.put("Brume, with an AOT cache instead", servers.withAotCache());
    commands.put("Brume, with neither", servers.brume());
    commands.putAll(servers.peersOfSqs());
    commands.putAll(servers.peersOfS3());
    Map<String, List<double[]>> measured = new LinkedHashMap<>();
    for (int turn = 0; turn <= STARTS; turn++) {
      for (Map.Entry<String, List<String>> entry : commands.entrySet()) {
        double[] figures = start(entry.getValue());
        if (turn > 0) {
          measured.computeIfAbsent(entry.getKey(), name -> new ArrayList<>()).add(figures);
        }
      }
    }
    for (Map.Entry<String, List<double[]>> entry : measured.entrySet()) {
      entry.getValue().sort((a, b) -> Double.compare(a[0], b[0]));
      double[] median = entry.getValue().get(STARTS / 2);
      report.line("| %s | %.0f | %.2f | %.0f |", entry.getKey(), median[0], median[1], median[2]);
    }
    report.line("");
  }

  private static double[] start(List<String> command) throws Exception {
    try (ServerProcess server = ServerProcess.start(command)) {
      return new double[] {server.startMillis, server.cpuSeconds(), server.residentMebibytes()};
    }
  }

  private void compare(List<Scenario> scenarios, Map<String, List<String>> peers, boolean verifying)
      throws Exception {
    if (scenarios.isEmpty()) {
      return;
    }
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put(NETTY, servers.bareNetty(record(scenarios)));
    commands.put("Brume", servers.brume());
    if (servers.before() != null) {
      commands.put("Brume, before", servers.before());
    }
    if (verifying) {
      commands.put("Brume, verify", servers.verifying());
    }
    commands.putAll(peers);
    Comparison.head(report, NETTY);
    for (Scenario scenario : scenarios) {
      new Comparison(scenario, numbers.get(0), numbers.get(1), report).run(commands);
    }
    report.line("");
  }

  /** What it costs to enforce access. */
  private void enforcement(List<Scenario> scenarios) throws Exception {
    if (scenarios.isEmpty()) {
      return;
    }
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("Brume", servers.brume());
    commands.put("Brume, enforce", servers.enforcing());
    Comparison.head(report, "Brume");
    for (Scenario scenario : scenarios) {
      new Comparison(scenario, numbers.get(0), numbers.get(1), report).run(commands);
    }
    report.line("");
  }

  /** What Brume answers to the requests of all scenarios. */
  private Path record(List<Scenario> scenarios) throws Exception {
    Path answers = Files.createTempDirectory(Scratch.folder("answers"), "of");
    try (ServerProcess server = ServerProcess.start(servers.brume())) {
      server.record(new Recording(answers));
      for (Scenario scenario : scenarios) {
        Scenario.Clients clients = scenario.prepare(server, 1);
        clients.refill(0.1);
        try (HttpConnection connection = server.connect()) {
          clients.client(0, connection).run();
        }
      }
    }
    return answers;
  }

  private void wakeups() throws Exception {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("Brume", servers.brume());
    commands.putAll(servers.peersOfSqs());
    latencies("send to waiting consumer", commands, Wakeup::measure);
  }

  private void publishing() throws Exception {
    Map<String, List<String>> commands = Map.of("Brume", servers.brume());
    latencies("publish to waiting consumer", commands, Wakeup::measurePublishing);
  }

  /** Measures latencies of so many rounds. */
  @FunctionalInterface
  private interface Latency {
    double[] measure(ServerProcess server, int rounds) throws Exception;
  }

  private void latencies(String what, Map<String, List<String>> commands, Latency latency)
      throws Exception {
    report.line("| server | %s, p50 µs | p99 µs |", what);
    report.line("| --- | --- | --- |");
    for (Map.Entry<String, List<String>> entry : commands.entrySet()) {
      try (ServerProcess server = ServerProcess.start(entry.getValue())) {
        latency.measure(server, WAKEUPS);
        double[] micros = latency.measure(server, WAKEUPS);
        report.line("| %s | %.0f | %.0f |", entry.getKey(), micros[0], micros[1]);
      } catch (IOException e) {
        report.line("| %s | %s |", entry.getKey(), e.getMessage());
      }
    }
    report.line("");
  }

  private void pushes() throws Exception {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("Brume", servers.brume());
    commands.putAll(servers.peersOfKinesis());
    latencies("put to subscribed consumer", commands, ShardPush::measure);
  }
}
