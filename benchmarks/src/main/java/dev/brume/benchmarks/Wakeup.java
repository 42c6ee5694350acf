package dev.brume.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a message takes to a consumer that waits for it, from its send to the queue or from its
 * publishing to a topic that the queue is subscribed to.
 */
final class Wakeup {
  private static final int WAIT_SECONDS = 20;

  private Wakeup() {}

  /** Sends the message of a round. */
  private interface Sending {
    byte[] request();
  }

  /** Median and 99th percentile in microseconds, from the start of the send to the answer. */
  static double[] measure(ServerProcess server, int rounds) throws Exception {
    SqsRequests requests = queue(server, "wakeup");
    return measure(server, rounds, requests, requests::send);
  }

  /** The same from the start of the publishing, to a topic with one queue behind it. */
  static double[] measurePublishing(ServerProcess server, int rounds) throws Exception {
    SqsRequests requests = queue(server, "news");
    byte[] publish = SnsScenario.topicWithQueue(server, "news");
    return measure(server, rounds, requests, () -> publish);
  }

  private static SqsRequests queue(ServerProcess server, String name) throws IOException {
    try (HttpConnection connection = server.connect()) {
      String created = connection.call(SqsRequests.createQueue(server.port, name)).ok().text();
      return new SqsRequests(server.port, SqsRequests.member(created, "QueueUrl"));
    }
  }

  private static double[] measure(
      ServerProcess server, int rounds, SqsRequests requests, Sending sending) throws Exception {
    long[] latencies = new long[rounds];
    try (HttpConnection producer = server.connect();
        HttpConnection consumer = server.connect();
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < rounds; i++) {
        latencies[i] = round(producer, consumer, thread, requests, sending);
      }
    }
    Arrays.sort(latencies);
    return new double[] {latencies[rounds / 2] / 1e3, latencies[(int) (rounds * 0.99)] / 1e3};
  }

  private static long round(
      HttpConnection producer,
      HttpConnection consumer,
      ExecutorService thread,
      SqsRequests requests,
      Sending sending)
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
    producer.call(sending.request()).ok();
    return arrival.get() - sent;
  }
}
