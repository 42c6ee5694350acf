package dev.brume.s3.history;

import dev.brume.s3.S3Wire;
import dev.brume.s3.history.HistoryClient.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Several clients at the same few keys, at random: whatever they put, copy, upload, delete, read
 * and list, each key's part of all answers can be told in one order, every content read is that of
 * its ETag, and every list is of what was there. So nothing is lost or torn, nothing that is
 * replaced is ever missing, and what is done is seen by whoever asks next. The seed is the
 * parameter; the order of threads is chance.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel">Amazon
 *     S3 data consistency model</a>
 */
class ConcurrentHistoryTest {
  private static final int CLIENTS = 4;
  private static final int STEPS = 300;
  private static final int REPLACEMENTS = 10_000;
  private static final List<String> KEYS = List.of("a", "a//../b", "\u00fc \uD83D\uDE00+%2F");

  private final S3Wire s3 = new S3Wire();

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, false", "4, true", "5, true", "6, true", "7, true"})
  void canBeToldInOneOrder(int seed, boolean keepsVersions) throws Exception {
    Shared shared = new Shared("bucket", KEYS, keepsVersions);
    s3.create("bucket");
    if (keepsVersions) {
      s3.versioning("bucket", "Enabled");
    }
    List<HistoryClient> clients = new ArrayList<>();
    IntStream.range(0, CLIENTS)
        .forEach(i -> clients.add(new HistoryClient(s3, shared, seed * 1_000L + i)));
    inThreads(clients.stream().<Runnable>map(client -> client::step).toList(), STEPS);
    // What there is in the end, read when nothing else happens.
    HistoryClient reader = new HistoryClient(s3, shared, seed);
    reader.listVersions();
    clients.add(reader);
    for (String key : KEYS) {
      new Linearizer(clients.stream().map(client -> client.events(key)).toList()).check();
    }
    HistoryClient.checkUploads(s3, shared);
  }

  /** A moment between two objects in which there is none would be a short one: many are tried. */
  @Test
  void whatIsReplacedIsNeverMissing() throws Exception {
    s3.create("bucket").put("/bucket/key", "first").hasStatus(200);

    inThreads(
        List.of(
            () -> s3.put("/bucket/key", "next").hasStatus(200),
            () -> s3.get("/bucket/key").hasStatus(200),
            () -> s3.get("/bucket?list-type=2").hasStatus(200).has("KeyCount", "1")),
        REPLACEMENTS);
  }

  /** Each does its own, so many times. */
  private static void inThreads(List<Runnable> steps, int times) throws Exception {
    CyclicBarrier start = new CyclicBarrier(steps.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(steps.size())) {
      List<Future<Void>> running = new ArrayList<>();
      for (Runnable step : steps) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < times; i++) {
                    step.run();
                  }
                  return null;
                }));
      }
      for (Future<Void> one : running) {
        one.get();
      }
    }
  }
}
