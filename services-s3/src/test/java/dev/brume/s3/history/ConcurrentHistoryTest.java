package dev.brume.s3.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import dev.brume.s3.history.HistoryClient.Shared;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
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

  /** Pages are read one after the other; what stays meanwhile is in one of them, once. */
  @Test
  void pagesHoldWhatStays() throws Exception {
    List<String> staying = IntStream.range(0, 30).mapToObj("k%02d"::formatted).toList();
    s3.create("bucket");
    staying.forEach(key -> s3.put("/bucket/" + key, key).hasStatus(200));
    Random random = new Random(1);

    inThreads(
        List.of(
            () -> {
              String passing = "/bucket/k%02d-".formatted(random.nextInt(30));
              s3.put(passing, "x").hasStatus(200);
              s3.delete(passing).hasStatus(204);
            },
            () -> assertThat(keysInPages()).filteredOn(staying::contains).isEqualTo(staying)),
        500);
  }

  private List<String> keysInPages() {
    List<String> keys = new ArrayList<>();
    String token = "";
    while (token != null) {
      Answer page = s3.get("/bucket?list-type=2&max-keys=4" + token).hasStatus(200);
      keys.addAll(Told.texts(page, "Contents", "Key"));
      String next = page.element("NextContinuationToken");
      token = next == null ? null : "&continuation-token=" + URLEncoder.encode(next, UTF_8);
    }
    return keys;
  }

  /** Whoever completes an upload first, all are answered the same, and one object is made. */
  @Test
  void anUploadIsCompletedOnce() throws Exception {
    s3.create("bucket").versioning("bucket", "Enabled");
    for (int round = 0; round < 100; round++) {
      String id = s3.post("/bucket/key?uploads", "").element("UploadId");
      String upload = "/bucket/key?uploadId=" + id;
      byte[] part = ("round " + round).getBytes(UTF_8);
      s3.send("PUT", upload + "&partNumber=1", part).hasStatus(200);
      String document = Told.completion(List.of("1", Told.etag(part)));
      Queue<String> versions = new ConcurrentLinkedQueue<>();
      Runnable complete =
          () -> versions.add(Told.versionId(s3.post(upload, document).hasStatus(200)));
      inThreads(List.of(complete, complete, complete), 1);

      assertThat(Set.copyOf(versions)).hasSize(1);
      Answer listed = s3.get("/bucket?versions").hasStatus(200);
      assertThat(Told.elements(listed, "Version")).hasSize(round + 1);
    }
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
