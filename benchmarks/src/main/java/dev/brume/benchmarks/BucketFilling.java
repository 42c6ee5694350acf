package dev.brume.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Puts many small objects into a bucket. */
final class BucketFilling {
  private static final int CLIENTS = 4;

  /** Enough for one page and the next one's token. */
  private static final int RECORDED = 2_000;

  private static final byte[] CONTENT = {'x'};

  private BucketFilling() {}

  /** The key of that number; keys are in the order of their numbers. */
  static String key(int number) {
    return String.format(Locale.ROOT, "%08d", number);
  }

  /** Puts objects with the keys from 0 to {@code keys}, unless the last of them is there. */
  static void fill(ServerProcess server, String prefix, int keys) throws IOException {
    S3Requests requests = new S3Requests(server.port);
    try (HttpConnection connection = new HttpConnection(server.port, null)) {
      byte[] last = requests.get(prefix + key(keys - 1));
      if (server.saysByHeart() || connection.call(last).status() == 200) {
        return;
      }
    }
    int wanted = server.isRecorded() ? Math.min(keys, RECORDED) : keys;
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (int client = 0; client < CLIENTS; client++) {
        int from = (int) ((long) wanted * client / CLIENTS);
        int to = (int) ((long) wanted * (client + 1) / CLIENTS);
        running.add(threads.submit(() -> fill(server, prefix, from, to)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException("The bucket could not be filled", e);
    }
  }

  private static Void fill(ServerProcess server, String prefix, int from, int to)
      throws IOException {
    // A signature of its own for each would be the client's work, and dearer than the server's.
    S3Requests requests = new S3Requests(server.port);
    byte[] template = requests.put(prefix + key(from), CONTENT.length);
    int at = "PUT ".length() + prefix.length();
    try (HttpConnection connection = new HttpConnection(server.port, null)) {
      for (int number = from; number < to; number++) {
        byte[] head = template.clone();
        byte[] key = key(number).getBytes();
        System.arraycopy(key, 0, head, at, key.length);
        connection.exchange(head, CONTENT);
      }
    }
    return null;
  }
}
