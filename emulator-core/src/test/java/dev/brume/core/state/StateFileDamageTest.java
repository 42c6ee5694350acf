package dev.brume.core.state;

import static dev.brume.core.state.KeptThings.in;
import static dev.brume.core.state.KeptThings.numbers;
import static dev.brume.core.state.KeptThings.things;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.KeptThings.Thing;
import dev.brume.testlog.ExpectsLog;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** Source of truth: the contract of {@link Persistence#open}. */
class StateFileDamageTest {
  @TempDir private Path directory;
  private Path file;
  private final Map<Long, Thing> kept = new HashMap<>();

  @BeforeEach
  void writeSomething() {
    file = directory.resolve("state.db");
    try (InMemoryStore store = Persistence.always(directory).open()) {
      for (long number = 0; number < 200; number++) {
        Thing thing = Thing.named("thing " + number + "-".repeat(100));
        long key = number;
        in(store, root -> root.things().put(key, thing));
        kept.put(number, thing);
      }
      in(store, root -> root.numbers().put("a number", 1L));
    }
  }

  private void startsEmptyAndKeepsAside(byte[] damaged) throws Exception {
    try (InMemoryStore store = Persistence.always(directory).open()) {
      assertThat(things(store, Scope.DEFAULT)).isEmpty();
      assertThat(numbers(store)).isEmpty();
      in(store, root -> root.numbers().put("after", 1L));
    }
    byte[] kept = Files.readAllBytes(directory.resolve("state.db.damaged-1"));
    assertThat(Arrays.mismatch(kept, damaged)).as("first byte that differs").isEqualTo(-1);
    try (InMemoryStore store = Persistence.always(directory).open()) {
      assertThat(numbers(store)).isEqualTo(Map.of("after", 1L));
    }
    assertThat(directory.resolve("state.db.damaged-2")).doesNotExist();
  }

  @Test
  @ExpectsLog(from = Persistence.class, text = "is no state file")
  void aForeignFileIsSetAside() throws Exception {
    byte[] foreign = "a letter to my aunt".getBytes(StandardCharsets.UTF_8);
    Files.write(file, foreign);
    startsEmptyAndKeepsAside(foreign);
  }

  @Test
  @ExpectsLog(from = Persistence.class, text = "is no state file")
  void anEmptyFileIsSetAside() throws Exception {
    Files.write(file, new byte[0]);
    startsEmptyAndKeepsAside(new byte[0]);
  }

  @Test
  @ExpectsLog(from = Persistence.class, text = "is a database, but no state file")
  void aForeignDatabaseIsSetAside() throws Exception {
    Files.delete(file);
    sql("CREATE TABLE aunts (name TEXT)");
    startsEmptyAndKeepsAside(Files.readAllBytes(file));
  }

  @Test
  @ExpectsLog(from = Persistence.class, text = "The database disk image is malformed")
  void aTruncatedFileIsSetAside() throws Exception {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    startsEmptyAndKeepsAside(Files.readAllBytes(file));
  }

  @Test
  @ExpectsLog(from = Persistence.class, text = "It is kept as state.db.damaged-2")
  @ExpectsLog(from = Persistence.class, text = "It is kept as state.db.damaged-1")
  void aSecondDamagedFileDoesNotReplaceTheFirst() throws Exception {
    Files.writeString(file, "first");
    Persistence.always(directory).open().close();
    Files.writeString(file, "second");
    Persistence.always(directory).open().close();
    assertThat(directory.resolve("state.db.damaged-1")).hasContent("first");
    assertThat(directory.resolve("state.db.damaged-2")).hasContent("second");
  }

  /** Wherever bytes are changed: either all of the state is there, or none. */
  @Test
  @ExpectsLog(from = Persistence.class, text = " is damaged: ")
  void flippedBytesNeverLeaveHalfOfTheState() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(42);
    int found = 0;
    for (int round = 0; round < 60; round++) {
      byte[] damaged = whole.clone();
      int at = random.nextInt(damaged.length);
      for (int i = at; i < Math.min(at + 1 + random.nextInt(8), damaged.length); i++) {
        damaged[i] ^= (byte) (1 + random.nextInt(255));
      }
      Path home = Files.createDirectory(directory.resolve("round" + round));
      Files.write(home.resolve("state.db"), damaged);
      try (InMemoryStore store = Persistence.always(home).open()) {
        Map<Long, Thing> things = things(store, Scope.DEFAULT);
        assertThat(things).as("bytes from %d", at).isIn(Map.of(), kept);
        assertThat(numbers(store)).hasSize(things.isEmpty() ? 0 : 1);
        found += things.isEmpty() ? 1 : 0;
      }
    }
    assertThat(found).isPositive();
  }

  @Test
  @ExpectsLog(from = StateDatabase.class, text = "THE LAST 1 COMMITS TO")
  void aLostTailOfTheLogCostsTheTailOnly() throws Exception {
    Path home = Files.createDirectory(directory.resolve("home"));
    Path crashed = Files.createDirectory(directory.resolve("crashed"));
    try (InMemoryStore store = Persistence.always(home).open()) {
      for (long number = 0; number < 20; number++) {
        long key = number;
        in(store, root -> root.things().put(key, Thing.named("thing")));
        store.durable().join();
      }
      for (String name : List.of("state.db", "state.db-wal", "state.lock")) {
        Files.copy(home.resolve(name), crashed.resolve(name));
      }
    }
    byte[] found = Files.readAllBytes(crashed.resolve("state.db-wal"));
    Path log = crashed.resolve("state.db-wal");
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 7);
    }
    for (int start = 0; start < 2; start++) {
      try (InMemoryStore store = Persistence.always(crashed).open()) {
        assertThat(things(store, Scope.DEFAULT).keySet())
            .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 19).boxed().toList());
      }
    }
    assertThat(Files.readAllBytes(crashed.resolve("state.db.damaged-1-wal")))
        .isEqualTo(Arrays.copyOf(found, found.length - 7));
    assertThat(crashed.resolve("state.db.damaged-2")).doesNotExist();
  }

  /** What was acknowledged of a state that is gone is not missed in the next one. */
  @Test
  @ExpectsLog(from = Persistence.class, text = "is no state file")
  void commitsOfAFormerStateAreForgotten() throws Exception {
    Files.delete(file);
    for (int start = 0; start < 3; start++) {
      Persistence.always(directory).open().close();
    }
    assertThat(directory.resolve("state.db.damaged-1")).doesNotExist();
    Files.writeString(file, "something else");
    for (int start = 0; start < 3; start++) {
      Persistence.always(directory).open().close();
    }
    assertThat(directory.resolve("state.db.damaged-2")).doesNotExist();
  }

  @Test
  void aNewerFormatIsRefusedAndLeftAlone() throws Exception {
    sql("PRAGMA user_version = 2");
    byte[] newer = Files.readAllBytes(file);
    assertThatThrownBy(() -> Persistence.always(directory).open())
        .isInstanceOf(StateException.class)
        .isNotInstanceOf(DamagedStateException.class)
        .hasMessageContaining("has format 2 and needs a newer version; this one reads 1");
    assertThat(Arrays.equals(Files.readAllBytes(file), newer)).isTrue();
    assertThat(directory.resolve("state.db.damaged-1")).doesNotExist();
    sql("PRAGMA user_version = 1");
    try (InMemoryStore store = Persistence.always(directory).open()) {
      assertThat(things(store, Scope.DEFAULT)).isEqualTo(kept);
    }
  }

  @Test
  void aSecondOpenerIsRefused() {
    try (InMemoryStore store = Persistence.always(directory).open()) {
      assertThatThrownBy(() -> Persistence.always(directory).open())
          .isInstanceOf(StateException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
      assertThat(things(store, Scope.DEFAULT)).isEqualTo(kept);
    }
    Persistence.always(directory).open().close();
  }

  @Test
  void aDirectoryThatCanNotBeUsedIsNamed() throws Exception {
    Path inTheWay = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> Persistence.always(inTheWay).open())
        .isInstanceOf(StateException.class)
        .hasMessageContaining(inTheWay.toString());
  }

  @Test
  void importChecksFirstAndChangesNothingWhereItFails() throws Exception {
    Path exported = directory.resolve("exported");
    try (InMemoryStore store = Persistence.always(directory).open()) {
      StateExport.write(store, exported);
      byte[] damaged = Files.readAllBytes(exported);
      Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 50, (byte) 7);
      Path wrong = Files.write(directory.resolve("wrong"), damaged);
      in(store, root -> root.numbers().put("mine", 1L));
      assertThatThrownBy(() -> StateExport.read(store, wrong))
          .isInstanceOf(DamagedStateException.class);
      assertThat(Arrays.equals(Files.readAllBytes(wrong), damaged)).isTrue();
      Path text = Files.writeString(directory.resolve("text"), "no state");
      assertThatThrownBy(() -> StateExport.read(store, text))
          .isInstanceOf(DamagedStateException.class)
          .hasMessageContaining("is no state file");
      assertThat(numbers(store)).containsKey("mine");
      assertThat(things(store, Scope.DEFAULT)).isEqualTo(kept);
    }
  }

  @Test
  void whatOneStoreExportsAnotherImportsAndCanGoBack() {
    Path exported = directory.resolve("exported");
    try (InMemoryStore store = Persistence.always(directory).open()) {
      StateExport.write(store, exported);
    }
    InMemoryStore inMemory = new InMemoryStore();
    in(inMemory, root -> root.numbers().put("mine", 1L));
    Store.Snapshot before = inMemory.snapshot();
    StateExport.read(inMemory, exported);
    assertThat(things(inMemory, Scope.DEFAULT)).isEqualTo(kept);
    Store.Snapshot after = inMemory.snapshot();
    inMemory.restore(before);
    assertThat(numbers(inMemory)).isEqualTo(Map.of("mine", 1L));
    assertThat(things(inMemory, Scope.DEFAULT)).isEmpty();
    inMemory.restore(after);
    assertThat(things(inMemory, Scope.DEFAULT)).isEqualTo(kept);
    StateExport.write(inMemory, exported);
    InMemoryStore third = new InMemoryStore();
    StateExport.read(third, exported);
    assertThat(things(third, Scope.DEFAULT)).isEqualTo(kept);
  }

  @Test
  @ExpectsLog(from = Persistence.class, text = "its tables differ")
  void aFileThatLostItsTablesIsSetAside() throws Exception {
    sql("DROP TABLE entry");
    startsEmptyAndKeepsAside(Files.readAllBytes(file));
  }

  @Test
  @ExpectsLog(from = Persistence.class, text = "has the wrong checksum")
  void aFlippedBitInAValueIsFoundByItsChecksum() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("thing 77-");
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(at);
      access.write('T');
    }
    startsEmptyAndKeepsAside(Files.readAllBytes(file));
  }

  /**
   * Whoever sends a file knows nothing of the classes here, nor wants a megabyte of its shapes
   * back.
   */
  @Test
  void damageIsToldInWords() throws Exception {
    sql("UPDATE shape SET text = printf('%.*c', 1000000, 'x')");
    assertThatThrownBy(() -> StateExport.read(new InMemoryStore(), file))
        .hasMessageStartingWith("The state file is damaged: ")
        .message()
        .hasSizeLessThan(400)
        .doesNotContain("Exception", directory.toString());
  }

  @Test
  void aDamagedEntryIsToldByItsTable() throws Exception {
    sql("UPDATE entry SET value = zeroblob(9)");
    assertThatThrownBy(() -> StateExport.read(new InMemoryStore(), file))
        .hasMessageContaining("of things ")
        .hasMessageContaining(" has the wrong checksum")
        .message()
        .doesNotContain("[");
  }

  private void sql(String statement) throws Exception {
    try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
        Statement runner = connection.createStatement()) {
      runner.execute(statement);
    }
  }
}
