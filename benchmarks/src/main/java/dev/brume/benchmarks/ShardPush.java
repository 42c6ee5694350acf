package dev.brume.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long a record takes from its put to a consumer that is subscribed to its shard. */
final class ShardPush {
  private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/";

  /** An event with a record of 1 KiB is longer, one without records shorter. */
  private static final int RECORD_BYTES = 1_200;

  private ShardPush() {}

  /** Median and 99th percentile in microseconds, from the start of the put to the event. */
  static double[] measure(ServerProcess server, int rounds) throws Exception {
    String stream = "push-" + System.nanoTime();
    KinesisRequests requests = new KinesisRequests(server.port, stream);
    long[] latencies = new long[rounds];
    try (HttpConnection producer = server.connect();
        HttpConnection consumer = server.connect()) {
      producer.call(requests.createStream(1)).ok();
      KinesisScenario.awaitActive(producer, requests);
      String registered = producer.call(requests.register(ARN + stream, "push")).ok().text();
      byte[] subscribe = requests.subscribe(SqsRequests.member(registered, "ConsumerARN"));
      BlockingQueue<Long> arrivals = new ArrayBlockingQueue<>(rounds);
      Thread reader = Thread.ofPlatform().daemon().start(() -> read(consumer, subscribe, arrivals));
      byte[] put = requests.put(0);
      for (int i = -1; i < rounds; i++) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(i < 0 ? 500 : 2));
        long sent = System.nanoTime();
        producer.call(put).ok();
        Long arrived = arrivals.poll(10, TimeUnit.SECONDS);
        if (arrived == null) {
          throw new IOException("Nothing was pushed");
        }
        if (i >= 0) {
          latencies[i] = arrived - sent;
        }
      }
      consumer.close();
      reader.join();
    }
    Arrays.sort(latencies);
    return new double[] {latencies[rounds / 2] / 1e3, latencies[(int) (rounds * 0.99)] / 1e3};
  }

  private static void read(
      HttpConnection consumer, byte[] subscribe, BlockingQueue<Long> arrivals) {
    try {
      consumer.send(subscribe);
      consumer.receive(null, new Events(arrivals));
    } catch (IOException e) {
      // The connection is closed when enough has come.
    }
  }

  /** Takes the chunks of an event stream, one of which is an event. */
  private static final class Events extends OutputStream {
    private final BlockingQueue<Long> arrivals;

    Events(BlockingQueue<Long> arrivals) {
      this.arrivals = arrivals;
    }

    @Override
    public void write(int one) {}

    @Override
    public void write(byte[] many, int offset, int length) {
      if (length > RECORD_BYTES) {
        arrivals.add(System.nanoTime());
      }
    }
  }
}
