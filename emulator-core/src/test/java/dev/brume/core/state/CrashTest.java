package dev.brume.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.KeptThings.Thing;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes is killed again and again. Source of truth: the contract of {@link
 * Persistence.Mode#ALWAYS}. {@code -Dbrume.crashes=100} kills it that often.
 */
class CrashTest {
  private static final int CRASHES = Integer.getInteger("brume.crashes", 8);
  private static final int MOST_LINES = 1500;

  @TempDir private Path directory;

  /** For what a killed process leaves behind. */
  @TempDir private Path temporary;

  /** The highest number that each writer was told is kept. */
  private final Map<String, Long> acknowledged = new HashMap<>();

  private final Random random = new Random(7);

  @Test
  void whatWasAcknowledgedIsThereAndSectionsAreWhole() throws Exception {
    for (int crash = 0; crash < CRASHES; crash++) {
      writeUntilKilled(random.nextInt(MOST_LINES));
      try (InMemoryStore store = Persistence.always(directory).open()) {
        checkWhole(KeptThings.numbers(store), KeptThings.things(store, Scope.DEFAULT));
      }
      assertThat(directory.resolve("state.db.damaged-1")).doesNotExist();
    }
    assertThat(acknowledged).hasSize(CrashingWriter.WRITERS);
  }

  private void writeUntilKilled(int lines) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader reader = process.inputReader()) {
      int read = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        note(line);
        read++;
        if (read == lines + 1) {
          process.toHandle().destroyForcibly();
        }
      }
      assertThat(read).as("the writer ended before it was killed").isGreaterThan(lines);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void note(String line) {
    int space = line.indexOf(' ');
    acknowledged.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
  }

  private void checkWhole(Map<String, Long> numbers, Map<Long, Thing> things) {
    Map<Long, Thing> expected = new HashMap<>();
    long sections = 0;
    long highestShared = 0;
    for (int writer = 0; writer < CrashingWriter.WRITERS; writer++) {
      String name = Integer.toString(writer);
      long last = numbers.getOrDefault(name, 0L);
      assertThat(last).isGreaterThanOrEqualTo(acknowledged.getOrDefault(name, 0L));
      sections += last;
      for (long number = Math.max(1, last - CrashingWriter.KEPT + 1); number <= last; number++) {
        long key = CrashingWriter.key(writer, number);
        assertThat(things).containsKey(key);
        long shared = Long.parseLong(things.get(key).name());
        highestShared = Math.max(highestShared, shared);
        expected.put(key, CrashingWriter.thing(shared, number));
      }
    }
    assertThat(things).isEqualTo(expected);
    assertThat(numbers.getOrDefault(CrashingWriter.SHARED, 0L))
        .isEqualTo(sections)
        .isEqualTo(highestShared);
  }
}
