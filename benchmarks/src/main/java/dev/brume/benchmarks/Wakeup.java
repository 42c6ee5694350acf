package dev.brume.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long a message takes from its send to a consumer that waits for it. */
final class Wakeup {
  private static final int WAIT_SECONDS = 20;

  private Wakeup() {}

  /** Median and 99th percentile in microseconds, from the start of the send to the answer. */
  static double[] measure(ServerProcess server, int rounds) throws Exception {
    long[] latencies = new long[rounds];
    try (HttpConnection producer = server.connect();
        HttpConnection consumer = server.connect();
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      String created = producer.call(SqsRequests.createQueue(server.port, "wakeup")).ok().text();
      SqsRequests requests = new SqsRequests(server.port, SqsRequests.member(created, "QueueUrl"));
      for (int i = 0; i < rounds; i++) {
        latencies[i] = round(producer, consumer, thread, requests);
      }
    }
    Arrays.sort(latencies);
    return new double[] {latencies[rounds / 2] / 1e3, latencies[(int) (rounds * 0.99)] / 1e3};
  }

  private static long round(
      HttpConnection producer,
      HttpConnection consumer,
      ExecutorService thread,
      SqsRequests requests)
      throws Exception {
    Future<Long> arrival =
        thread.submit(
            () -> {
              String body = consumer.call(requests.receive(WAIT_SECONDS)).ok().text();
              long arrived = System.nanoTime();
              String handle = SqsRequests.member(body, "ReceiptHandle");
              if (handle == null) {
                throw new IOException("Nothing came");
              }
              consumer.call(requests.delete(handle)).ok();
              return arrived;
            });
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    long sent = System.nanoTime();
    producer.call(requests.send()).ok();
    return arrival.get() - sent;
  }
}
