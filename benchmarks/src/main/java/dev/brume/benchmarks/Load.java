package dev.brume.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Drives one server with one scenario over some connections, and says what that cost. */
final class Load {
  /** How many times the time that a server may take that uses less than one core. */
  private static final int PATIENCE = 4;

  private final ServerProcess server;
  private final Scenario scenario;
  private final int connections;
  private final Scenario.Clients clients;

  /** What a run came to; latencies in microseconds a round. */
  record Result(
      double requestsPerSecond,
      double p50Micros,
      double p99Micros,
      double cpuSecondsPerThousand,
      long residentMebibytes) {}

  Load(ServerProcess server, Scenario scenario, int connections) throws IOException {
    this.server = server;
    this.scenario = scenario;
    this.connections = connections;
    this.clients = scenario.prepare(server, connections);
  }

  /** Runs until the server has spent {@code cpuSeconds} (or four times as long has passed). */
  void warmUp(double cpuSeconds) throws Exception {
    double target = server.cpuSeconds() + cpuSeconds;
    long limit = System.nanoTime() + (long) (cpuSeconds * PATIENCE * 1e9);
    while (server.cpuSeconds() < target && System.nanoTime() < limit) {
      measure(1);
    }
  }

  /** Runs for {@code seconds}. */
  Result measure(double seconds) throws Exception {
    clients.refill(seconds);
    double cpuBefore = server.cpuSeconds();
    long began = System.nanoTime();
    List<long[]> latencies = inParallel(began + (long) (seconds * 1e9));
    double elapsed = (System.nanoTime() - began) / 1e9;
    double cpu = server.cpuSeconds() - cpuBefore;
    long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    if (all.length == 0) {
      throw new IOException("Not one round was done in time");
    }
    double made = (double) all.length * scenario.requests();
    return new Result(
        made / elapsed,
        all[all.length / 2] / 1e3,
        all[(int) (all.length * 0.99)] / 1e3,
        cpu / made * 1000,
        server.residentMebibytes());
  }

  private long[] client(int number, long until) throws IOException {
    long[] latencies = new long[1024];
    int rounds = 0;
    try (HttpConnection connection = server.connect()) {
      Scenario.Round round = clients.client(number, connection);
      for (long now = System.nanoTime(); now < until; ) {
        round.run();
        long after = System.nanoTime();
        if (rounds == latencies.length) {
          latencies = Arrays.copyOf(latencies, rounds * 2);
        }
        latencies[rounds++] = after - now;
        now = after;
      }
    } catch (Scenario.UsedUp e) {
      if (rounds == 0) {
        throw e;
      }
    }
    return Arrays.copyOf(latencies, rounds);
  }

  private List<long[]> inParallel(long until) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<long[]>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int number = i;
        running.add(threads.submit(() -> client(number, until)));
      }
      List<long[]> latencies = new ArrayList<>();
      for (Future<long[]> one : running) {
        latencies.add(one.get());
      }
      return latencies;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : e;
    }
  }
}
