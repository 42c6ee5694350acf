package dev.brume.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.blob.BodyStoreException;
import dev.brume.core.blob.BodyWriter;
import dev.brume.core.blob.StoredBody;
import dev.brume.core.schema.FileStream;
import dev.brume.core.scope.Scope;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bytes that change on the disk are found: by a check of the whole folder, and by reads that
 * verify. Source of truth: docs/robustness.md of this project.
 */
class StateCheckTest {
  private static final TableSpec<String, StoredBody> THINGS =
      new TableSpec<>("checked", "things", String.class, StoredBody.class);
  private static final RootSpec<Root> ROOT =
      new RootSpec<>("checked", false, (scope, tables) -> new Root(tables));

  /** Read at once, and sent out of the file. */
  private static final int SHORT = 100_000;

  private static final int LONG = 1_000_000;
  private static final byte FILLING = 7;

  @TempDir private Path directory;

  private record Root(Tables tables) implements AutoCloseable {
    Table<String, StoredBody> things() {
      return tables.table(THINGS, "owner");
    }

    @Override
    public void close() {}
  }

  private static void put(InMemoryStore store, String key, int length) {
    BodyWriter writer = store.bodies().open(length);
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, FILLING);
    writer.write(ByteBuffer.wrap(bytes));
    StoredBody body = writer.finish().toCompletableFuture().join();
    store.enter();
    try {
      store.root(ROOT, Scope.DEFAULT).things().put(key, body);
    } finally {
      store.exit();
    }
  }

  private static StoredBody get(InMemoryStore store, String key) {
    store.enter();
    try {
      return store.root(ROOT, Scope.DEFAULT).things().get(key);
    } finally {
      store.exit();
    }
  }

  private InMemoryStore open() {
    return Persistence.always(directory).open();
  }

  private void keepThree() {
    try (InMemoryStore store = open()) {
      put(store, "inline", 1_000);
      put(store, "short", SHORT);
      put(store, "long", LONG);
    }
  }

  private Path fileOf(int length) throws IOException {
    try (Stream<Path> found = Files.walk(directory.resolve("bodies"))) {
      return found.filter(file -> file.toFile().length() == length).findFirst().orElseThrow();
    }
  }

  private static void damage(Path file, long at) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int former = bytes.read();
      bytes.seek(at);
      bytes.write(former ^ 1);
    }
  }

  @Test
  void whatIsWholeIsFoundSo() throws IOException {
    keepThree();
    byte[] before = Files.readAllBytes(directory.resolve("state.db"));
    byte[] lock = Files.readAllBytes(directory.resolve("state.lock"));

    StateCheck.Report report = StateCheck.of(directory);

    assertThat(report.damages()).isEmpty();
    assertThat(report.entries()).isEqualTo(3);
    assertThat(report.bodies()).isEqualTo(2);
    assertThat(report.bytes()).isEqualTo(SHORT + LONG);
    assertThat(report.unverifiable()).isZero();
    assertThat(directory.resolve("state.db")).hasBinaryContent(before);
    assertThat(directory.resolve("state.lock")).hasBinaryContent(lock);
  }

  @Test
  void aChangedByteOfABodyIsFoundWithWhatRefersToIt() throws IOException {
    keepThree();
    damage(fileOf(LONG), LONG / 2);

    assertThat(StateCheck.of(directory).damages())
        .singleElement()
        .asString()
        .contains("is damaged", "checked 000000000000 us-east-1 things owner long");
  }

  @Test
  void bodiesThatAreGoneOrCutAreFound() throws IOException {
    keepThree();
    Files.delete(fileOf(SHORT));
    Files.write(fileOf(LONG), new byte[5]);

    assertThat(StateCheck.of(directory).damages()).hasSize(2);
  }

  /** The entry with the body that stands in it: its bytes are the same in the whole file. */
  @Test
  void aDamagedEntryDoesNotHideTheOthers() throws IOException {
    keepThree();
    byte[] file = Files.readAllBytes(directory.resolve("state.db"));
    int inARow = 0;
    int at = 0;
    while (inARow < 500) {
      inARow = file[at++] == FILLING ? inARow + 1 : 0;
    }
    damage(fileOf(LONG), 0);
    damage(directory.resolve("state.db"), at);

    List<String> damages = StateCheck.of(directory).damages();
    assertThat(damages).hasSize(2);
    assertThat(damages).anyMatch(damage -> damage.contains("has the wrong checksum"));
    assertThat(damages).anyMatch(damage -> damage.contains("things owner long"));
  }

  @Test
  void aFolderInUseOrWithoutStateCanNotBeChecked() {
    assertThatThrownBy(() -> StateCheck.of(directory))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("There is no state in");
    try (InMemoryStore store = open()) {
      assertThatThrownBy(() -> StateCheck.of(directory))
          .isInstanceOf(StateException.class)
          .hasMessageContaining("is in use by process");
      assertThat(store.isLasting()).isTrue();
    }
  }

  @Test
  void shortBodiesAreVerifiedByEveryRead() throws IOException {
    keepThree();
    damage(fileOf(SHORT), 7);
    try (InMemoryStore store = open()) {
      StoredBody body = get(store, "short");
      assertThatThrownBy(body::bytes).isInstanceOf(BodyStoreException.class);
      assertThatThrownBy(() -> body.stream(0, SHORT))
          .isInstanceOf(BodyStoreException.class)
          .hasMessageContaining("its bytes are not those that were written");
    }
  }

  @Test
  void longBodiesAreVerifiedWhereThatIsWanted() throws IOException {
    keepThree();
    damage(fileOf(LONG), LONG - 1);
    try (InMemoryStore store = open()) {
      StoredBody body = get(store, "long");
      assertThat(((FileStream) body.stream(0, LONG)).awaitsVerification()).isFalse();

      store.bodies().verifyReads();
      FileStream whole = (FileStream) body.stream(0, LONG);
      assertThat(whole.awaitsVerification()).isTrue();
      assertThatThrownBy(whole::verify).isInstanceOf(BodyStoreException.class);
      assertThat(((FileStream) body.stream(1, LONG - 1)).awaitsVerification()).isFalse();
    }
  }

  /** A damaged body goes into no other file as if it were whole, and does not come out of one. */
  @Test
  void exportsAreVerifiedToo() throws IOException {
    keepThree();
    damage(fileOf(LONG), 100);
    Path target = directory.resolve("export.db");
    try (InMemoryStore store = open()) {
      assertThatThrownBy(() -> StateExport.write(store, target))
          .isInstanceOf(StateException.class)
          .hasMessageContaining("is damaged");
    }
    assertThat(target).doesNotExist();
  }

  @Test
  void whatComesFromAnExportHasItsChecksums() throws IOException {
    keepThree();
    Path target = directory.resolve("export.db");
    Path other = directory.resolve("other");
    try (InMemoryStore store = open()) {
      StateExport.write(store, target);
    }
    try (InMemoryStore store = Persistence.always(other).open()) {
      StateExport.read(store, target);
      assertThat(get(store, "long").bytes()).hasSize(LONG);
    }
    assertThat(StateCheck.of(other).damages()).isEmpty();
    assertThat(StateCheck.of(other).bodies()).isEqualTo(2);
    Files.createDirectories(directory.resolve("placed"));
    Files.copy(target, directory.resolve("placed/state.db"));
    StateCheck.Report placed = StateCheck.of(directory.resolve("placed"));
    assertThat(placed.damages()).isEmpty();
    assertThat(placed.bodies()).isEqualTo(2);
  }
}
