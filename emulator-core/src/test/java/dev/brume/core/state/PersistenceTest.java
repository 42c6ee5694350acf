package dev.brume.core.state;

import static dev.brume.core.state.KeptThings.in;
import static dev.brume.core.state.KeptThings.numbers;
import static dev.brume.core.state.KeptThings.things;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.KeptThings.Thing;
import dev.brume.core.state.codec.ValueCodec;
import dev.brume.testlog.ExpectsLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source of truth: the contracts of {@link Store} and {@link Persistence}. */
class PersistenceTest {
  private static final Scope OTHER = new Scope("111111111111", "eu-west-1");

  @TempDir private Path directory;

  private InMemoryStore open() {
    return Persistence.always(directory).open();
  }

  @Test
  void whatWasChangedIsThereAfterAReopen() {
    try (InMemoryStore store = open()) {
      in(store, root -> root.things().put(1L, Thing.named("one")));
      in(store, root -> root.things().put(2L, Thing.named("two")));
      in(store, root -> root.things().remove(1L));
      in(store, root -> root.numbers().put("\ud800 odd \u0000 key", 7L));
      in(store, OTHER, root -> root.things().put(-1L, Thing.named("x".repeat(1 << 20))));
    }
    try (InMemoryStore store = open()) {
      assertThat(things(store, Scope.DEFAULT)).isEqualTo(Map.of(2L, Thing.named("two")));
      assertThat(numbers(store)).isEqualTo(Map.of("\ud800 odd \u0000 key", 7L));
      assertThat(things(store, OTHER)).isEqualTo(Map.of(-1L, Thing.named("x".repeat(1 << 20))));
      assertThat(store.scopes("things")).containsExactlyInAnyOrder(Scope.DEFAULT, OTHER);
    }
  }

  @Test
  void aClosedStoreLeavesOneFileItsLockAndTheRoomThatIsHeld() throws Exception {
    try (InMemoryStore store = open()) {
      in(store, root -> root.numbers().put("a", 1L));
    }
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("state.db", "state.lock", "state.reserve");
    }
  }

  @Test
  void clearedAndDroppedTablesStayEmptyUntilPutAgain() {
    try (InMemoryStore store = open()) {
      in(store, root -> root.numbers().put("a", 1L));
      in(store, root -> root.things().put(1L, Thing.named("one")));
      in(store, root -> root.things().put(2L, Thing.named("two")));
    }
    try (InMemoryStore store = open()) {
      in(store, root -> root.numbers().clear());
      in(store, root -> root.tables.drop(KeptThings.THINGS, "owner"));
      in(store, root -> root.things().put(3L, Thing.named("three")));
    }
    try (InMemoryStore store = open()) {
      assertThat(numbers(store)).isEmpty();
      assertThat(things(store, Scope.DEFAULT)).isEqualTo(Map.of(3L, Thing.named("three")));
    }
  }

  @Test
  void resetAndRestoreAreKept() {
    try (InMemoryStore store = open()) {
      in(store, root -> root.numbers().put("a", 1L));
      in(store, OTHER, root -> root.things().put(1L, Thing.named("other")));
    }
    try (InMemoryStore store = open()) {
      Store.Snapshot snapshot = store.snapshot();
      store.reset();
      in(store, root -> root.numbers().put("b", 2L));
      store.restore(snapshot);
    }
    try (InMemoryStore store = open()) {
      assertThat(numbers(store)).isEqualTo(Map.of("a", 1L));
      assertThat(things(store, OTHER)).isEqualTo(Map.of(1L, Thing.named("other")));
      store.resetAccount(OTHER.account());
    }
    try (InMemoryStore store = open()) {
      assertThat(numbers(store)).isEqualTo(Map.of("a", 1L));
      assertThat(things(store, OTHER)).isEmpty();
      store.resetService("things");
    }
    try (InMemoryStore store = open()) {
      assertThat(numbers(store)).isEmpty();
    }
  }

  @Test
  void aStoreThatKeepsNothingIsDurableAtOnce() {
    InMemoryStore store = new InMemoryStore();
    in(
        store,
        root -> {
          root.numbers().put("a", 1L);
          assertThat(store.durable()).isCompleted();
        });
    assertThat(store.save()).isCompleted();
    store.close();
  }

  @Test
  void durableWaitsForTheSectionThatChangedSomething() {
    try (InMemoryStore store = open()) {
      assertThat(store.durable()).isCompleted();
      List<CompletableFuture<Void>> inside = new ArrayList<>();
      in(
          store,
          root -> {
            assertThat(store.durable()).isCompleted();
            root.numbers().put("a", 1L);
            inside.add(store.durable());
            assertThat(store.durable()).isNotDone();
          });
      inside.get(0).join();
      assertThat(store.durable()).isCompleted();
      in(store, root -> root.numbers().get("a"));
      assertThat(store.durable()).isCompleted();
    }
  }

  /** What another section has changed can be seen before that one ends, and must be waited for. */
  @Test
  void sectionsThatOverlapAreKeptTogether() throws Exception {
    try (InMemoryStore store = open()) {
      CountDownLatch changed = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      Thread first =
          new Thread(
              () ->
                  in(
                      store,
                      root -> {
                        root.numbers().put("first", 1L);
                        changed.countDown();
                        await(goOn);
                        root.numbers().put("first", 2L);
                      }));
      first.start();
      changed.await();
      in(store, root -> root.numbers().put("second", 1L));
      CompletableFuture<Void> second = store.durable();
      in(store, root -> root.numbers().get("first"));
      assertThat(store.durable()).isNotDone();
      assertThat(second).isNotDone();
      goOn.countDown();
      second.join();
      first.join();
      assertThat(numbers(store)).containsEntry("first", 2L);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anIntervalIsNotWaitedForButSavedOnDemandAndAtTheEnd() throws Exception {
    Persistence hourly = Persistence.every(Duration.ofHours(1), directory);
    try (InMemoryStore store = hourly.open()) {
      in(store, root -> root.numbers().put("a", 1L));
      assertThat(store.durable()).isCompleted();
      store.save().join();
      Path copy = Files.createDirectory(directory.resolve("copy"));
      for (String name : List.of("state.db", "state.db-wal")) {
        Files.copy(directory.resolve(name), copy.resolve(name));
      }
      in(store, root -> root.numbers().put("b", 2L));
      try (InMemoryStore saved = Persistence.always(copy).open()) {
        assertThat(numbers(saved)).isEqualTo(Map.of("a", 1L));
      }
    }
    try (InMemoryStore store = hourly.open()) {
      assertThat(numbers(store)).isEqualTo(Map.of("a", 1L, "b", 2L));
    }
  }

  @Test
  void aTableThatCouldNotBeKeptIsRefusedWhenItIsAskedFor() {
    record Wrong(Object anything) {}
    TableSpec<String, Wrong> wrong = new TableSpec<>("things", "wrong", String.class, Wrong.class);
    TableSpec<Integer, String> keys =
        new TableSpec<>("things", "keys", Integer.class, String.class);
    try (InMemoryStore store = open()) {
      in(
          store,
          root -> {
            assertThatThrownBy(() -> root.tables.table(wrong, "")).hasMessageContaining("anything");
            assertThatThrownBy(() -> root.tables.table(keys, "")).hasMessageContaining("Keys are");
          });
    }
  }

  @Test
  @ExpectsLog(from = ValueCodec.class, text = "The state holds a field Thing.")
  void aTableOfAnotherKindOfValuesIsReportedByName() {
    record Thing(int number, boolean name) {}
    TableSpec<Long, Thing> changed = new TableSpec<>("things", "things", Long.class, Thing.class);
    try (InMemoryStore store = open()) {
      in(store, root -> root.things().put(1L, KeptThings.Thing.named("one")));
    }
    try (InMemoryStore store = open()) {
      in(
          store,
          root ->
              assertThatThrownBy(() -> root.tables.table(changed, "owner"))
                  .hasMessageContaining("things")
                  .hasMessageContaining("entry 1"));
    }
  }

  /** A newer version's, or a stranger's: nobody asks for it, and nothing of it is lost. */
  @Test
  @ExpectsLog(
      from = InMemoryStore.class,
      text = "in the table newer of things, which is unknown here; they are kept")
  void aTableThatNobodyKnowsIsReportedAndKept() {
    record Newer(String text, List<Long> numbers) {}
    TableSpec<String, Newer> newer = new TableSpec<>("things", "newer", String.class, Newer.class);
    Newer value = new Newer("n", List.of(1L, 2L));
    try (InMemoryStore store = open()) {
      in(store, root -> root.tables.table(newer, "owner").put("a", value));
      in(store, OTHER, root -> root.tables.table(newer, "").put("b", value));
      in(store, root -> root.numbers().put("a", 1L));
    }
    RootSpec<KeptThings> known = KeptThings.ROOT.withTables(List.of(KeptThings.NUMBERS));
    Path exported = directory.resolve("exported");
    try (InMemoryStore store = open()) {
      assertThat(store.unknownTables(known)).isEqualTo(Map.of("newer", 2));
      assertThat(store.unknownTables(KeptThings.ROOT)).isEmpty();
      store.openRoots(known);
      in(store, root -> root.numbers().put("a", 2L));
      Store.Snapshot snapshot = store.snapshot();
      store.reset();
      assertThat(store.unknownTables(known)).isEmpty();
      store.restore(snapshot);
      StateExport.write(store, exported);
    }
    InMemoryStore imported = new InMemoryStore();
    StateExport.read(imported, exported);
    for (InMemoryStore store : List.of(open(), imported)) {
      assertThat(numbers(store)).isEqualTo(Map.of("a", 2L));
      in(store, root -> assertThat(root.tables.table(newer, "owner").get("a")).isEqualTo(value));
      in(store, OTHER, root -> assertThat(root.tables.table(newer, "").get("b")).isEqualTo(value));
      store.close();
    }
  }

  @Test
  void rootsWithDeadlinesAreOpenedWhereThereIsSomething() {
    List<Scope> opened = new ArrayList<>();
    try (InMemoryStore store = open()) {
      in(store, OTHER, root -> root.numbers().put("a", 1L));
    }
    RootSpec<AutoCloseable> spec =
        new RootSpec<>(
            "things",
            true,
            (scope, tables) -> {
              opened.add(scope);
              return () -> {};
            });
    try (InMemoryStore store = open()) {
      store.openRoots(spec);
      store.openRoots(new RootSpec<AutoCloseable>("others", true, spec.factory()));
      store.openRoots(new RootSpec<AutoCloseable>("things", false, spec.factory()));
      assertThat(opened).containsExactly(OTHER);
    }
  }

  /** Random histories with reopening in the middle agree with a plain map. */
  @Property(tries = 12)
  void randomHistoriesAgreeWithTheModel(@ForAll long seed) throws Exception {
    try (TestFolder home = TestFolder.make()) {
      liveThroughHistory(new Random(seed), home.path());
    }
  }

  private static void liveThroughHistory(Random random, Path home) throws Exception {
    Map<Long, Thing> model = new HashMap<>();
    InMemoryStore store = Persistence.always(home).open();
    Store.Snapshot snapshot = null;
    Map<Long, Thing> remembered = null;
    for (int step = 0; step < 60; step++) {
      long key = random.nextInt(6);
      Thing value = Thing.named("s" + step);
      switch (random.nextInt(10)) {
        case 0 -> {
          store.close();
          store = Persistence.always(home).open();
          snapshot = null;
        }
        case 1 -> {
          snapshot = store.snapshot();
          remembered = Map.copyOf(model);
        }
        case 2 -> {
          if (snapshot != null) {
            store.restore(snapshot);
            model = new HashMap<>(remembered);
          }
        }
        case 3 -> {
          if (random.nextInt(4) == 0) {
            store.reset();
          } else {
            in(store, root -> root.things().clear());
          }
          model.clear();
        }
        case 4 -> {
          Path exported = home.resolve("export");
          StateExport.write(store, exported);
          in(store, root -> root.things().put(key, value));
          StateExport.read(store, exported);
        }
        case 5, 6 -> {
          in(store, root -> root.things().remove(key));
          model.remove(key);
        }
        default -> {
          in(store, root -> root.things().put(key, value));
          model.put(key, value);
        }
      }
      if (random.nextInt(3) == 0) {
        assertThat(things(store, Scope.DEFAULT)).isEqualTo(model);
      }
    }
    store.close();
    store = Persistence.always(home).open();
    assertThat(things(store, Scope.DEFAULT)).isEqualTo(model);
    store.close();
  }
}
