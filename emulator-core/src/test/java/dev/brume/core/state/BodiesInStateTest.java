package dev.brume.core.state;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.brume.core.blob.BodyStoreException;
import dev.brume.core.blob.BodyWriter;
import dev.brume.core.blob.SpillingBodyStore;
import dev.brume.core.blob.StoredBody;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.codec.ValueCodec;
import dev.brume.testlog.ExpectsLog;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bodies in files live as long as the state refers to them, over snapshots, restarts and exports.
 * Source of truth: the contract of {@link Store}, of which bodies are a part.
 */
final class BodiesInStateTest {
  private static final TableSpec<String, Thing> THINGS =
      new TableSpec<>("bodies", "things", String.class, Thing.class);
  private static final RootSpec<Root> ROOT =
      new RootSpec<>("bodies", false, (scope, tables) -> new Root(tables));
  private static final Scope OTHER = new Scope("111122223333", "eu-west-1");
  private static final int BIG = 200_000;

  @TempDir private Path directory;

  sealed interface Contents {}

  record Parts(List<Part> parts, Map<String, StoredBody> named) implements Contents {}

  record None() implements Contents {}

  record Part(int number, StoredBody body) {}

  /** Bodies at several depths. */
  record Thing(String name, Contents contents, Thing former) {
    static Thing of(StoredBody... bodies) {
      Map<String, StoredBody> named = Map.of("last", bodies[bodies.length - 1]);
      List<Part> parts =
          Stream.of(bodies).limit(bodies.length - 1).map(body -> new Part(1, body)).toList();
      return new Thing("a", new Parts(parts, named), new Thing("b", new None(), null));
    }

    StoredBody last() {
      return ((Parts) contents).named.get("last");
    }
  }

  private record Root(Tables tables) implements AutoCloseable {
    Table<String, Thing> things() {
      return tables.table(THINGS, "");
    }

    @Override
    public void close() {}
  }

  private static void in(Store store, Scope scope, Consumer<Table<String, Thing>> work) {
    store.enter();
    try {
      work.accept(store.root(ROOT, scope).things());
    } finally {
      store.exit();
    }
  }

  private static void in(Store store, Consumer<Table<String, Thing>> work) {
    in(store, Scope.DEFAULT, work);
  }

  private static Thing get(Store store, Scope scope, String key) {
    Map<String, Thing> found = new HashMap<>();
    in(store, scope, things -> found.put(key, things.get(key)));
    return found.get(key);
  }

  private InMemoryStore open() {
    return Persistence.always(directory).open();
  }

  private static byte[] bytes(int seed) {
    byte[] bytes = new byte[BIG];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static StoredBody body(InMemoryStore store, int seed) {
    BodyWriter writer = store.bodies().open(BIG);
    writer.write(ByteBuffer.wrap(bytes(seed)));
    return writer.finish().toCompletableFuture().join();
  }

  private List<Path> files() throws IOException {
    return filesIn(directory.resolve("bodies"));
  }

  private static List<Path> filesIn(Path bodies) throws IOException {
    if (!Files.exists(bodies)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(bodies)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  private void awaitFiles(int number) {
    await().atMost(20, SECONDS).until(() -> files().size() == number);
  }

  @Test
  void filesGoWithTheLastEntryThatRefersToThem() {
    try (InMemoryStore store = open()) {
      StoredBody shared = body(store, 1);
      in(store, things -> things.put("a", Thing.of(shared, body(store, 2), body(store, 3))));
      in(store, OTHER, things -> things.put("b", Thing.of(shared)));
      awaitFiles(3);
      in(store, things -> things.put("a", Thing.of(shared, body(store, 4))));
      awaitFiles(2);
      in(store, things -> things.remove("a"));
      awaitFiles(1);
      assertThat(get(store, OTHER, "b").last().bytes()).isEqualTo(bytes(1));
      store.resetAccount(OTHER.account());
      awaitFiles(0);
      in(store, things -> things.put("c", Thing.of(body(store, 5))));
      in(store, things -> things.put("d", Thing.of(body(store, 6))));
      in(store, Table::clear);
      awaitFiles(0);
      in(store, things -> things.put("e", Thing.of(body(store, 7))));
      store.reset();
      awaitFiles(0);
    }
  }

  @Test
  void snapshotsBringBodiesBack() throws IOException {
    try (InMemoryStore store = open()) {
      in(store, things -> things.put("a", Thing.of(body(store, 1))));
      Store.Snapshot snapshot = store.snapshot();
      in(store, things -> things.remove("a"));
      in(store, things -> things.put("b", Thing.of(body(store, 2))));
      store.reset();
      assertThat(files()).hasSize(2);
      store.restore(snapshot);
      assertThat(get(store, Scope.DEFAULT, "a").last().bytes()).isEqualTo(bytes(1));
      assertThat(get(store, Scope.DEFAULT, "b")).isNull();
      snapshot.close();
      awaitFiles(1);
      in(store, things -> things.remove("a"));
      awaitFiles(0);
    }
  }

  @Test
  void bodiesOutliveTheProcess() throws IOException {
    try (InMemoryStore store = open()) {
      StoredBody shared = body(store, 1);
      StoredBody small = StoredBody.of(new byte[] {1, 2, 3});
      in(store, things -> things.put("a", Thing.of(small, shared)));
      in(store, OTHER, things -> things.put("b", Thing.of(shared)));
    }
    try (InMemoryStore store = open()) {
      // The table of the other account has not been read yet, but counts.
      in(store, things -> things.remove("a"));
      store.save().join();
      store.bodies().sweep().join();
      in(store, things -> things.put("c", Thing.of(body(store, 2))));
    }
    assertThat(files()).hasSize(2);
    try (InMemoryStore store = open()) {
      Thing thing = get(store, OTHER, "b");
      assertThat(thing.last().bytes()).isEqualTo(bytes(1));
      in(store, OTHER, things -> things.put("b2", thing));
      in(store, OTHER, things -> things.remove("b"));
      store.save().join();
    }
    try (InMemoryStore store = open()) {
      assertThat(get(store, OTHER, "b2").last().bytes()).isEqualTo(bytes(1));
      in(store, OTHER, things -> things.put("b3", things.get("b2")));
      assertThat(get(store, OTHER, "b3").last()).isSameAs(get(store, OTHER, "b2").last());
      in(store, OTHER, Table::clear);
      awaitFiles(1);
    }
  }

  @Test
  void aFileStaysUntilItsRemovalIsWritten() throws IOException {
    Persistence seldom = Persistence.every(Duration.ofHours(1), directory);
    try (InMemoryStore store = seldom.open()) {
      in(store, things -> things.put("a", Thing.of(body(store, 1))));
      store.save().join();
      in(store, things -> things.remove("a"));
      assertThat(files()).hasSize(1);
      store.save().join();
      awaitFiles(0);
    }
  }

  @Test
  void whatNothingRefersToIsSwept() throws IOException {
    StoredBody unreferenced;
    try (InMemoryStore store = open()) {
      in(store, things -> things.put("a", Thing.of(body(store, 1))));
      unreferenced = body(store, 2);
    }
    assertThat(files()).hasSize(2);
    // A collected body takes its file along: this one is to stay, as after a kill.
    Reference.reachabilityFence(unreferenced);
    try (InMemoryStore store = open()) {
      store.bodies().sweep().join();
      assertThat(files()).hasSize(1);
      assertThat(get(store, Scope.DEFAULT, "a").last().bytes()).isEqualTo(bytes(1));
    }
  }

  @Test
  @ExpectsLog(from = SpillingBodyStore.class, text = "A body is damaged, and reading it will fail")
  void aBodyWhoseFileIsMissingFailsWhenItIsRead() throws IOException {
    try (InMemoryStore store = open()) {
      in(store, things -> things.put("a", Thing.of(body(store, 1))));
    }
    Files.delete(files().getFirst());
    try (InMemoryStore store = open()) {
      store.bodies().sweep().join();
      StoredBody lost = get(store, Scope.DEFAULT, "a").last();
      assertThat(lost.length()).isEqualTo(BIG);
      assertThatThrownBy(() -> lost.stream(0, BIG)).isInstanceOf(BodyStoreException.class);
      in(store, things -> things.remove("a"));
    }
  }

  @Test
  @ExpectsLog(from = Persistence.class, text = "is no state file")
  void bodiesAreSetAsideWithADamagedState() throws IOException {
    try (InMemoryStore store = open()) {
      in(store, things -> things.put("a", Thing.of(body(store, 1))));
    }
    Files.write(directory.resolve("state.db"), new byte[100]);
    try (InMemoryStore store = open()) {
      store.bodies().sweep().join();
      assertThat(get(store, Scope.DEFAULT, "a")).isNull();
      assertThat(directory.resolve("bodies.damaged-1")).isNotEmptyDirectory();
    }
  }

  @Test
  void exportsHoldBodies() throws IOException {
    Path export = directory.resolve("export.db");
    try (InMemoryStore source = new InMemoryStore()) {
      StoredBody shared = body(source, 1);
      in(source, things -> things.put("a", Thing.of(body(source, 2), shared)));
      in(source, OTHER, things -> things.put("b", Thing.of(shared)));
      StateExport.write(source, export);
    }
    try (InMemoryStore store = open()) {
      in(store, things -> things.put("x", Thing.of(body(store, 3))));
      StateExport.read(store, export);
      awaitFiles(2);
      assertThat(get(store, Scope.DEFAULT, "x")).isNull();
      assertThat(get(store, Scope.DEFAULT, "a").last().bytes()).isEqualTo(bytes(1));
      in(store, things -> things.remove("a"));
      awaitFiles(1);
    }
    try (InMemoryStore store = open()) {
      // Not read since it was taken in: exported as it was written.
      StateExport.write(store, export);
      assertThat(get(store, OTHER, "b").last().bytes()).isEqualTo(bytes(1));
    }
    try (InMemoryStore store = new InMemoryStore()) {
      StateExport.read(store, export);
      StateExport.write(store, export);
      assertThat(get(store, OTHER, "b").last().bytes()).isEqualTo(bytes(1));
    }
  }

  @Test
  void anExportCanBeTheFileOfADataDirectory() throws IOException {
    try (InMemoryStore source = new InMemoryStore()) {
      in(source, things -> things.put("a", Thing.of(body(source, 1))));
      StateExport.write(source, directory.resolve("state.db"));
    }
    for (int start = 0; start < 2; start++) {
      try (InMemoryStore store = open()) {
        store.bodies().sweep().join();
        assertThat(get(store, Scope.DEFAULT, "a").last().bytes()).isEqualTo(bytes(1));
        assertThat(body(store, 2).link().id())
            .isNotEqualTo(get(store, Scope.DEFAULT, "a").last().link().id());
      }
    }
    Path file = directory.resolve("state.db");
    try (StateFile written =
        StateFile.open(file, null, false, new ValueCodec(link -> StoredBody.of(new byte[0])))) {
      // Fails where there are bodies in the file still.
      written.load((table, key, value) -> {});
    }
  }

  @Test
  void theFileOfADataDirectoryAloneIsNoExport() throws IOException {
    try (InMemoryStore store = open()) {
      in(store, things -> things.put("a", Thing.of(body(store, 1))));
    }
    try (InMemoryStore store = new InMemoryStore()) {
      in(store, things -> things.put("x", Thing.of(body(store, 1))));
      assertThatThrownBy(() -> StateExport.read(store, directory.resolve("state.db")))
          .isInstanceOf(StateException.class)
          .hasMessageContaining("bodies lie beside it");
      assertThat(get(store, Scope.DEFAULT, "x").last().bytes()).isEqualTo(bytes(1));
    }
  }

  /** A process that was killed, and a log that lost its end: nothing of what was found goes. */
  @Test
  @ExpectsLog(from = StateDatabase.class, text = "THE LAST 1 COMMITS TO")
  void bodiesOfLostCommitsAreKeptBesideTheirCopy() throws IOException {
    Path crashed = Files.createDirectory(directory.resolve("crashed"));
    try (InMemoryStore store = open()) {
      in(store, things -> things.put("a", Thing.of(body(store, 1))));
      store.durable().join();
      in(store, things -> things.put("b", Thing.of(body(store, 2))));
      store.durable().join();
      for (String name : List.of("state.db", "state.db-wal", "state.lock")) {
        Files.copy(directory.resolve(name), crashed.resolve(name));
      }
      for (Path file : files()) {
        Path copy = crashed.resolve(directory.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path log = crashed.resolve("state.db-wal");
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 7);
    }
    try (InMemoryStore store = Persistence.always(crashed).open()) {
      store.bodies().sweep().join();
      assertThat(get(store, Scope.DEFAULT, "a").last().bytes()).isEqualTo(bytes(1));
      assertThat(get(store, Scope.DEFAULT, "b")).isNull();
    }
    assertThat(filesIn(crashed.resolve("bodies"))).hasSize(1);
    assertThat(filesIn(crashed.resolve("bodies.damaged-1")))
        .extracting(file -> Files.readAllBytes(file))
        .containsExactlyInAnyOrder(bytes(1), bytes(2));
  }

  @Test
  @ExpectsLog(from = Persistence.class, text = "lacks its file state.db, and the rest is there")
  void whatBelongsToAMissingFileIsSetAside() throws IOException {
    for (int round = 1; round <= 2; round++) {
      int seed = round;
      try (InMemoryStore store = open()) {
        in(store, things -> things.put("a", Thing.of(body(store, seed))));
      }
      Files.delete(directory.resolve("state.db"));
      try (InMemoryStore store = open()) {
        store.bodies().sweep().join();
        assertThat(get(store, Scope.DEFAULT, "a")).isNull();
      }
      assertThat(filesIn(directory.resolve("bodies.damaged-" + round)))
          .extracting(file -> Files.readAllBytes(file))
          .containsExactly(bytes(round));
    }
  }
}
