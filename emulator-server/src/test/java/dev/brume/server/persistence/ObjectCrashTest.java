package dev.brume.server.persistence;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed while objects are put, replaced and deleted: whatever it has acknowledged is
 * there afterwards, every object is whole, and no file is left that belongs to none. {@code
 * -Dbrume.crashes=100} kills it that often.
 *
 * <p>Source of truth: docs/decisions/0040-bodies.md, and the promise of {@code --data}.
 */
final class ObjectCrashTest {
  private static final int CRASHES = Integer.getInteger("brume.crashes", 3);
  private static final int WRITERS = 3;
  private static final int KEYS = 4;
  private static final int MOST_CALLS = 150;

  /** On the heap, a file in one piece, a file in several. */
  private static final int[] LENGTHS = {500, 70_000, 400_000};

  private static final int BIGGEST_ON_HEAP = 64 * 1024;

  @TempDir private Path directory;

  private final Random random = new Random(5);

  /** By path, the numbers that may be there: the last acknowledged, and what came after. */
  private final Map<String, List<Integer>> possible = Collections.synchronizedMap(new HashMap<>());

  private int number;

  @Test
  void acknowledgedObjectsAreThereAndWhole() throws Exception {
    for (int crash = 0; crash < CRASHES; crash++) {
      workUntilKilled(1 + random.nextInt(MOST_CALLS));
    }
    try (RealServer server = RealServer.start(List.of(), "--data", directory.toString());
        ObjectCalls calls = new ObjectCalls(server.endpoint())) {
      int files = check(calls);
      await().atMost(30, SECONDS).until(() -> files() == files);
    }
    assertThat(directory.resolve("state.db.damaged-1")).doesNotExist();
  }

  private void workUntilKilled(int callsToMake) throws Exception {
    try (RealServer server = RealServer.start(List.of(), "--data", directory.toString());
        ObjectCalls calls = new ObjectCalls(server.endpoint())) {
      check(calls);
      calls.put("/bucket", new byte[0]);
      CountDownLatch enough = new CountDownLatch(callsToMake);
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        Thread thread = new Thread(() -> write(calls, writer, enough));
        thread.start();
        writers.add(thread);
      }
      enough.await();
      server.kill();
      for (Thread writer : writers) {
        writer.join();
      }
    }
  }

  private synchronized int next() {
    number++;
    return number;
  }

  private void write(ObjectCalls calls, int writer, CountDownLatch enough) {
    try {
      while (true) {
        int mine = next();
        String path = "/bucket/" + writer + "-" + mine % KEYS;
        Integer expected = mine % 5 == 0 ? null : Integer.valueOf(mine);
        possible.computeIfAbsent(path, key -> new ArrayList<>(List.of(-1))).add(expected);
        if (expected == null) {
          calls.delete(path);
        } else {
          calls.put(path, ObjectCalls.contents(mine, LENGTHS[mine % LENGTHS.length]));
        }
        List<Integer> known = possible.get(path);
        known.subList(0, known.size() - 1).clear();
        enough.countDown();
      }
    } catch (IOException | InterruptedException e) {
      // The server was killed; what it was asked may have been done or not.
    }
  }

  /** Returns how many of the objects are in files. */
  private int check(ObjectCalls calls) throws IOException, InterruptedException {
    int inFiles = 0;
    for (Map.Entry<String, List<Integer>> entry : possible.entrySet()) {
      byte[] bytes = calls.get(entry.getKey());
      Integer found = ObjectCalls.numberOf(bytes);
      List<Integer> known = entry.getValue();
      boolean isNew = known.getFirst() != null && known.getFirst() == -1;
      assertThat(found == null && isNew || known.contains(found))
          .as("%s is %s and not one of %s", entry.getKey(), found, known)
          .isTrue();
      known.clear();
      known.add(found);
      inFiles += bytes != null && bytes.length > BIGGEST_ON_HEAP ? 1 : 0;
    }
    return inFiles;
  }

  private long files() throws IOException {
    try (Stream<Path> found = Files.walk(directory.resolve("bodies"))) {
      return found.filter(Files::isRegularFile).count();
    }
  }
}
