package dev.brume.core.state;

import static dev.brume.core.state.KeptThings.in;
import static dev.brume.core.state.KeptThings.numbers;
import static dev.brume.core.state.KeptThings.things;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.KeptThings.Thing;
import dev.brume.testlog.ExpectsLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens to one of the files, wherever: the state is there as a whole, or it is set aside
 * as a whole and can be looked at, and a store opens in its place. Source of truth: the contract of
 * {@link Persistence#open}. {@code -Dbrume.damages=1000} damages each file that often.
 */
@ExpectsLog(from = Persistence.class, text = "left out: the state starts empty")
@ExpectsLog(from = StateDatabase.class, text = "ARE LOST: the end of its log is damaged")
class DamageAnywhereTest {
  private static final int ROUNDS = Integer.getInteger("brume.damages", 5);
  private static final int PAGE_BYTES = 4096;
  private static final String STATE = "state.db";
  private static final String LOG = "state.db-wal";
  private static final String LOCK = "state.lock";
  private static final List<String> FILES = List.of(STATE, LOG, LOCK);

  @TempDir private Path directory;

  private final Map<Long, Thing> kept = new HashMap<>();

  /** What there was before each of the commits to the log; and nothing, which is set aside. */
  private final List<Map<Long, Thing>> earlier = new ArrayList<>(List.of(Map.of()));

  private final Map<String, byte[]> closed = new HashMap<>();
  private final Map<String, byte[]> killed = new HashMap<>();

  private enum Damage {
    FLIPPED_BITS,
    TRUNCATED,
    LONGER,
    ZEROED,
    PAGE_OF_ANOTHER_PLACE,
    PIECE_LOST;

    byte[] to(byte[] whole, Random random) {
      byte[] bytes = whole.clone();
      int at = random.nextInt(bytes.length);
      int length = Math.min(bytes.length - at, 1 + random.nextInt(2 * PAGE_BYTES));
      return switch (this) {
        case FLIPPED_BITS -> {
          for (int i = 0; i < 1 + random.nextInt(3); i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
          }
          yield bytes;
        }
        case TRUNCATED -> Arrays.copyOf(bytes, at);
        case LONGER -> Arrays.copyOf(bytes, bytes.length + length);
        case ZEROED -> {
          Arrays.fill(bytes, at, at + length, (byte) 0);
          yield bytes;
        }
        case PAGE_OF_ANOTHER_PLACE -> {
          int pages = bytes.length / PAGE_BYTES;
          int from = pages == 0 ? 0 : random.nextInt(pages) * PAGE_BYTES;
          int to = pages == 0 ? 0 : random.nextInt(pages) * PAGE_BYTES;
          System.arraycopy(whole, from, bytes, to, Math.min(PAGE_BYTES, bytes.length));
          yield bytes;
        }
        case PIECE_LOST -> {
          System.arraycopy(whole, at + length, bytes, at, bytes.length - at - length);
          yield Arrays.copyOf(bytes, bytes.length - length);
        }
      };
    }
  }

  /** The files of a store that was closed, and of one that was killed and left a log. */
  @BeforeEach
  void writeSomething() throws IOException {
    Path home = Files.createDirectory(directory.resolve("home"));
    try (InMemoryStore store = Persistence.always(home).open()) {
      for (long number = 0; number < 150; number++) {
        Thing thing = Thing.named("thing " + number + "-".repeat(200));
        long key = number;
        in(store, root -> root.things().put(key, thing));
        kept.put(number, thing);
      }
    }
    try (InMemoryStore store = Persistence.always(home).open()) {
      for (long number = 0; number < 30; number++) {
        Thing thing = Thing.named("another " + number);
        long key = number * 3;
        in(store, root -> root.things().put(key, thing));
        earlier.add(Map.copyOf(kept));
        kept.put(key, thing);
        store.durable().join();
      }
      earlier.add(Map.copyOf(kept));
      in(store, root -> root.numbers().put("a number", 1L));
      store.durable().join();
      read(home, killed);
    }
    try (InMemoryStore store = Persistence.always(home).open()) {
      assertThat(things(store, Scope.DEFAULT)).isEqualTo(kept);
    }
    read(home, closed);
  }

  private static void read(Path home, Map<String, byte[]> files) throws IOException {
    for (String name : FILES) {
      Path file = home.resolve(name);
      if (Files.exists(file)) {
        files.put(name, Files.readAllBytes(file));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedFileIsWholeOrSetAside(Damage damage) throws IOException {
    Random random = new Random(damage.ordinal());
    for (Map<String, byte[]> files : List.of(closed, killed)) {
      for (String name : FILES) {
        if (files.containsKey(name)) {
          for (int round = 0; round < (name.equals(LOCK) ? 5 : ROUNDS); round++) {
            Map<String, byte[]> damaged = new HashMap<>(files);
            damaged.put(name, damage.to(files.get(name), random));
            check(damaged, name, damage + " of " + name + ", round " + round);
          }
        }
      }
    }
  }

  /**
   * Either the state is set aside, or it is as it was after one of the commits; where it was not
   * the last one, a copy is kept. A damaged lock file may tell of commits that there never were.
   */
  private void check(Map<String, byte[]> files, String damagedFile, String what)
      throws IOException {
    Path home = Files.createTempDirectory(directory, "damaged");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(home.resolve(file.getKey()), file.getValue());
    }
    try (InMemoryStore store = Persistence.always(home).open()) {
      Map<Long, Thing> found = things(store, Scope.DEFAULT);
      boolean whole = numbers(store).equals(Map.of("a number", 1L));
      assertThat(whole ? List.of(kept) : earlier).as(what).contains(found);
      assertThat(numbers(store)).as(what).isIn(Map.of(), Map.of("a number", 1L));
      Path aside = home.resolve(STATE + ".damaged-1");
      if (!whole || !damagedFile.equals(LOCK)) {
        assertThat(Files.exists(aside)).as(what).isEqualTo(!whole);
      }
      in(store, root -> root.numbers().put("after", 1L));
    }
    try (InMemoryStore store = Persistence.always(home).open()) {
      assertThat(numbers(store)).as(what).containsEntry("after", 1L);
    }
  }
}
