package dev.brume.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Drives one server with one scenario over some connections, and says what that cost. */
final class Load {
  private static final int FILLED_A_SECOND = 30_000;

  private final ServerProcess server;
  private final Scenario scenario;
  private final int connections;
  private final SqsRequests requests;

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
    try (HttpConnection connection = new HttpConnection(server.port)) {
      String name = scenario.name().toLowerCase() + connections;
      String answer = Scenario.check(connection.call(SqsRequests.createQueue(server.port, name)));
      this.requests = new SqsRequests(server.port, SqsRequests.member(answer, "QueueUrl"));
    }
  }

  /** Runs until the server has spent {@code cpuSeconds} (or four times as long has passed). */
  void warmUp(double cpuSeconds) throws Exception {
    double target = server.cpuSeconds() + cpuSeconds;
    long limit = System.nanoTime() + (long) (cpuSeconds * 4e9);
    while (server.cpuSeconds() < target && System.nanoTime() < limit) {
      measure(1);
    }
  }

  /** Runs for {@code seconds}. */
  Result measure(double seconds) throws Exception {
    if (scenario == Scenario.RECEIVE_DELETE) {
      fill((int) (FILLED_A_SECOND * seconds), (long) (seconds * 2e9));
    }
    double cpuBefore = server.cpuSeconds();
    long began = System.nanoTime();
    List<long[]> latencies = inParallel(() -> client(began + (long) (seconds * 1e9)));
    double elapsed = (System.nanoTime() - began) / 1e9;
    double cpu = server.cpuSeconds() - cpuBefore;
    long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    if (all.length == 0) {
      throw new IOException("Not one round was done in time");
    }
    double made = (double) all.length * scenario.requests;
    return new Result(
        made / elapsed,
        all[all.length / 2] / 1e3,
        all[(int) (all.length * 0.99)] / 1e3,
        cpu / made * 1000,
        server.residentMebibytes());
  }

  /** Sends {@code messages}, or as many as a slow server takes in the time. */
  private void fill(int messages, long limitNanos) throws Exception {
    long began = System.nanoTime();
    byte[] batch = requests.sendBatchOfTen();
    try (HttpConnection connection = new HttpConnection(server.port)) {
      for (int i = 0; i < messages && System.nanoTime() - began < limitNanos; i += 10) {
        Scenario.check(connection.call(batch));
      }
    }
  }

  private long[] client(long until) throws IOException {
    byte[] send = requests.send();
    byte[] batch = requests.sendBatchOfTen();
    long[] latencies = new long[1024];
    int rounds = 0;
    try (HttpConnection connection = new HttpConnection(server.port)) {
      for (long now = System.nanoTime(); now < until; ) {
        scenario.round(connection, requests, send, batch);
        long after = System.nanoTime();
        if (rounds == latencies.length) {
          latencies = Arrays.copyOf(latencies, rounds * 2);
        }
        latencies[rounds++] = after - now;
        now = after;
      }
    } catch (IOException e) {
      if (rounds == 0 || !"The queue ran dry".equals(e.getMessage())) {
        throw e;
      }
    }
    return Arrays.copyOf(latencies, rounds);
  }

  private List<long[]> inParallel(Callable<long[]> client) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<long[]>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(threads.submit(client));
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
